import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RestoreState } from '../../electron/contract/care.ts';
import {
  addPerson,
  OWNER,
  setUp,
  settled,
  startTestCore,
  until,
  upload,
  type TestCore,
  type TestWindow,
} from '../support/core.ts';

/** Both cores of a test lie in it; the data folder is in the first one's. */
let folder: string;
let running: TestCore[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-recovery-'));
  running = [];
});
afterEach(async () => {
  for (const core of running) await core.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(name: string): Promise<TestCore> {
  const core = await startTestCore({ home: path.join(folder, name), keep: true });
  running.push(core);
  return core;
}

async function stop(core: TestCore): Promise<void> {
  running = running.filter((one) => one !== core);
  await core.stop();
}

async function file(name: string, text: string): Promise<string> {
  const at = path.join(folder, 'sources', name);
  await mkdir(path.dirname(at), { recursive: true });
  await writeFile(at, text);
  return at;
}

/** Names in a folder, top for null. */
async function names(window: TestWindow, folderId: string | null): Promise<string[]> {
  return (await window.call.drive.list({ folderId })).items.map(({ name }) => name);
}

async function folderId(window: TestWindow, ...way: string[]): Promise<string> {
  let at: string | null = null;
  for (const name of way) {
    const { items } = await window.call.drive.list({ folderId: at });
    const found = items.find((item) => item.name === name);
    if (found === undefined) throw new Error(`no ${name} among ${items.map((item) => item.name).join()}`);
    at = found.id;
  }
  if (at === null) throw new Error('no way given');
  return at;
}

/** The text of a file, by the way a person gets it. */
async function textOf(window: TestWindow, id: string): Promise<string> {
  const target = await mkdtemp(path.join(folder, 'down-'));
  await window.call.transfers.download({ ids: [id], grant: window.grant(target) });
  await settled(window);
  const [name] = await readdir(target);
  return readFile(path.join(target, name ?? ''), 'utf8');
}

/** The next state of a restore that is one of these. */
async function restoreState(window: TestWindow, ...wanted: RestoreState['status'][]): Promise<RestoreState> {
  const ends = AbortSignal.timeout(60_000);
  for await (const state of await window.call.setup.watchRestore(undefined, { signal: ends }))
    if (wanted.includes(state.status)) return state;
  throw new Error(`never ${wanted.join()}`);
}

/** Looks into the data folder from a new home, and says what is there. */
async function look(window: TestWindow, dataFolder: string): Promise<RestoreState> {
  await window.call.setup.lookForCloud({ folder: dataFolder });
  return restoreState(window, 'found', 'failed');
}

/** Restores what was found and begins the core anew, as the app does. */
async function restore(core: TestCore, window: TestWindow): Promise<TestCore> {
  await window.call.setup.restore({ language: 'en' });
  const state = await restoreState(window, 'restarting', 'failed');
  expect(state).toEqual({ status: 'restarting' });
  await until(() => core.restarts() === 1, 5000);
  await stop(core);
  const next = await start(path.basename(core.home));
  await until(() => next.engine().status === 'running', 30_000);
  return next;
}

/** Somebody of the old cloud comes to a window of the new one. */
async function signIn(core: TestCore, userName: string, password: string): Promise<TestWindow> {
  const window = core.window();
  await window.call.session.signIn({ userName, password, remember: false });
  return window;
}

/** A cloud with two people; Ana stored a file in a folder. A copy of the records is made when asked for. */
async function lostCloud({ snapshot }: { snapshot: boolean }) {
  const core = await start('first');
  const owner = await setUp(core);
  const ana = await addPerson(core, owner, 'ana');
  const { id } = await ana.call.drive.createFolder({ parentId: null, name: 'Viagem' });
  await upload(ana, id, [await file('praia.txt', 'before the copy')]);
  await upload(owner, null, [await file('owners.txt', 'of the owner')]);
  if (snapshot) await owner.call.care.snapshot();
  await upload(ana, id, [await file('later é.txt', 'after the copy')]);
  const { dataFolder } = core;
  return { core, owner, ana, dataFolder };
}

/** Ends a cloud as a computer that dies would: nothing is copied any more; the records go, the data stays. */
async function crash(core: TestCore): Promise<void> {
  const pid = core.engine().details?.pid;
  if (pid === undefined || pid === null) throw new Error('no server runs');
  process.kill(pid, 'SIGKILL');
  await lose(core);
}

/** Ends a cloud in order; then its records are lost, and the data stays. */
async function lose(core: TestCore): Promise<void> {
  await stop(core);
  await rm(path.join(core.home, 'core'), { recursive: true, force: true });
}

test('a cloud whose records are lost comes back from its newest copy on another computer, with what came later', async () => {
  const { core, dataFolder } = await lostCloud({ snapshot: true });
  await lose(core);

  const other = await start('second');
  const window = other.window();
  const found = await look(window, dataFolder);
  expect(found).toMatchObject({ status: 'found', cloudName: 'Mini Cloud', people: 2 });
  const restored = await restore(other, window);

  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect(await names(ana, await folderId(ana, 'Viagem'))).toContain('praia.txt');
  expect(await textOf(ana, await folderId(ana, 'Viagem', 'praia.txt'))).toBe('before the copy');
  const owner = await signIn(restored, OWNER.userName, OWNER.password);
  expect(await names(owner, null)).toContain('owners.txt');
  await expect(signIn(restored, 'ana', 'not her password')).rejects.toMatchObject({
    code: 'WRONG_CREDENTIALS',
  });
});

test('what was stored after the newest copy is in a folder of its owner', async () => {
  const { core, dataFolder, owner } = await lostCloud({ snapshot: true });
  const [newest] = await owner.call.care.snapshots();
  expect(newest).toBeDefined();
  await crash(core);

  const other = await start('second');
  const window = other.window();
  expect(await look(window, dataFolder)).toMatchObject({ status: 'found', snapshotAt: newest?.at });
  const restored = await restore(other, window);

  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect(await names(ana, await folderId(ana, 'Viagem'))).toEqual(['praia.txt']);
  expect(await names(ana, await folderId(ana, 'Recovered'))).toEqual(['later é.txt']);
  expect(await textOf(ana, await folderId(ana, 'Recovered', 'later é.txt'))).toBe('after the copy');
  const again = await signIn(restored, OWNER.userName, OWNER.password);
  await again.call.care.check({ repair: false, language: 'en' });
  expect(await checked(again)).toEqual([]);
});

test('without any copy every file comes back with its name, in a folder of whoever it belonged to', async () => {
  const { core, dataFolder } = await lostCloud({ snapshot: false });
  await crash(core);

  const other = await start('second');
  const window = other.window();
  expect(await look(window, dataFolder)).toMatchObject({ status: 'found', snapshotAt: null, files: 3 });
  await expect(window.call.setup.restore({ language: 'pt-BR' })).rejects.toMatchObject({
    code: 'SETUP_INCOMPLETE',
  });
  await window.call.setup.createOwner({ ...OWNER, userName: 'nova' });
  const restored = await restore(other, window);

  const owner = await signIn(restored, 'nova', OWNER.password);
  const people = await names(owner, await folderId(owner, 'Recovered'));
  expect(people).toEqual(['ana', OWNER.name]);
  expect(await names(owner, await folderId(owner, 'Recovered', 'ana'))).toEqual(['later é.txt', 'praia.txt']);
  expect(await textOf(owner, await folderId(owner, 'Recovered', 'ana', 'praia.txt'))).toBe('before the copy');
});

/** A cloud in which Bia has a copy of what Ana shared, and Ana is no more. */
async function outlivedCloud(): Promise<{ core: TestCore; owner: TestWindow; dataFolder: string }> {
  const { core, owner, ana, dataFolder } = await lostCloud({ snapshot: false });
  const bia = await addPerson(core, owner, 'bia');
  const shared = await folderId(ana, 'Viagem');
  await ana.call.grants.give({ folderId: shared, personId: bia.userId, access: 'read' });
  await bia.call.organise.copy({ ids: [await folderId(ana, 'Viagem', 'praia.txt')], folderId: null });
  await owner.call.people.remove({ id: ana.userId, files: { fate: 'delete' } });
  return { core, owner, dataFolder };
}

test('what somebody copied from a person who is no more is theirs by the copy of the records', async () => {
  const { core, owner, dataFolder } = await outlivedCloud();
  await owner.call.care.snapshot();
  await lose(core);

  const other = await start('second');
  const window = other.window();
  await look(window, dataFolder);
  const bia = await signIn(await restore(other, window), 'bia', 'first password of bia');
  expect(await textOf(bia, await folderId(bia, 'praia.txt'))).toBe('before the copy');
});

test('without any copy a shared content comes back once, in a folder of whoever stored it', async () => {
  const { core, dataFolder } = await outlivedCloud();
  await crash(core);

  const other = await start('second');
  const window = other.window();
  await look(window, dataFolder);
  await window.call.setup.createOwner({ ...OWNER, userName: 'nova' });
  const heir = await signIn(await restore(other, window), 'nova', OWNER.password);
  expect(await names(heir, await folderId(heir, 'Recovered', 'ana'))).toContain('praia.txt');
  expect(await names(heir, await folderId(heir, 'Recovered'))).not.toContain('bia');
});

test('records that are damaged are set aside, and the cloud comes back in the same home', async () => {
  const { core, dataFolder, owner } = await lostCloud({ snapshot: true });
  await owner.call.care.snapshot();
  await stop(core);
  const database = path.join(core.home, 'core', 'database');
  await writeFile(path.join(database, 'cloud.sqlite'), 'no database at all, and rather long to be one');
  for (const part of ['-wal', '-shm']) await rm(path.join(database, `cloud.sqlite${part}`), { force: true });
  await expect(startTestCore({ home: core.home, keep: true })).rejects.toMatchObject({
    code: 'DATABASE_DAMAGED',
  });

  const begun = await startTestCore({ home: core.home, keep: true, setAsideDamaged: true });
  running.push(begun);
  const window = begun.window();
  const { suggestedFolder } = await window.call.setup.state();
  expect(suggestedFolder).toBe(dataFolder);
  expect(await look(window, suggestedFolder)).toMatchObject({ status: 'found', people: 2 });
  const restored = await restore(begun, window);
  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect((await names(ana, await folderId(ana, 'Viagem'))).toSorted()).toEqual(['later é.txt', 'praia.txt']);
  expect(await readdir(path.join(database, 'set-aside'))).toHaveLength(2);
});

/** What the last check found. */
async function checked(window: TestWindow) {
  const ends = AbortSignal.timeout(30_000);
  for await (const state of await window.call.care.watch(undefined, { signal: ends }))
    if (state.status === 'idle' && state.report !== null) return state.report.counts;
  throw new Error('no report');
}
