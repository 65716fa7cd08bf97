import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { folderOf, grant, withdraw as withdrawGrant } from '../../../tests/support/grants.ts';
import { storeMany as storeFiles } from '../../../tests/support/many-files.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { searchInput, type FoundNode, type SearchInput } from '../../contract/find.ts';
import { newId } from '../lib/ids.ts';
import { makeReach } from '../sharing/reach.ts';
import { encodeCursor } from './cursor.ts';
import { belowQuery, type Filters } from './search.table.ts';

let world: DriveWorld;
let ana: Resident;
let bia: Resident;
beforeEach(async () => {
  world = await makeDriveWorld();
  [ana, bia] = [await world.person(), await world.person()];
});
afterEach(() => world.close());

const search = (input: Partial<SearchInput>, who = bia) =>
  world.drive.find.search(who.caller, searchInput.parse({ text: '', ...input }), undefined);
const found = async (input: Partial<SearchInput>, who = bia) => (await search(input, who)).items;
const names = async (input: Partial<SearchInput>, who = bia) =>
  (await found(input, who)).map(({ name }) => name);
/** Page after page; `between` happens after each. */
async function all(input: Partial<SearchInput>, between: () => Promise<void> = () => Promise.resolve()) {
  const items: FoundNode[] = [];
  let cursor: string | null = null;
  do {
    const page = await search({ ...input, cursor });
    items.push(...page.items);
    cursor = page.next;
    if (cursor !== null) await between();
  } while (cursor !== null);
  return items;
}
const folder = (name: string, parentId: string | null = null, who = ana) =>
  folderOf(world, who, name, parentId);
const trash = (...ids: string[]) => world.drive.service.trash(ana.caller, { ids }, undefined);
const pathOf = ({ path }: FoundNode) => path.map(({ name }) => name);

const failed = (): never => {
  throw new Error('not found');
};

/** Gives a folder of Ana's; to everybody for null. */
const give = (folderId: string, to: Resident | null = bia, from = ana, access?: 'write') =>
  grant(world.database.db, { from, to, folderId, ...(access === undefined ? {} : { access }) });
const withdraw = (id: string) => withdrawGrant(world.database.db, id);

const storeMany = (count: number, name: (index: number) => string, parentId: string) =>
  storeFiles(world.database.db, ana.id, parentId, { count, name });

