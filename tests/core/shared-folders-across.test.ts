import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, settled, startTestCore, type TestCore, type TestWindow } from '../support/core.ts';
import { failure, startPeople, type People, type Person } from '../support/shared-people.ts';

let home: string;
let cloud: TestCore;
let owner: TestWindow;
let ana: Person;
let bia: Person;
let caio: Person;
let send: People['send'];
let idOf: People['idOf'];
/** Ana's folder, which Bia may change and Caio may look at. */
let plans: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'mcm-across-'));
  const people = await startPeople({ home, keep: true, quotaOfCaio: 40 });
  ({ cloud, owner, ana, bia, caio, send, idOf } = people);
  plans = await people.folder(ana, 'Plans');
  await ana.call.grants.give({ folderId: plans, personId: bia.userId, access: 'write' });
  await ana.call.grants.give({ folderId: plans, personId: caio.userId, access: 'read' });
});
afterAll(async () => {
  await cloud.stop();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

const names = async (who: TestWindow, folderId: string | null) =>
  (await who.call.drive.list({ folderId })).items.map(({ name }) => name);
/** The text of a file, by the way a person gets it. */
async function textOf(who: TestWindow, id: string): Promise<string> {
  const target = await mkdtemp(path.join(home, 'down-'));
  await who.call.transfers.download({ ids: [id], grant: who.grant(target) });
  await settled(who);
  const [name = ''] = await readdir(target);
  return readFile(path.join(target, name), 'utf8');
}
/** Keys of the contents that lie on the server's disk. */
async function contentsOnDisk(): Promise<string[]> {
  const all = await readdir(path.join(home, 'data'), { recursive: true });
  return all.flatMap(
    (one) => /[\da-f]{2}[/\\][\da-f]{8}-[\da-f-]{27}(?=[/\\]xl\.meta$)/u.exec(one)?.[0] ?? [],
  );
}

test('a copy out of what somebody shares is one’s own, with all bytes, and heard of', async () => {
  const shared = await send(ana, plans, 'roof.txt');
  const stop = new AbortController();
  const stream = await caio.call.drive.watch(undefined, { signal: stop.signal });
  const heard: (string | null)[] = [];
  const listening = (async () => {
    for await (const { folderIds } of stream) heard.push(...folderIds);
  })().catch(() => undefined);
  expect(await caio.call.organise.copy({ ids: [shared], folderId: null })).toMatchObject({ count: 1 });
  await expect.poll(() => heard).toContain(null);
  stop.abort();
  await listening;
  const own = await idOf(caio, null, 'roof.txt');
  expect(own).not.toBe(shared);
  expect(await textOf(caio, own)).toBe('content of roof.txt');
  expect((await caio.call.usage.summary()).mine.live.bytes).toBe('content of roof.txt'.length);
});

test('what is moved into a shared folder is its owner’s, is heard of there, and the original waits in the trash', async () => {
  const own = await send(bia, null, 'tree.txt');
  const stop = new AbortController();
  const heard: (string | null)[] = [];
  const stream = await ana.call.drive.watch(undefined, { signal: stop.signal });
  const listening = (async () => {
    for await (const { folderIds } of stream) heard.push(...folderIds);
  })().catch(() => undefined);
  const moved = await bia.call.organise.move({ ids: [own], folderId: plans });
  expect(moved).toMatchObject({ count: 1, leftIn: [{ mine: true }] });
  await expect.poll(() => heard).toContain(plans);
  stop.abort();
  await listening;
  const there = await idOf(ana, plans, 'tree.txt');
  expect(await textOf(ana, there)).toBe('content of tree.txt');
  expect(await names(bia, null)).toEqual([]);
  expect((await bia.call.drive.listTrash({})).items.map(({ name }) => name)).toEqual(['tree.txt']);
  await bia.call.organise.undo({ id: moved.undoId });
  expect(await names(bia, null)).toEqual(['tree.txt']);
  expect(await names(ana, plans)).not.toContain('tree.txt');
  expect(await textOf(bia, own)).toBe('content of tree.txt');
});

test('what is moved out goes to the trash of whoever it belonged to, and back by whoever moved it', async () => {
  const shared = await send(ana, plans, 'leaf.txt');
  expect(await failure(caio.call.organise.move({ ids: [shared], folderId: null }))).toContain('READ_ONLY');
  const moved = await bia.call.organise.move({ ids: [shared], folderId: null });
  expect(moved).toMatchObject({ count: 1, leftIn: [{ owner: 'ana', mine: false }] });
  expect(await textOf(bia, await idOf(bia, null, 'leaf.txt'))).toBe('content of leaf.txt');
  expect((await ana.call.drive.listTrash({})).items.map(({ name }) => name)).toContain('leaf.txt');
  expect(await failure(ana.call.organise.undo({ id: moved.undoId }))).toContain('NOTHING_TO_UNDO');
  expect(await bia.call.organise.undo({ id: moved.undoId })).toMatchObject({ kind: 'move', count: 1 });
  expect(await names(ana, plans)).toContain('leaf.txt');
  expect(await names(bia, null)).not.toContain('leaf.txt');
  expect(await textOf(ana, shared)).toBe('content of leaf.txt');
  await bia.call.organise.move({ ids: [shared], folderId: null });
  expect(await names(bia, null)).toContain('leaf.txt');
});

test('whoever has no room is named', async () => {
  const box = (await caio.call.drive.createFolder({ parentId: null, name: 'Box' })).id;
  await caio.call.grants.give({ folderId: box, personId: bia.userId, access: 'write' });
  const own = await send(bia, null, 'a rather long name of a file.txt');
  const refused = await bia.call.organise
    .copy({ ids: [own], folderId: box })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'OTHERS_QUOTA_EXCEEDED', data: { owner: 'caio' } });
  const shared = await send(ana, plans, 'another rather long name.txt');
  const mine = await caio.call.organise
    .copy({ ids: [shared], folderId: null })
    .catch((error: unknown) => error);
  expect(mine).toMatchObject({ code: 'QUOTA_EXCEEDED' });
});

