import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settled, type TestCore } from '../support/core.ts';
import { failure, startPeople, type People, type Person } from '../support/shared-people.ts';

let cloud: TestCore;
let ana: Person;
let bia: Person;
let caio: Person;
/** Ana's folder with a folder and a file in it, beside another that she shares with nobody. */
let plans: string;
let inner: string;
let secret: string;
let fileId: string;
let grantId: string;
let send: People['send'];

beforeAll(async () => {
  const people = await startPeople();
  ({ cloud, ana, bia, caio, send } = people);
  plans = await people.folder(ana, 'Plans');
  inner = await people.folder(ana, 'House', plans);
  secret = await people.folder(ana, 'Diary');
  fileId = await send(ana, inner, 'roof.txt');
  await send(ana, secret, 'secret.txt');
  await ana.call.organise.setTags({ ids: [fileId], add: ['red'], remove: [] });
  grantId = (await ana.call.grants.give({ folderId: plans, personId: bia.userId, access: 'read' })).id;
});
afterAll(() => cloud.stop());

test('who is given a folder finds it among what is shared with them, and nobody else does', async () => {
  const [grant] = await bia.call.grants.received();
  expect(grant).toMatchObject({
    folder: { id: plans, name: 'Plans' },
    owner: { name: 'ana' },
    access: 'read',
  });
  expect(await caio.call.grants.received()).toEqual([]);
  expect(await ana.call.grants.given()).toMatchObject([{ person: { id: bia.userId } }]);
});

test('the folder and all below it can be looked at, by a path that begins with it and without marks of its owner', async () => {
  const page = await bia.call.drive.list({ folderId: inner });
  expect(page.items).toMatchObject([{ name: 'roof.txt', tags: [], favourite: false }]);
  expect(page.path.map(({ name }) => name)).toEqual(['Plans', 'House']);
  expect(page.shared).toEqual({ ownerName: 'ana', access: 'read' });
  const details = await bia.call.find.details({ id: fileId });
  expect(details.path.map(({ name }) => name)).toEqual(['Plans', 'House']);
  expect(await bia.call.find.measure({ ids: [plans] })).toMatchObject({ files: 1, folders: 2 });
  expect(await bia.call.versions.list({ id: fileId })).toEqual([]);
});

test('its history names neither marks of its owner nor folders that it was in before', async () => {
  await send(ana, secret, 'leaf.txt');
  const { items } = await ana.call.drive.list({ folderId: secret });
  const id = items.find(({ name }) => name === 'leaf.txt')?.id ?? '';
  await ana.call.organise.setTags({ ids: [id], add: ['red'], remove: [] });
  await ana.call.organise.move({ ids: [id], folderId: inner, conflicts: 'keepBoth' });
  expect(JSON.stringify(await ana.call.find.history({ id }))).toContain('Diary');
  const seen = await bia.call.find.history({ id });
  expect(seen.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['moved', null],
    ['created', null],
  ]);
  await ana.call.drive.trash({ ids: [id] });
});

test('what lies beside or above it cannot, not even together with what can', async () => {
  expect(await failure(bia.call.drive.list({ folderId: secret }))).toContain('FOLDER_GONE');
  expect(await failure(bia.call.find.measure({ ids: [plans, secret] }))).toContain('NOT_FOUND');
  expect(await failure(caio.call.drive.list({ folderId: inner }))).toContain('FOLDER_GONE');
});

test('who may only read changes nothing', async () => {
  const tries = [
    bia.call.drive.createFolder({ parentId: plans, name: 'Mine' }),
    bia.call.drive.trash({ ids: [fileId] }),
    bia.call.organise.rename({ id: fileId, name: 'renamed.txt' }),
    bia.call.organise.move({ ids: [fileId], folderId: plans }),
  ];
  for (const refused of await Promise.all(tries.map(failure))) expect(refused).toContain('READ_ONLY');
  expect((await ana.call.drive.list({ folderId: inner })).items).toMatchObject([{ name: 'roof.txt' }]);
});

test('contents come by the address of whoever may look', async () => {
  const { base } = await bia.call.previews.access();
  const token = base.split('/').at(-2) ?? '';
  const ask = (nodeId: string) =>
    cloud.core.showContent(
      { token, what: 'file', nodeId, contentId: null },
      { signal: new AbortController().signal, over: () => undefined },
    );
  expect(await ask(fileId)).toMatchObject({ kind: 'found', name: 'roof.txt' });
  const [hidden] = (await ana.call.drive.list({ folderId: secret })).items;
  expect(await ask(hidden?.id ?? '')).toEqual({ kind: 'missing' });
});

test('with write access one adds, renames and deletes; all of it is the owner’s, and nothing of it is the owner’s to undo', async () => {
  await ana.call.grants.give({ folderId: plans, personId: bia.userId, access: 'write' });
  const made = await bia.call.drive.createFolder({ parentId: plans, name: 'Garden' });
  await send(bia, made.id, 'tree.txt');
  const [tree] = (await ana.call.drive.list({ folderId: made.id })).items;
  expect(tree?.name).toBe('tree.txt');
  const before = (await ana.call.organise.undoable()).length;
  const renamed = await bia.call.organise.rename({ id: tree?.id ?? '', name: 'oak.txt' });
  expect(renamed).toMatchObject({ node: { name: 'oak.txt' }, undoId: null });
  expect(await bia.call.drive.trash({ ids: [made.id] })).toMatchObject({ count: 1, undoId: null });
  expect((await ana.call.organise.undoable()).length).toBe(before);
  expect((await ana.call.drive.listTrash({})).items.map(({ name }) => name)).toContain('Garden');
  expect((await bia.call.drive.listTrash({})).items).toEqual([]);
});

