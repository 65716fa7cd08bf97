import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataPlace } from './data-place.ts';

let core: string;
beforeEach(async () => {
  core = await mkdtemp(path.join(tmpdir(), 'mcm-place-'));
});
afterEach(() => rm(core, { recursive: true, force: true }));

const note = (text: string) => writeFile(path.join(core, 'place.json'), text);

test('the folder is the one that the core noted', async () => {
  const folder = path.join(core, 'Minha nuvem');
  await note(`${JSON.stringify({ dataFolder: folder })}\n`);
  expect(await dataPlace(core)).toBe(folder);
});

test('nothing is shown where nothing was noted, or what was noted is not whole', async () => {
  expect(await dataPlace(core)).toBeNull();
  await note('{"dataFolder":"/ho');
  expect(await dataPlace(core)).toBeNull();
});

test('only a whole path is ever shown', async () => {
  await note('{"dataFolder":"calc.exe"}');
  expect(await dataPlace(core)).toBeNull();
});