test('nobody fetches what is not shared with them, or puts something where they may not', async () => {
  const diary = (await ana.call.drive.createFolder({ parentId: null, name: 'Diary' })).id;
  const secret = await send(ana, diary, 'secret.txt');
  const own = await idOf(bia, null, 'tree.txt');
  for (const how of ['copy', 'move'] as const) {
    expect(await failure(bia.call.organise[how]({ ids: [secret], folderId: null }))).toContain('NOT_FOUND');
    expect(await failure(bia.call.organise[how]({ ids: [secret], folderId: plans }))).toContain('NOT_FOUND');
    expect(await failure(bia.call.organise[how]({ ids: [own], folderId: diary }))).toContain('FOLDER_GONE');
  }
  expect(await failure(bia.call.organise.move({ ids: [plans], folderId: null }))).toContain('READ_ONLY');
  expect(await names(ana, diary)).toEqual(['secret.txt']);
  expect(await names(bia, null)).not.toContain('secret.txt');
});

test('copies outlive the person whose they were copied from, also in the store', async () => {
  const shared = await send(ana, plans, 'kept.txt');
  await bia.call.organise.copy({ ids: [shared], folderId: null });
  const before = await contentsOnDisk();
  await owner.call.people.remove({ id: ana.userId, files: { fate: 'delete' } });
  await cloud.stop();
  cloud = await startTestCore({ home, keep: true });
  // What was Ana's alone goes: two files of hers. All else is somebody else's by now.
  await expect.poll(contentsOnDisk, { timeout: 30_000 }).toHaveLength(before.length - 2);

  bia = { ...cloud.window(), userId: bia.userId };
  await bia.call.session.signIn({ userName: 'bia', password: 'first password of bia', remember: false });
  for (const name of ['kept.txt', 'leaf.txt', 'tree.txt'])
    expect(await textOf(bia, await idOf(bia, null, name))).toBe(`content of ${name}`);

  owner = cloud.window();
  const { userName, password } = OWNER;
  await owner.call.session.signIn({ userName, password, remember: false });
  await owner.call.care.check({ repair: false, language: 'en' });
  const ends = AbortSignal.timeout(30_000);
  for await (const state of await owner.call.care.watch(undefined, { signal: ends })) {
    if (state.status !== 'idle' || state.report === null) continue;
    expect(state.report.findings).toEqual([]);
    break;
  }
});
