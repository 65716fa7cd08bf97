import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../lib/log.ts';
import { openDatabase } from './open.ts';

let folder: string;
const open = () =>
  openDatabase({
    file: path.join(folder, 'db', 'cloud.sqlite'),
    nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    log: silentLog(),
  });

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-db-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a new database has every table and opens again without another migration', async () => {
  const first = await open();
  await first.close();
  const second = await open();
  const tables = (await second.db.introspection.getTables()).map((table) => table.name);
  expect(tables).toEqual(expect.arrayContaining(['cloud', 'users', 'nodes', 'objects', 'transfers']));
  await second.close();
  expect(await readdir(path.join(folder, 'db'))).not.toContain('backups');
});

test('a file that is no database is named as damaged and left as it is', async () => {
  const opened = await open();
  await opened.close();
  await writeFile(path.join(folder, 'db', 'cloud.sqlite'), 'x'.repeat(8192));
  await expect(open()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
});

test('a database of a newer version is refused', async () => {
  const opened = await open();
  await opened.db
    .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
    .insertInto('kysely_migration')
    .values({ name: '9999-from-the-future', timestamp: new Date().toISOString() })
    .execute();
  await opened.close();
  await expect(open()).rejects.toMatchObject({ code: 'DATABASE_NEWER_VERSION' });
});

test('a backup of a running database opens by itself', async () => {
  const opened = await open();
  await opened.backup(path.join(folder, 'copy', 'cloud.sqlite'));
  await opened.close();
  expect(await readdir(path.join(folder, 'copy'))).toEqual(['cloud.sqlite']);
});
