import { open, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeClient } from '../../electron/core/minio/s3-client.ts';
import { OWNER, until, upload, type TestCore, type TestWindow } from '../support/core.ts';
import { startMinio, type TestMinio } from '../support/minio-server.ts';
import {
  BUCKET,
  bucketOf,
  idAt,
  look,
  makeRecoveryWorld,
  names,
  restoreState,
  signIn,
  type RecoveryWorld,
} from '../support/recovery.ts';

const OLDER = 'meta/snapshots/2026-01-05T08-00-00-000Z';

let world: RecoveryWorld;
let server: TestMinio;
beforeEach(async () => {
  world = await makeRecoveryWorld();
  server = await startMinio();
});
afterEach(async () => {
  await world.clear();
  await server.stop();
});

const external = () => bucketOf(server);
const client = () => makeClient(external(), 5000);
const source = () => ({ kind: 'server', external: external() }) as const;

/** The key of the newest copy of the records. */
async function newestKey(): Promise<string> {
  const keys: string[] = [];
  for await (const { name } of client().listObjectsV2(BUCKET, 'meta/snapshots/', true) as AsyncIterable<{
    name?: string;
  }>)
    if (name?.endsWith('.gz') === true) keys.push(name);
  return keys.toSorted().at(-1) ?? '';
}
const bytesOf = async (key: string) => buffer(await client().getObject(BUCKET, key));

/**
 * A lost cloud with an older copy of its records, which knows of one file, and the newest, which knows of two; with the
 * recovery code of its owner.
 */
async function lostCloud(): Promise<{ core: TestCore; recoveryCode: string; newest: string }> {
  const core = await world.start('first');
  const owner = core.window();
  const { recoveryCode } = await owner.call.setup.createOwner(OWNER);
  await owner.call.setup.chooseEngine({ kind: 'external', external: external() });
  await owner.call.setup.install();
  await until(() => core.engine().status === 'running', 20_000);
  await owner.call.setup.finish();
  await upload(owner, null, [await world.file('one.txt', 'in both')]);
  await owner.call.care.snapshot();
  const key = await newestKey();
  await client().putObject(BUCKET, `${OLDER}.sqlite.gz`, await bytesOf(key));
  const { id } = await owner.call.drive.createFolder({ parentId: null, name: 'Letters' });
  await upload(owner, id, [await world.file('two.txt', 'in the newest')]);
  await owner.call.care.snapshot();
  await world.lose(core);
  return { core, recoveryCode, newest: await newestKey() };
}

/** Brings it back on a second computer, and signs the owner in. */
async function bringBack(): Promise<{ restored: TestCore; owner: TestWindow }> {
  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, source())).toMatchObject({ status: 'found' });
  const restored = await world.restore(other, window);
  return { restored, owner: await signIn(restored, OWNER.userName, OWNER.password) };
}

/** Damages what the server keeps of an object on its own disk. */
async function rot(key: string): Promise<void> {
  const folder = path.join(server.folder, BUCKET, key);
  for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const handle = await open(path.join(name.parentPath, name.name), 'r+');
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(Math.min(64, size), 0xff), 0, undefined, Math.max(0, size - 200));
    await handle.close();
  }
}

const cutOff = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
test.each<[string, (newest: string) => Promise<unknown>]>([
  ['is no archive', (key) => client().putObject(BUCKET, key, 'nothing of the kind')],
  ['was cut off', async (key) => client().putObject(BUCKET, key, cutOff(await bytesOf(key)))],
  [
    'holds no database',
    (key) => client().putObject(BUCKET, key, gzipSync('no database at all '.repeat(500))),
  ],
  ['holds nothing', (key) => client().putObject(BUCKET, key, gzipSync(''))],
  [
    'holds a damaged database',
    async (key) => {
      const records = gunzipSync(await bytesOf(key));
      records.fill(0x5a, 4096, 4096 * 20);
      await client().putObject(BUCKET, key, gzipSync(records));
    },
  ],
  ['lies on a bad spot of the disk', rot],
  ['is gone, but for its description', (key) => client().removeObject(BUCKET, key)],
])('when the newest copy %s, the one before it is used', async (_what, damage) => {
  const { newest } = await lostCloud();
  await damage(newest);
  const { owner } = await bringBack();
  expect((await names(owner, null)).toSorted()).toEqual(['Recovered', 'one.txt']);
  expect(await world.textOf(owner, await idAt(owner, 'Recovered', 'two.txt'))).toBe('in the newest');
});