describe('what others share', () => {
  test('is found, with who shares it and a path that begins with the shared folder', async () => {
    const secret = await folder('Private');
    const plans = await folder('Plans', secret);
    const house = await folder('House', plans);
    await ana.store('roof plan.txt', { folderId: house });
    await ana.store('plan of my own.txt', { folderId: secret });
    await give(plans);
    const items = await found({ text: 'plan' });
    expect(items.map((item) => [item.name, pathOf(item), item.owner])).toEqual([
      ['Plans', [], { id: ana.id, name: ana.id, access: 'read' }],
      ['roof plan.txt', ['Plans', 'House'], { id: ana.id, name: ana.id, access: 'read' }],
    ]);
    const one = await world.drive.find.details(bia.caller, { id: plans }, undefined);
    expect(one.path, 'the details of the shared folder name none above it either').toEqual([]);
  });

  test('comes after all that is one’s own, whatever was changed last, page by page', async () => {
    const plans = await folder('Shared');
    for (const at of [1, 2, 3, 4])
      await ana.store(`plan ${at}.txt`, { folderId: plans, modifiedAt: `2026-02-0${at}T00:00:00.000Z` });
    for (const at of [5, 6, 7, 8])
      await bia.store(`plan ${at}.txt`, { modifiedAt: `2026-01-0${at}T00:00:00.000Z` });
    await give(plans);
    const expected = [8, 7, 6, 5, 4, 3, 2, 1].map((at) => `plan ${at}.txt`);
    for (const limit of [1, 2, 3, 4, 5, 8])
      expect((await all({ text: 'plan', limit })).map(({ name }) => name)).toEqual(expected);
    expect((await all({ text: 'plan' })).map(({ owner }) => owner?.id ?? null)).toEqual([
      ...Array.from({ length: 4 }, () => null),
      ...Array.from({ length: 4 }, () => ana.id),
    ]);
  });

  test('shows no marks of its owner, and is not found by them', async () => {
    const plans = await folder('Plans');
    const { id } = await ana.store('plan.txt', { folderId: plans });
    const marks = { tags: 0b1, favourite_at: '2026-01-02T00:00:00.000Z' };
    await world.database.db.updateTable('nodes').set(marks).where('id', '=', id).execute();
    await give(plans);
    expect(await found({ text: 'plan.txt' })).toMatchObject([{ tags: [], favourite: false }]);
    for (const where of [{}, { folderId: plans }, { owner: ana.id }])
      expect(await names({ tags: ['red'], ...where })).toEqual([]);
    expect(await names({ tags: ['red'] }, ana)).toEqual(['plan.txt']);
  });

  test('passes the other filters like one’s own', async () => {
    const plans = await folder('Plans');
    await ana.store('small plan.pdf', { folderId: plans, size: 10 });
    await ana.store('large plan.jpg', { folderId: plans, size: 9000 });
    await give(plans);
    expect(await names({ text: 'plan', types: ['pdf'] })).toEqual(['small plan.pdf']);
    expect(await names({ minimumBytes: 100 })).toEqual(['large plan.jpg']);
    expect(await names({ text: 'plan', kind: 'folder' })).toEqual(['Plans']);
  });

  test('says what one may do there, and is found by that', async () => {
    const read = await folder('Read plans');
    const inner = await folder('Inner plans', read);
    const deep = await folder('Deep plans', inner);
    const write = await folder('Write plans');
    await folder('Own plans', null, bia);
    await give(read);
    await give(inner, bia, ana, 'write');
    await give(deep, null, ana, 'write');
    await give(write, bia, ana, 'write');
    const asked = { text: 'plans', kind: 'folder' } as const;
    const access = (await found(asked)).map(({ name, owner }) => `${name}: ${owner?.access ?? 'own'}`);
    expect(access.toSorted()).toEqual([
      'Deep plans: write',
      'Inner plans: write',
      'Own plans: own',
      'Read plans: read',
      'Write plans: write',
    ]);
    const writable = await found({ ...asked, writable: true });
    expect(writable.map(({ name }) => name).toSorted(), 'each once').toEqual([
      'Deep plans',
      'Inner plans',
      'Own plans',
      'Write plans',
    ]);
    expect(pathOf(writable.find(({ id }) => id === deep) ?? failed())).toEqual(['Read plans', 'Inner plans']);
    expect((await names({ ...asked, writable: true, folderId: read })).toSorted()).toEqual([
      'Deep plans',
      'Inner plans',
    ]);
  });

  test('through folders in each other is found once, from the outermost on', async () => {
    const outer = await folder('Outer plan');
    const inner = await folder('Inner plan', outer);
    await ana.store('plan.txt', { folderId: inner });
    await give(inner);
    await give(outer);
    await give(outer, null);
    const items = await found({ text: 'plan' });
    expect(items.map(({ name }) => name).toSorted()).toEqual(['Inner plan', 'Outer plan', 'plan.txt']);
    expect(pathOf(items.find(({ name }) => name === 'plan.txt') ?? failed())).toEqual([
      'Outer plan',
      'Inner plan',
    ]);
  });

  test('is found by nobody else, and nothing beside it by anybody', async () => {
    const caio = await world.person();
    const plans = await folder('Plans');
    await ana.store('plan.txt', { folderId: plans });
    await ana.store('plan beside.txt');
    await give(plans);
    expect(await names({ text: 'plan' })).toEqual(expect.not.arrayContaining(['plan beside.txt']));
    expect(await names({ text: 'plan' }, caio)).toEqual([]);
    expect(await names({ owner: ana.id }, caio)).toEqual([]);
  });
});

