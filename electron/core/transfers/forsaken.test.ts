import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestTransfers, type TestTransfers } from '../../../tests/support/test-transfers.ts';

const TWO_DAYS_MS = 2 * 24 * 60 * 60_000;
let world: TestTransfers;
beforeEach(async () => {
  world = await startTestTransfers();
});
afterEach(() => world.stop());

/** A file that was handed over as bytes: in a folder of its own, made so long ago. */
async function handedOver(name: string, agoMs: number): Promise<string> {
  const place = path.join(world.folder, 'tmp', name);
  await mkdir(place);
  await writeFile(path.join(place, 'pasted.png'), 'pasted');
  const then = new Date(Date.now() - agoMs);
  await utimes(place, then, then);
  return path.join(place, 'pasted.png');
}

test('a file handed over for an upload that never came goes at the next start', async () => {
  const file = await handedOver('forgotten', TWO_DAYS_MS);
  await world.restart();
  expect(existsSync(path.dirname(file))).toBe(false);
});

test('one that was handed over a moment ago stays', async () => {
  const file = await handedOver('just-now', 0);
  await world.restart();
  expect(existsSync(file)).toBe(true);
});

test('one that an upload still needs stays, however old', async () => {
  const ana = await world.addPerson('ana');
  await world.store.crash();
  const file = await handedOver('needed', TWO_DAYS_MS);
  await ana.uploadTemporary([file]);
  await world.restart();
  expect(existsSync(file)).toBe(true);
  await world.store.comeBack();
  const { totals } = await ana.settled();
  expect(totals).toMatchObject({ done: 1, failed: 0 });
});
