import { buffer } from 'node:stream/consumers';
import { rm } from 'node:fs/promises';
import type { BucketItem } from 'minio';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeClient } from '../../electron/core/minio/s3-client.ts';
import { addPerson, OWNER, until, upload, type TestCore, type TestWindow } from '../support/core.ts';
import { startMinio, type TestMinio } from '../support/minio-server.ts';
import {
  BUCKET,
  bucketOf,
  check,
  idAt,
  look,
  makeRecoveryWorld,
  names,
  signIn,
  type RecoveryWorld,
} from '../support/recovery.ts';

const LEASE = 'meta/in-use.json';

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
const onServer = () => ({ kind: 'server', external: external() }) as const;
const client = () => makeClient(external(), 5000);

async function objects(): Promise<string[]> {
  const keys: string[] = [];
  const listed: AsyncIterable<BucketItem> = client().listObjectsV2(BUCKET, '', true);
  for await (const { name } of listed) if (name !== undefined && name !== LEASE) keys.push(name);
  return keys;
}
const marker = async () => (await buffer(await client().getObject(BUCKET, 'meta/cloud.json'))).toString();

/** A cloud on the server, with two people and a file each; a copy of the records is made before Ana's second one. */
async function cloudOnServer({
  snapshot,
}: {
  snapshot: boolean;
}): Promise<{ core: TestCore; owner: TestWindow }> {
  const core = await world.start('first');
  const owner = core.window();
  await owner.call.setup.createOwner(OWNER);
  await owner.call.setup.chooseEngine({ kind: 'external', external: external() });
  await owner.call.setup.install();
  await until(() => core.engine().status === 'running', 20_000);
  await owner.call.setup.finish();
  const ana = await addPerson(core, owner, 'ana');
  const { id } = await ana.call.drive.createFolder({ parentId: null, name: 'Viagem' });
  await upload(ana, id, [await world.file('praia.txt', 'before the copy')]);
  await upload(owner, null, [await world.file('owners.txt', 'of the owner')]);
  if (snapshot) await owner.call.care.snapshot();
  await upload(ana, id, [await world.file('later é.txt', 'after the copy')]);
  return { core, owner };
}

/** The computer of a cloud is lost: nothing of it reaches the server any more, and its lease ends some minutes later. */
async function loseComputer(core: TestCore): Promise<void> {
  await server.kill();
  await world.lose(core);
  server = await startMinio(server);
  await client().removeObject(BUCKET, LEASE);
}

test('a cloud on a server of others comes back on another computer, with its people and with what came later', async () => {
  const { core } = await cloudOnServer({ snapshot: true });
  await loseComputer(core);

  const other = await world.start('second');
  const window = other.window();
  await window.call.setup.createOwner({ ...OWNER, userName: 'nova' });
  await expect(
    window.call.setup.chooseEngine({ kind: 'external', external: external() }),
  ).rejects.toMatchObject({ code: 'BUCKET_OTHER_CLOUD' });
  const before = { marker: await marker(), objects: await objects() };
  const { endpoint } = server;
  expect(await look(window, onServer())).toMatchObject({
    status: 'found',
    place: { kind: 'server', endpoint, bucket: BUCKET },
    cloudName: 'Mini Cloud',
    people: 2,
  });
  expect({ marker: await marker(), objects: await objects() }).toEqual(before);
  const restored = await world.restore(other, window);
  expect(restored.engine()).toMatchObject({ kind: 'external', status: 'running' });

  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect(await names(ana, await idAt(ana, 'Viagem'))).toEqual(['praia.txt']);
  expect(await world.textOf(ana, await idAt(ana, 'Viagem', 'praia.txt'))).toBe('before the copy');
  expect(await world.textOf(ana, await idAt(ana, 'Recovered', 'later é.txt'))).toBe('after the copy');
  await expect(signIn(restored, 'nova', OWNER.password)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
  const owner = await signIn(restored, OWNER.userName, OWNER.password);
  expect(await names(owner, null)).toEqual(['owners.txt']);
  expect(await check(owner)).toEqual([]);
  expect(await objects()).toEqual(expect.arrayContaining(before.objects));

  // It is an ordinary cloud from now on: it starts again, and new files go to the same server.
  await upload(ana, null, [await world.file('new.txt', 'after the restore')]);
  await world.stop(restored);
  const again = await world.start('second');
  await until(() => again.engine().status === 'running', 20_000);
  const later = await signIn(again, 'ana', 'first password of ana');
  expect(await world.textOf(later, await idAt(later, 'new.txt'))).toBe('after the restore');
});

test('without any copy of the records every file comes back from what it says of itself', async () => {
  const { core } = await cloudOnServer({ snapshot: false });
  await loseComputer(core);

  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, onServer())).toMatchObject({ status: 'found', snapshotAt: null, files: 3 });
  await expect(window.call.setup.restore({ language: 'en' })).rejects.toMatchObject({
    code: 'SETUP_INCOMPLETE',
  });
  await window.call.setup.createOwner({ ...OWNER, userName: 'nova' });
  const restored = await world.restore(other, window);
  const owner = await signIn(restored, 'nova', OWNER.password);
  expect(await names(owner, await idAt(owner, 'Recovered'))).toEqual(['ana', OWNER.name]);
  expect(await names(owner, await idAt(owner, 'Recovered', 'ana'))).toEqual(['later é.txt', 'praia.txt']);
  expect(await world.textOf(owner, await idAt(owner, 'Recovered', 'ana', 'praia.txt'))).toBe(
    'before the copy',
  );
});