describe('the owner asked for', () => {
  beforeEach(async () => {
    const caio = await world.person();
    const [anas, caios] = [await folder('Ana shares'), await folder('Caio shares', null, caio)];
    await ana.store('plan of ana.txt', { folderId: anas });
    await caio.store('plan of caio.txt', { folderId: caios });
    await bia.store('plan of bia.txt');
    await give(anas);
    await give(caios, null, caio);
  });

  test('is anyone, oneself, or one person', async () => {
    const everybody = ['plan of bia.txt', 'plan of ana.txt', 'plan of caio.txt'];
    expect(await names({ text: 'plan' })).toEqual(everybody);
    expect(await names({ text: 'plan', owner: 'anyone' })).toEqual(everybody);
    expect(await names({ text: 'plan', owner: 'mine' })).toEqual(['plan of bia.txt']);
    expect(await names({ text: 'plan', owner: bia.id })).toEqual(['plan of bia.txt']);
    expect(await names({ text: 'plan', owner: ana.id })).toEqual(['plan of ana.txt']);
    expect(await names({ text: 'plan', owner: newId() })).toEqual([]);
  });

  test('without words gives all that they share, the folder included', async () => {
    expect((await names({ owner: ana.id })).toSorted()).toEqual(['Ana shares', 'plan of ana.txt']);
  });
});

describe('in a shared folder', () => {
  test('only what lies in and below it is found, with the path from the outermost shared one', async () => {
    const plans = await folder('Plans');
    const house = await folder('House', plans);
    await ana.store('plan 1.txt', { folderId: plans });
    await ana.store('plan 2.txt', { folderId: house });
    await bia.store('plan 3.txt');
    await give(plans);
    expect((await names({ text: 'plan', folderId: plans })).toSorted()).toEqual(['plan 1.txt', 'plan 2.txt']);
    const items = await found({ text: 'plan', folderId: house });
    expect(items.map((item) => [item.name, pathOf(item)])).toEqual([['plan 2.txt', ['Plans', 'House']]]);
    expect(await names({ text: 'plan', folderId: plans, owner: 'mine' })).toEqual([]);
    expect((await names({ text: 'plan', folderId: plans, owner: ana.id })).length).toBe(2);
  });

  test('what lies beside or above it is no folder to look in', async () => {
    const above = await folder('Above');
    const [shared, beside] = [await folder('Shared', above), await folder('Beside', above)];
    await give(shared);
    for (const folderId of [above, beside, ana.rootId])
      await expect(search({ text: 'a', folderId })).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  });
});

describe('a shared folder that is too large to go through', () => {
  let plans: string;
  let grantId: string;
  beforeEach(async () => {
    plans = await folder('Plan', await folder('Private'));
    await storeMany(3200, (index) => `plan ${index}.txt`, await folder('inner', plans));
    await storeMany(100, (index) => `plan beside ${index}.txt`, ana.rootId);
    grantId = await give(plans);
  });

  test('gives all of it once, itself included, page by page, and nothing beside it', async () => {
    const items = await all({ text: 'plan', limit: 190 });
    const ids = new Set(items.map(({ id }) => id));
    expect(ids.size).toBe(items.length);
    expect(items.length).toBe(3201);
    expect(ids.has(plans)).toBe(true);
    expect(items.filter(({ name }) => name.includes('beside'))).toEqual([]);
    expect(new Set(items.map((item) => pathOf(item).join('/')))).toEqual(new Set(['', 'Plan/inner']));
    expect(await all({ text: 'plan', folderId: plans, limit: 200 })).toHaveLength(3200);
  });

  test('leads to nothing more once it is withdrawn between two pages', async () => {
    const items = await all({ text: 'plan', limit: 50 }, () => withdraw(grantId));
    expect(items).toHaveLength(50);
  });

  test('is gone through no further than that, also where few pass the filters', async () => {
    const filters: Filters = {
      userId: ana.id,
      kind: 'folder',
      types: [],
      tags: 0,
      minimumBytes: null,
      maximumBytes: null,
      modifiedFrom: null,
      modifiedTo: null,
    };
    const walk = { folderIds: [plans], themselves: true, atMost: 100 };
    const query = belowQuery(world.database.db, filters, walk);
    expect(await query.execute()).toMatchObject([{ many: 101, id: null }]);
    const plan = await queryPlan(world.database.db, query);
    expect(plan.filter((step) => /SCAN nodes/u.test(step))).toEqual([]);
  });
});

