import Database from 'better-sqlite3';
import { cp, readdir, rename, rm, statfs, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrations } from '../../electron/core/db/migrations/list.ts';
import { addPerson, OWNER, setUp, startTestCore, until, upload, type TestCore } from '../support/core.ts';
import { canMount, mountMemory, unmount } from '../support/mounts.ts';
import {
  idAt,
  look,
  makeRecoveryWorld,
  restoreState,
  signIn,
  type RecoveryWorld,
} from '../support/recovery.ts';

const TEXT = 'sun and sea';

let world: RecoveryWorld;
beforeEach(async () => {
  world = await makeRecoveryWorld();
});
afterEach(() => world.clear());

const inFolder = (folder: string) => ({ kind: 'folder', folder }) as const;
const databaseOf = (core: TestCore) => path.join(core.home, 'core', 'database', 'cloud.sqlite');

/** A cloud with Ana and a file of hers in a folder, closed in order. */
async function closedCloud(): Promise<TestCore> {
  const core = await world.start('first');
  const owner = await setUp(core);
  const ana = await addPerson(core, owner, 'ana');
  const { id } = await ana.call.drive.createFolder({ parentId: null, name: 'Viagem' });
  await upload(ana, id, [await world.file('praia.txt', TEXT)]);
  await owner.call.care.snapshot();
  await world.stop(core);
  return core;
}

/** What Ana finds in her file when she signs in as before. */
async function anasFile(core: TestCore): Promise<string> {
  const ana = await signIn(core, 'ana', 'first password of ana');
  return world.textOf(ana, await idAt(ana, 'Viagem', 'praia.txt'));
}

/** Brings back what is in a folder, on a new computer. */
async function bringBackFrom(folder: string): Promise<TestCore> {
  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, inFolder(folder))).toMatchObject({ status: 'found', people: 2 });
  return world.restore(other, window);
}

test('a data folder that was copied to another disk comes back from the copy, and the first one is not touched', async () => {
  const { dataFolder } = await closedCloud();
  const copy = path.join(world.folder, 'usb drive', 'Mini Cloud');
  await cp(dataFolder, copy, { recursive: true });
  const before = await readdir(dataFolder, { recursive: true });
  expect(await anasFile(await bringBackFrom(copy))).toBe(TEXT);
  expect(await readdir(dataFolder, { recursive: true })).toEqual(before);
});

test.each([
  ['is damaged', (folder: string) => truncate(path.join(folder, '.mini-cloud.json'), 10)],
  ['is gone', (folder: string) => rm(path.join(folder, '.mini-cloud.json'))],
  [
    'is gone, with all other hidden files',
    async (folder: string) => {
      await rm(path.join(folder, '.mini-cloud.json'));
      await rm(path.join(folder, 'objects', '.minio.sys'), { recursive: true });
    },
  ],
])('a data folder whose marker %s comes back on another computer', async (_what, lose) => {
  const { dataFolder } = await closedCloud();
  await lose(dataFolder);
  const restored = await bringBackFrom(dataFolder);
  expect(await anasFile(restored)).toBe(TEXT);
  await world.stop(restored);
  const again = await world.start('second');
  await until(() => again.engine().status === 'running', 30_000);
  expect(await anasFile(again)).toBe(TEXT);
});

test('a folder that holds no cloud is named, and nothing is made in it', async () => {
  const folder = path.join(world.folder, 'pictures');
  const photo = await world.file('../pictures/photo.jpg', 'a photo');
  const core = await world.start('second');
  expect(await look(core.window(), inFolder(folder))).toMatchObject({
    status: 'failed',
    failure: { code: 'DATA_FOLDER_LOST_MARKER' },
  });
  expect(await readdir(folder)).toEqual([path.basename(photo)]);
});

test('a data folder that was moved is found again where it is now', async () => {
  const { dataFolder, home } = await closedCloud();
  const moved = path.join(world.folder, 'elsewhere');
  await rename(dataFolder, moved);
  const core = await world.start(path.basename(home));
  await until(() => core.engine().status === 'failed', 30_000);
  expect(core.engine().failure).toMatchObject({ code: 'DATA_FOLDER_MISSING' });
  const owner = await signIn(core, OWNER.userName, OWNER.password);
  await owner.call.engine.relocate({ folder: moved });
  await until(() => core.engine().status === 'running', 30_000);
  expect(await anasFile(core)).toBe(TEXT);
});

test('a home that was carried to another computer, data and all, goes on there', async () => {
  const { home } = await closedCloud();
  const there = path.join(world.folder, 'carried');
  await cp(home, there, { recursive: true });
  await rm(home, { recursive: true });
  const core = await world.start('carried');
  await until(() => core.engine().status === 'failed', 30_000);
  const owner = await signIn(core, OWNER.userName, OWNER.password);
  await owner.call.engine.relocate({ folder: path.join(there, 'data') });
  await until(() => core.engine().status === 'running', 30_000);
  expect(await anasFile(core)).toBe(TEXT);
});

/** Takes what the last change of form brought out of a database again. */
function makeOlder(file: string): void {
  const database = new Database(file);
  const last = Object.keys(migrations).toSorted().at(-1);
  if (last !== '0007-opened') throw new Error(`say here what ${String(last)} brought`);
  database.exec('drop table opened');
  database.prepare('delete from kysely_migration where name = ?').run(last);
  database.close();
}

test('records that are one version older are brought up to date, and kept as they were beside', async () => {
  const first = await closedCloud();
  makeOlder(databaseOf(first));
  const core = await world.start('first');
  await until(() => core.engine().status === 'running', 30_000);
  expect(await anasFile(core)).toBe(TEXT);
  expect(await readdir(path.join(path.dirname(databaseOf(core)), 'backups'))).toHaveLength(1);
});

test('records of a newer version are refused as that, and stay what they are', async () => {
  const first = await closedCloud();
  const database = new Database(databaseOf(first));
  database.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')");
  database.close();
  for (const setAsideDamaged of [false, true])
    await expect(startTestCore({ home: first.home, keep: true, setAsideDamaged })).rejects.toMatchObject({
      code: 'DATABASE_NEWER_VERSION',
    });
  const before = new Database(databaseOf(first));
  expect(before.prepare('select count(*) as people from users').get()).toEqual({ people: 2 });
  before.close();
});

test.runIf(canMount)(
  'a disk that is full stops a restore with nothing changed, and with room it goes through',
  async () => {
    const { dataFolder } = await closedCloud();
    const home = path.join(world.folder, 'second');
    await mountMemory(home, 'size=48m');
    try {
      const core = await world.start('second');
      const window = core.window();
      expect(await look(window, inFolder(dataFolder))).toMatchObject({ status: 'found' });
      const filler = path.join(home, 'other things');
      for (const left of [16_384, 120_000, 300_000]) {
        const { bavail, bsize } = await statfs(home);
        await writeFile(filler, Buffer.alloc(bavail * bsize - left));
        await window.call.setup.restore({ language: 'en' });
        expect(await restoreState(window, 'failed', 'restarting')).toMatchObject({
          status: 'failed',
          failure: { code: 'DISK_FULL' },
        });
        await rm(filler);
        expect(await look(window, inFolder(dataFolder))).toMatchObject({ status: 'found' });
      }
      const restored = await world.restore(core, window);
      expect(await anasFile(restored)).toBe(TEXT);
      await world.stop(restored);
    } finally {
      await unmount(home);
    }
  },
);
