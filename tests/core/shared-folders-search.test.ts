import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FoundNode, SearchInput } from '../../electron/contract/find.ts';
import type { TestCore, TestWindow } from '../support/core.ts';
import { failure, startPeople, type Person } from '../support/shared-people.ts';

let cloud: TestCore;
let owner: TestWindow;
let ana: Person;
let bia: Person;
let caio: Person;
/** Ana's folders: what she shares lies in one that she does not. */
let drawer: string;
let plans: string;
let house: string;
let roof: string;
let grantId: string;

beforeAll(async () => {
  const people = await startPeople();
  ({ cloud, owner, ana, bia, caio } = people);
  drawer = await people.folder(ana, 'Drawer');
  plans = await people.folder(ana, 'Plans', drawer);
  house = await people.folder(ana, 'House', plans);
  roof = await people.send(ana, house, 'telhado novo.txt');
  await people.send(ana, drawer, 'telhado secreto.txt');
  await people.send(bia, null, 'telhado da bia.txt');
  await ana.call.organise.setTags({ ids: [roof], add: ['red'], remove: [] });
  await ana.call.organise.setFavourite({ ids: [roof], favourite: true });
  grantId = (await ana.call.grants.give({ folderId: plans, personId: bia.userId, access: 'read' })).id;
});
afterAll(() => cloud.stop());

const search = (who: Person, input: Partial<SearchInput>) => who.call.find.search({ text: '', ...input });
const names = async (who: Person, input: Partial<SearchInput>) =>
  (await search(who, input)).items.map(({ name }) => name);
const where = ({ path: folders }: FoundNode) => folders.map(({ name }) => name).join('/');

test('what is shared is found after one’s own, named by its owner and by the way from the shared folder', async () => {
  const { items, next } = await search(bia, { text: 'telhado' });
  expect(items.map((node) => [node.name, where(node), node.owner?.name ?? null])).toEqual([
    ['telhado da bia.txt', '', null],
    ['telhado novo.txt', 'Plans/House', 'ana'],
  ]);
  expect(next).toBeNull();
  expect(await names(bia, { text: 'plan' })).toEqual(['Plans']);
});

test('the way it was found leads there', async () => {
  const [found] = (await search(bia, { text: 'telhado', owner: ana.userId })).items;
  const folderId = found?.path.at(-1)?.id ?? null;
  expect((await bia.call.drive.list({ folderId })).items).toMatchObject([{ id: found?.id }]);
});

test('in a shared folder only that is searched', async () => {
  expect(await names(bia, { text: 'telhado', folderId: plans })).toEqual(['telhado novo.txt']);
  expect(await names(bia, { text: 'telhado', folderId: plans, owner: 'mine' })).toEqual([]);
});

test('nothing of an answer names what lies above or beside, or the marks of the owner', async () => {
  const asked: Partial<SearchInput>[] = [
    { text: 'telhado' },
    { text: 'plan' },
    { owner: ana.userId },
    { text: 't', folderId: plans },
    { text: 't', folderId: house },
  ];
  for (const input of asked) {
    const answer = await search(bia, input);
    expect(answer.items.length).toBeGreaterThan(0);
    const told = JSON.stringify(answer);
    for (const hidden of [drawer, 'Drawer', 'secreto', 'red', 'true']) expect(told).not.toContain(hidden);
  }
  for (const folderId of [null, plans]) {
    expect(await names(bia, { tags: ['red'], folderId })).toEqual([]);
    expect(await names(bia, { text: 'secreto', folderId })).toEqual([]);
    expect(await names(bia, { text: 'drawer', folderId })).toEqual([]);
  }
  expect(await failure(search(bia, { text: 'telhado', folderId: drawer }))).toContain('FOLDER_GONE');
  expect((await bia.call.find.details({ id: plans })).path).toEqual([]);
});

test('who is given nothing finds nothing, whatever they name', async () => {
  const { next } = await search(bia, { text: 'telhado', limit: 1 });
  expect(next).not.toBeNull();
  for (const input of [{}, { owner: ana.userId }, { cursor: next }])
    expect(await names(caio, { text: 'telhado', ...input })).toEqual([]);
  expect(await failure(search(caio, { text: 'telhado', folderId: plans }))).toContain('FOLDER_GONE');
});

test('a folder in the trash is searched when it is back', async () => {
  const finds = () => names(bia, { text: 'novo' });
  await ana.call.drive.trash({ ids: [drawer] });
  expect(await finds()).toEqual([]);
  await ana.call.drive.restore({ ids: [drawer] });
  expect(await finds()).toEqual(['telhado novo.txt']);
});

test('a folder that is withdrawn between two pages is gone on with no further', async () => {
  const { next } = await search(bia, { text: 'telhado', limit: 1 });
  await ana.call.grants.withdraw({ id: grantId });
  expect(await search(bia, { text: 'telhado', limit: 1, cursor: next })).toEqual({ items: [], next: null });
  expect(await failure(search(bia, { text: 'telhado', folderId: plans }))).toContain('FOLDER_GONE');
});

test('what is shared with everybody is found by each but those who have left it', async () => {
  const { id } = await ana.call.grants.give({ folderId: house, personId: null, access: 'write' });
  for (const who of [bia, caio]) expect(await names(who, { text: 'novo' })).toEqual(['telhado novo.txt']);
  await bia.call.grants.leave({ id });
  expect(await names(bia, { text: 'novo' })).toEqual([]);
  expect(await names(caio, { text: 'novo' })).toEqual(['telhado novo.txt']);
});

test('as long as its owner is blocked, nothing of a folder is found', async () => {
  await owner.call.people.setDisabled({ id: ana.userId, disabled: true });
  expect(await names(caio, { text: 'novo' })).toEqual([]);
  await owner.call.people.setDisabled({ id: ana.userId, disabled: false });
  expect(await names(caio, { text: 'novo' })).toEqual(['telhado novo.txt']);
});