describe('nothing is found of a folder', () => {
  let plans: string;
  let grantId: string;
  beforeEach(async () => {
    plans = await folder('Plans');
    for (const at of [1, 2, 3]) await ana.store(`plan ${at}.txt`, { folderId: plans });
    grantId = await give(plans, null);
  });

  test('that is not shared, but all of one that is', async () => {
    expect(await names({ text: 'plan' })).toHaveLength(4);
    await withdraw(grantId);
    expect(await names({ text: 'plan' })).toEqual([]);
  });

  test('whose owner is blocked', async () => {
    const { db } = world.database;
    await db.updateTable('users').set({ disabled: 1 }).where('id', '=', ana.id).execute();
    expect(await names({ text: 'plan' })).toEqual([]);
  });

  test('in the trash, itself or what is in it', async () => {
    const [first] = await found({ text: 'plan 1' });
    await trash(first?.id ?? '');
    expect(await names({ text: 'plan' })).toHaveLength(3);
    await trash(plans);
    expect(await names({ text: 'plan' })).toEqual([]);
  });

  test('that one has left', async () => {
    const { db } = world.database;
    await db.insertInto('grant_leavers').values({ grant_id: grantId, person_id: bia.id }).execute();
    expect(await names({ text: 'plan' })).toEqual([]);
  });

  test('that is withdrawn between two pages, by a cursor of before or a made-up one', async () => {
    const { next } = await search({ text: 'plan', limit: 1 });
    await withdraw(grantId);
    expect(await search({ text: 'plan', limit: 1, cursor: next })).toEqual({ items: [], next: null });
    const madeUp = encodeCursor({ owner: ana.id, at: null });
    expect(await names({ text: 'plan', cursor: madeUp })).toEqual([]);
  });
});

test('exactly what a person may look at is found, however folders are shared and moved', async () => {
  const kinds = fc.record({
    parents: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
    given: fc.subarray([0, 1, 2, 3, 4, 5]),
    trashed: fc.subarray([0, 1, 2, 3, 4, 5], { maxLength: 1 }),
    limit: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(kinds, async ({ parents, given, trashed, limit }) => {
      [ana, bia] = [await world.person(), await world.person()];
      const folders: string[] = [];
      for (const [at, parent] of parents.entries()) {
        const inside = at === 0 ? null : (folders[parent % (at + 1)] ?? null);
        folders.push(await folder(`folder ${at}`, inside));
        await ana.store(`file ${at}`, { folderId: folders[at] ?? failed() });
      }
      for (const at of given) await give(folders[at] ?? failed(), at % 2 === 0 ? bia : null);
      for (const at of trashed) await trash(folders[at] ?? failed());
      const { db } = world.database;
      const rows = await db
        .selectFrom('nodes')
        .select(['id', 'name'])
        .where('owner_id', '=', ana.id)
        .execute();
      const visible: string[] = [];
      for (const { id, name } of rows)
        if ((await makeReach().entrance(db, bia.id, id)) !== null) visible.push(name);
      const items = await all({ text: 'f', owner: ana.id, limit });
      expect(items.map(({ name }) => name).toSorted()).toEqual(visible.toSorted());
      await db.deleteFrom('grants').execute();
    }),
    { numRuns: 15, seed: 11 },
  );
});
