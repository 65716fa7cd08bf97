import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../lib/log.ts';
import { openDatabase } from './open.ts';
import { restoredFile, takeRestored } from './restored.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-restored-'));
  file = path.join(folder, 'cloud.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (at: string) =>
  openDatabase({ file: at, nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null, log: silentLog() });

/** A closed database of a cloud with a name. */
async function make(at: string, name: string): Promise<void> {
  const opened = await open(at);
  await opened.db
    .insertInto('cloud')
    .values({
      id: name,
      name,
      data_folder: null,
      engine: '{}',
      setup_step: 'done',
      folder_claimed: 1,
      created_at: new Date().toISOString(),
    })
    .execute();
  await opened.close();
}

async function nameNow(): Promise<string | undefined> {
  const opened = await open(file);
  const row = await opened.db.selectFrom('cloud').select('name').executeTakeFirst();
  await opened.close();
  return row?.name;
}

test('a restored database takes the place of the present one, which is kept', async () => {
  await make(file, 'before');
  await make(restoredFile(file), 'restored');
  await takeRestored(file, silentLog());
  expect(await nameNow()).toBe('restored');
  expect(await readdir(path.join(folder, 'set-aside'))).toEqual([
    expect.stringMatching(/-replaced\.sqlite$/u),
  ]);
});

test('without one, nothing is done', async () => {
  await make(file, 'before');
  await takeRestored(file, silentLog());
  expect(await nameNow()).toBe('before');
});

test('broken off after the present one was moved away, it goes on where it ended', async () => {
  await make(file, 'before');
  await make(restoredFile(file), 'restored');
  await mkdir(path.join(folder, 'set-aside'));
  await rename(file, path.join(folder, 'set-aside', 'moved.sqlite'));
  await takeRestored(file, silentLog());
  expect(await nameNow()).toBe('restored');
  expect(await readdir(path.join(folder, 'set-aside'))).toEqual(['moved.sqlite']);
});