test('a bucket that lost its marker, too, is found and comes back', async () => {
  const { core } = await cloudOnServer({ snapshot: true });
  await world.lose(core);
  await client().removeObject(BUCKET, 'meta/cloud.json');

  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, onServer())).toMatchObject({ status: 'found', people: 2 });
  const restored = await world.restore(other, window);
  await signIn(restored, 'ana', 'first password of ana');
  expect(JSON.parse(await marker())).toMatchObject({ format: 1 });
});

test('a cloud that another computer works with is not touched, and the other one is told of first', async () => {
  const { core } = await cloudOnServer({ snapshot: true });
  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, onServer())).toMatchObject({
    status: 'failed',
    failure: { code: 'BUCKET_IN_USE' },
  });
  expect(core.engine().status).toBe('running');
  await expect(window.call.setup.restore({ language: 'en' })).rejects.toMatchObject({ code: 'NOT_FOUND' });

  await world.stop(core);
  expect(await look(window, onServer())).toMatchObject({ status: 'found', people: 2 });
  await world.restore(other, window);

  // The computer that was thought to be lost comes back: its cloud lives elsewhere now.
  const old = await world.start('first');
  await until(() => old.engine().status === 'failed', 20_000);
  expect(old.engine().failure).toMatchObject({ code: 'BUCKET_OTHER_CLOUD' });
});

test('a restored cloud whose keys were lost before its first start takes them anew', async () => {
  const { core } = await cloudOnServer({ snapshot: true });
  await world.lose(core);
  const other = await world.start('second');
  const window = other.window();
  await look(window, onServer());
  await window.call.setup.restore({ language: 'en' });
  await until(() => other.restarts() === 1, 30_000);
  await world.stop(other);
  await rm(path.join(other.home, 'core', 'secrets.json'));

  const again = await world.start('second');
  const owner = await signIn(again, OWNER.userName, OWNER.password);
  expect(again.engine().status).not.toBe('running');
  await owner.call.engine.choose({ kind: 'external', external: external() });
  await until(() => again.engine().status === 'running', 20_000);
  expect(await world.textOf(owner, await idAt(owner, 'owners.txt'))).toBe('of the owner');
});

test('in the home that lost only its records, the server and its keys are still known', async () => {
  const { core } = await cloudOnServer({ snapshot: true });
  await world.stop(core);
  await rm(path.join(core.home, 'core', 'database'), { recursive: true });

  const begun = await world.start('first');
  const window = begun.window();
  const { endpoint } = server;
  expect(await window.call.setup.state()).toMatchObject({
    lastServer: { endpoint, region: 'us-east-1', bucket: BUCKET },
  });
  expect(await look(window, { kind: 'lastServer' })).toMatchObject({ status: 'found', people: 2 });
  const restored = await world.restore(begun, window);
  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect((await names(ana, await idAt(ana, 'Viagem'))).toSorted()).toEqual(['later é.txt', 'praia.txt']);
});

test('what holds no cloud, and keys that are wrong, are named', async () => {
  const core = await world.start('first');
  const window = core.window();
  expect(await look(window, onServer())).toMatchObject({
    status: 'failed',
    failure: { code: 'BUCKET_EMPTY' },
  });
  await client().makeBucket(BUCKET, 'us-east-1');
  expect(await look(window, onServer())).toMatchObject({
    status: 'failed',
    failure: { code: 'BUCKET_EMPTY' },
  });
  const wrong = { kind: 'server', external: { ...external(), secretKey: 'not-the-secret' } } as const;
  expect(await look(window, wrong)).toMatchObject({
    status: 'failed',
    failure: { code: 'ENDPOINT_CREDENTIALS_REFUSED' },
  });
  await expect(window.call.setup.lookForCloud({ kind: 'lastServer' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
