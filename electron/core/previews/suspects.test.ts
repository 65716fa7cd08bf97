import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSuspects } from './suspects.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-suspects-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a content that two cores died of is proven, and one that was decoded in the end is not', async () => {
  for (const proven of [false, false, true]) {
    // Each is a core that dies in the middle.
    const suspects = openSuspects(folder);
    expect(await suspects.isProven('deadly')).toBe(proven);
    if (!proven) await suspects.begin('deadly');
  }
  const suspects = openSuspects(folder);
  await suspects.begin('harmless');
  await suspects.end('harmless');
  await suspects.end('deadly');
  expect(await readdir(folder)).toEqual([]);
  expect(await openSuspects(folder).isProven('deadly')).toBe(false);
});