test('a copy of a newer version is not passed over for an older one, and nothing is changed', async () => {
  const { newest } = await lostCloud();
  const file = path.join(world.folder, 'newer.sqlite');
  await writeFile(file, gunzipSync(await bytesOf(newest)));
  const database = new Database(file);
  database.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')");
  const bytes = database.serialize();
  database.close();
  await client().putObject(BUCKET, newest, gzipSync(bytes));

  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, source())).toMatchObject({ status: 'found' });
  await window.call.setup.restore({ language: 'en' });
  expect(await restoreState(window, 'failed', 'restarting')).toMatchObject({
    status: 'failed',
    failure: { code: 'DATABASE_NEWER_VERSION' },
  });
  expect(await window.call.setup.state()).toMatchObject({ step: 'account' });
});

test('without any copy that can be read, the files come back to who says who they are', async () => {
  const { newest } = await lostCloud();
  for (const key of [newest, `${OLDER}.sqlite.gz`])
    await client().putObject(BUCKET, key, 'nothing of the kind');
  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, source())).toMatchObject({ status: 'found' });
  await window.call.setup.restore({ language: 'en' });
  expect(await restoreState(window, 'failed', 'restarting')).toMatchObject({
    status: 'failed',
    failure: { code: 'SETUP_INCOMPLETE' },
  });
  await window.call.setup.createOwner({ ...OWNER, userName: 'nova' });
  expect(await look(window, source())).toMatchObject({ status: 'found' });
  const nova = await signIn(await world.restore(other, window), 'nova', OWNER.password);
  expect(await names(nova, await idAt(nova, 'Recovered', OWNER.name))).toEqual(['one.txt', 'two.txt']);
});

test('files whose bytes are lost come back by name and say so; all others are whole', async () => {
  await lostCloud();
  let lost = '';
  for await (const { name } of client().listObjectsV2(BUCKET, '', true) as AsyncIterable<{ name?: string }>) {
    if (name === undefined || name.startsWith('meta/')) continue;
    const { metaData } = await client().statObject(BUCKET, name);
    const label: unknown = metaData['name'];
    if (String(label).includes(Buffer.from('two.txt').toString('base64'))) lost = name;
  }
  await client().removeObject(BUCKET, lost);
  const { owner } = await bringBack();
  expect(await world.textOf(owner, await idAt(owner, 'one.txt'))).toBe('in both');
  expect(await names(owner, await idAt(owner, 'Letters'))).toEqual(['two.txt']);
  const report = await owner.call.care.watch();
  for await (const state of report) {
    expect(state).toMatchObject({
      status: 'idle',
      report: { findings: [{ kind: 'contentMissing', name: 'two.txt' }] },
    });
    break;
  }
});

test('a restored cloud takes the recovery code of before, and no other', async () => {
  const { recoveryCode } = await lostCloud();
  const { restored } = await bringBack();
  const window = restored.window();
  const newPassword = 'another horse, another battery';
  const ask = (code: string) =>
    window.call.session.recover({ userName: OWNER.userName, recoveryCode: code, newPassword });
  await expect(ask('AAAAA-BBBBB-CCCCC-DDDDD-EEEEE')).rejects.toMatchObject({ code: 'WRONG_RECOVERY_CODE' });
  await ask(recoveryCode);
  await expect(signIn(restored, OWNER.userName, OWNER.password)).rejects.toMatchObject({
    code: 'WRONG_CREDENTIALS',
  });
});