test('a change of several things is not made of some of them when others are out of reach', async () => {
  const shed = await bia.call.drive.createFolder({ parentId: plans, name: 'Shed' });
  expect(await failure(bia.call.drive.trash({ ids: [shed.id, secret] }))).toContain('NOT_FOUND');
  const { items } = await ana.call.drive.list({ folderId: plans });
  expect(items.map(({ name }) => name)).toContain('Shed');
});

test('the shared folder itself stays as its owner shares it', async () => {
  const tries = [
    bia.call.organise.rename({ id: plans, name: 'Renamed' }),
    bia.call.drive.trash({ ids: [plans] }),
    bia.call.organise.move({ ids: [plans], folderId: inner }),
  ];
  for (const refused of await Promise.all(tries.map(failure))) expect(refused).toContain('READ_ONLY');
});

test('what is uploaded there counts on the account of the folder’s owner', async () => {
  const of = async (who: Person) => (await who.call.usage.summary()).mine.live.bytes;
  const [anaBefore, biaBefore] = [await of(ana), await of(bia)];
  await send(bia, plans, 'counted.txt');
  expect(await of(ana)).toBe(anaBefore + 'content of counted.txt'.length);
  expect(await of(bia)).toBe(biaBefore);
});

test('a download fetches what is shared, and nothing beside it', async () => {
  const target = path.join(cloud.home, 'fetched');
  await mkdir(target);
  await bia.call.transfers.download({ ids: [plans], grant: bia.grant(target) });
  await settled(bia);
  expect(await readFile(path.join(target, 'Plans', 'House', 'roof.txt'), 'utf8')).toBe('content of roof.txt');
  const [hidden] = (await ana.call.drive.list({ folderId: secret })).items;
  const tried = bia.call.transfers.download({ ids: [plans, hidden?.id ?? ''], grant: bia.grant(target) });
  expect(await failure(tried)).toContain('NOT_FOUND');
});

test('an earlier content of a file elsewhere is none of a shared one’s', async () => {
  const [hidden] = (await ana.call.drive.list({ folderId: secret })).items;
  await writeFile(path.join(cloud.home, 'sources', 'secret.txt'), 'rewritten');
  await ana.call.transfers.upload({
    folderId: secret,
    grants: [ana.grant(path.join(cloud.home, 'sources', 'secret.txt'))],
    conflicts: 'replace',
  });
  await settled(ana);
  const [version] = await ana.call.versions.list({ id: hidden?.id ?? '' });
  const grant = bia.grant(path.join(cloud.home, 'fetched'));
  const tried = bia.call.transfers.downloadVersion({ id: fileId, versionId: version?.id ?? '', grant });
  expect(await failure(tried)).toContain('NOT_FOUND');
});

test('changes of the owner reach whoever looks, and only of what they may see', async () => {
  const stop = new AbortController();
  const stream = await bia.call.drive.watch(undefined, { signal: stop.signal });
  const heard: (string | null)[] = [];
  const listening = (async () => {
    for await (const { folderIds } of stream) heard.push(...folderIds);
  })().catch(() => undefined);
  await ana.call.drive.createFolder({ parentId: secret, name: 'Hidden' });
  await ana.call.drive.createFolder({ parentId: inner, name: 'Shown' });
  await expect.poll(() => heard).toContain(inner);
  expect(heard).not.toContain(secret);
  stop.abort();
  await listening;
});

test('a folder in the trash is not there for others, and back when it is restored', async () => {
  await ana.call.drive.trash({ ids: [plans] });
  expect(await bia.call.grants.received()).toEqual([]);
  expect(await failure(bia.call.drive.list({ folderId: inner }))).toContain('FOLDER_GONE');
  await ana.call.drive.restore({ ids: [plans] });
  expect(await bia.call.grants.received()).toHaveLength(1);
});

test('shared with everyone, each may leave for themselves alone', async () => {
  const open = await ana.call.drive.createFolder({ parentId: null, name: 'Open' });
  const grant = await ana.call.grants.give({ folderId: open.id, personId: null, access: 'read' });
  await caio.call.grants.leave({ id: grant.id });
  expect((await caio.call.grants.received()).map(({ id }) => id)).not.toContain(grant.id);
  expect(await failure(caio.call.drive.list({ folderId: open.id }))).toContain('FOLDER_GONE');
  expect((await bia.call.grants.received()).map(({ id }) => id)).toContain(grant.id);
});

test('leaving and withdrawing take the way there and nothing else', async () => {
  await bia.call.grants.leave({ id: grantId });
  expect(await failure(bia.call.drive.list({ folderId: plans }))).toContain('FOLDER_GONE');
  expect((await ana.call.drive.list({ folderId: inner })).items.map(({ name }) => name)).toContain(
    'roof.txt',
  );
  expect(await failure(caio.call.grants.withdraw({ id: grantId }))).toContain('NOT_FOUND');
});

test('nobody gives what is not theirs', async () => {
  expect(
    await failure(bia.call.grants.give({ folderId: plans, personId: caio.userId, access: 'read' })),
  ).toContain('NOT_FOUND');
});
