import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  addPerson,
  OWNER,
  setUp,
  startTestCore,
  upload,
  type TestCore,
  type TestWindow,
} from '../support/core.ts';
import {
  check,
  idAt,
  look,
  makeRecoveryWorld,
  names,
  signIn,
  type RecoveryWorld,
} from '../support/recovery.ts';

let world: RecoveryWorld;
beforeEach(async () => {
  world = await makeRecoveryWorld();
});
afterEach(() => world.clear());

/** The folder that a lost cloud's data is in, as it is looked for. */
const inFolder = (folder: string) => ({ kind: 'folder', folder }) as const;

/** A cloud with two people; Ana stored a file in a folder. A copy of the records is made when asked for. */
async function lostCloud({ snapshot }: { snapshot: boolean }) {
  const core = await world.start('first');
  const owner = await setUp(core);
  const ana = await addPerson(core, owner, 'ana');
  const { id } = await ana.call.drive.createFolder({ parentId: null, name: 'Viagem' });
  await upload(ana, id, [await world.file('praia.txt', 'before the copy')]);
  await upload(owner, null, [await world.file('owners.txt', 'of the owner')]);
  if (snapshot) await owner.call.care.snapshot();
  await upload(ana, id, [await world.file('later é.txt', 'after the copy')]);
  const { dataFolder } = core;
  return { core, owner, ana, dataFolder };
}

/** Ends a cloud as a computer that dies would: nothing is copied any more; the records go, the data stays. */
async function crash(core: TestCore): Promise<void> {
  const pid = core.engine().details?.pid;
  if (pid === undefined || pid === null) throw new Error('no server runs');
  process.kill(pid, 'SIGKILL');
  await world.lose(core);
}

test('a cloud whose records are lost comes back from its newest copy on another computer, with what came later', async () => {
  const { core, dataFolder } = await lostCloud({ snapshot: true });
  await world.lose(core);

  const other = await world.start('second');
  const window = other.window();
  const found = await look(window, inFolder(dataFolder));
  expect(found).toMatchObject({ status: 'found', cloudName: 'Mini Cloud', people: 2 });
  const restored = await world.restore(other, window);

  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect(await names(ana, await idAt(ana, 'Viagem'))).toContain('praia.txt');
  expect(await world.textOf(ana, await idAt(ana, 'Viagem', 'praia.txt'))).toBe('before the copy');
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

  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, inFolder(dataFolder))).toMatchObject({ status: 'found', snapshotAt: newest?.at });
  const restored = await world.restore(other, window);

  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect(await names(ana, await idAt(ana, 'Viagem'))).toEqual(['praia.txt']);
  expect(await names(ana, await idAt(ana, 'Recovered'))).toEqual(['later é.txt']);
  expect(await world.textOf(ana, await idAt(ana, 'Recovered', 'later é.txt'))).toBe('after the copy');
  const again = await signIn(restored, OWNER.userName, OWNER.password);
  expect(await check(again)).toEqual([]);
});

test('without any copy every file comes back with its name, in a folder of whoever it belonged to', async () => {
  const { core, dataFolder } = await lostCloud({ snapshot: false });
  await crash(core);

  const other = await world.start('second');
  const window = other.window();
  expect(await look(window, inFolder(dataFolder))).toMatchObject({
    status: 'found',
    snapshotAt: null,
    files: 3,
  });
  await expect(window.call.setup.restore({ language: 'pt-BR' })).rejects.toMatchObject({
    code: 'SETUP_INCOMPLETE',
  });
  await window.call.setup.createOwner({ ...OWNER, userName: 'nova' });
  const restored = await world.restore(other, window);

  const owner = await signIn(restored, 'nova', OWNER.password);
  const people = await names(owner, await idAt(owner, 'Recovered'));
  expect(people).toEqual(['ana', OWNER.name]);
  expect(await names(owner, await idAt(owner, 'Recovered', 'ana'))).toEqual(['later é.txt', 'praia.txt']);
  expect(await world.textOf(owner, await idAt(owner, 'Recovered', 'ana', 'praia.txt'))).toBe(
    'before the copy',
  );
});

/** A cloud in which Bia has a copy of what Ana shared, and Ana is no more. */
async function outlivedCloud(): Promise<{ core: TestCore; owner: TestWindow; dataFolder: string }> {
  const { core, owner, ana, dataFolder } = await lostCloud({ snapshot: false });
  const bia = await addPerson(core, owner, 'bia');
  const shared = await idAt(ana, 'Viagem');
  await ana.call.grants.give({ folderId: shared, personId: bia.userId, access: 'read' });
  await bia.call.organise.copy({ ids: [await idAt(ana, 'Viagem', 'praia.txt')], folderId: null });
  await owner.call.people.remove({ id: ana.userId, files: { fate: 'delete' } });
  return { core, owner, dataFolder };
}

test('what somebody copied from a person who is no more is theirs by the copy of the records', async () => {
  const { core, owner, dataFolder } = await outlivedCloud();
  await owner.call.care.snapshot();
  await world.lose(core);

  const other = await world.start('second');
  const window = other.window();
  await look(window, inFolder(dataFolder));
  const bia = await signIn(await world.restore(other, window), 'bia', 'first password of bia');
  expect(await world.textOf(bia, await idAt(bia, 'praia.txt'))).toBe('before the copy');
});

test('without any copy a shared content comes back once, in a folder of whoever stored it', async () => {
  const { core, dataFolder } = await outlivedCloud();
  await crash(core);

  const other = await world.start('second');
  const window = other.window();
  await look(window, inFolder(dataFolder));
  await window.call.setup.createOwner({ ...OWNER, userName: 'nova' });
  const heir = await signIn(await world.restore(other, window), 'nova', OWNER.password);
  expect(await names(heir, await idAt(heir, 'Recovered', 'ana'))).toContain('praia.txt');
  expect(await names(heir, await idAt(heir, 'Recovered'))).not.toContain('bia');
});

test('records that are damaged are set aside, and the cloud comes back in the same home', async () => {
  const { core, dataFolder, owner } = await lostCloud({ snapshot: true });
  await owner.call.care.snapshot();
  await world.stop(core);
  const database = path.join(core.home, 'core', 'database');
  await writeFile(path.join(database, 'cloud.sqlite'), 'no database at all, and rather long to be one');
  for (const part of ['-wal', '-shm']) await rm(path.join(database, `cloud.sqlite${part}`), { force: true });
  await expect(startTestCore({ home: core.home, keep: true })).rejects.toMatchObject({
    code: 'DATABASE_DAMAGED',
  });

  const begun = await world.start('first', { setAsideDamaged: true });
  const window = begun.window();
  const { suggestedFolder } = await window.call.setup.state();
  expect(suggestedFolder).toBe(dataFolder);
  expect(await look(window, inFolder(suggestedFolder))).toMatchObject({ status: 'found', people: 2 });
  const restored = await world.restore(begun, window);
  const ana = await signIn(restored, 'ana', 'first password of ana');
  expect((await names(ana, await idAt(ana, 'Viagem'))).toSorted()).toEqual(['later é.txt', 'praia.txt']);
  expect(await readdir(path.join(database, 'set-aside'))).toHaveLength(2);
});
