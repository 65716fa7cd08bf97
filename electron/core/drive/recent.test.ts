import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { folderOf, grant, withdraw } from '../../../tests/support/grants.ts';
import { storeMany } from '../../../tests/support/many-files.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { changedBelowQuery, changedInDriveQuery, openedQuery } from './recent.table.ts';

let world: DriveWorld;
let ana: Resident;
let bia: Resident;
/** Ana's folder, which Bia may look into. */
let plans: string;
let grantId: string;
beforeEach(async () => {
  world = await makeDriveWorld();
  [ana, bia] = [await world.person(), await world.person()];
  plans = await folderOf(world, ana, 'Plans');
  grantId = await give(plans);
});
afterEach(() => world.close());

const give = (folderId: string, to: Resident | null = bia) =>
  grant(world.database.db, { from: ana, to, folderId });
const day = (number: number) => {
  world.clock.now = new Date(Date.UTC(2026, 3, number));
};
const collection = (
  input: { sort?: 'name' | 'size' | 'modified'; descending?: boolean; cursor?: string; limit?: number } = {},
  who = bia,
) =>
  world.drive.find.collection(
    who.caller,
    { of: 'recent', sort: null, descending: false, cursor: null, limit: 200, ...input },
    undefined,
  );
const recent = async (who = bia) => (await collection({}, who)).items.map(({ name }) => name);
const open = (id: string, who = bia) => world.drive.find.opened(who.caller, { id }, undefined);

describe('the recent files', () => {
  test('have what changed in the folders of others among one’s own, the newest first', async () => {
    day(1);
    await ana.store('first.txt', { folderId: plans });
    day(2);
    await bia.store('second.txt');
    day(3);
    await ana.store('third.txt', { folderId: await folderOf(world, ana, 'House', plans) });
    const { items, total } = await collection();
    expect(items.map(({ name, path, owner }) => [name, path.map((at) => at.name).join('/'), owner])).toEqual([
      ['third.txt', 'Plans/House', { id: ana.id, name: ana.id, access: 'read' }],
      ['second.txt', '', null],
      ['first.txt', 'Plans', { id: ana.id, name: ana.id, access: 'read' }],
    ]);
    expect(total).toBe(3);
  });

  test('put forward what one looked at oneself, and never what its owner looked at', async () => {
    day(1);
    const one = await ana.store('one.txt', { folderId: plans });
    day(2);
    const two = await ana.store('two.txt', { folderId: plans });
    day(3);
    await open(one.id, ana);
    expect(await recent()).toEqual(['two.txt', 'one.txt']);
    day(4);
    await open(one.id);
    expect(await recent()).toEqual(['one.txt', 'two.txt']);
    day(5);
    await open(two.id, ana);
    expect(await recent(ana), 'nor the other way round').toEqual(['two.txt', 'one.txt']);
    expect(await recent()).toEqual(['one.txt', 'two.txt']);
  });

  test('put forward a file whose content was replaced', async () => {
    day(1);
    const old = await ana.store('old.txt', { folderId: plans });
    day(2);
    await ana.store('new.txt', { folderId: plans });
    day(3);
    const objectId = await ana.reserve(5);
    const upload = { userId: ana.id, objectId, etag: 'e', size: 5, folderId: plans, name: 'old.txt' };
    await world.drive.access.commitUpload({
      ...upload,
      conflict: 'replace',
      modifiedAt: '2020-01-01T00:00:00.000Z',
    });
    expect((await collection()).items.map(({ id }) => id)[0]).toBe(old.id);
  });

  test('lose what is shared no more at once, in the middle of a list as well, and what is in the trash', async () => {
    for (const at of [1, 2, 3]) {
      day(at);
      await ana.store(`theirs ${at}.txt`, { folderId: plans });
      await bia.store(`mine ${at}.txt`);
    }
    const theirs = (await collection()).items.find(({ owner }) => owner !== null);
    await open(theirs?.id ?? '');
    const { next } = await collection({ limit: 2 });
    await withdraw(world.database.db, grantId);
    const rest = await collection({ cursor: next ?? '' });
    expect(rest.items.every(({ owner }) => owner === null)).toBe(true);
    expect(await recent()).toEqual(['mine 3.txt', 'mine 2.txt', 'mine 1.txt']);
    grantId = await give(plans, null);
    expect(await recent()).toHaveLength(6);
    await world.drive.service.trash(ana.caller, { ids: [plans] }, undefined);
    expect(await recent()).toHaveLength(3);
  });

  test('come page by page and in the order asked for, each once', async () => {
    for (const at of [1, 2, 3, 4, 5]) {
      day(at);
      await ana.store(`b${at}.txt`, { folderId: plans, size: at });
      await bia.store(`a${at}.txt`, { size: 10 - at });
    }
    for (const sort of ['name', 'size', 'modified'] as const)
      for (const descending of [false, true]) {
        const whole = (await collection({ sort, descending })).items.map(({ id }) => id);
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await collection({ sort, descending, limit: 3, ...(cursor && { cursor }) });
          paged.push(...page.items.map(({ id }) => id));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(10);
      }
    const names = (await collection({ sort: 'name' })).items.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
  });

  test('are not pushed out by much that others changed', async () => {
    day(1);
    await bia.store('mine.txt');
    await storeMany(world.database.db, ana.id, plans, { count: 150, name: (at) => `photo ${at}.jpg` });
    await world.database.db
      .updateTable('nodes')
      .set({ created_at: '2026-05-01T00:00:00.000Z' })
      .where('parent_id', '=', plans)
      .execute();
    const { items, total } = await collection();
    expect(total).toBe(101);
    expect(items.at(-1)?.name).toBe('mine.txt');
  });

  test('are found in a shared folder with very much in it by what its owner used last', async () => {
    const secret = await folderOf(world, ana, 'Secret');
    await storeMany(world.database.db, ana.id, plans, { count: 3100, name: (at) => `old ${at}.txt` });
    day(1);
    await ana.store('new.txt', { folderId: plans });
    await ana.store('secret.txt', { folderId: secret });
    expect(await recent()).toEqual(['new.txt']);
  });

  test('keep what was looked at last alone', async () => {
    await storeMany(world.database.db, ana.id, plans, { count: 501, name: (at) => `file ${at}.txt` });
    const { db } = world.database;
    const rows = await db.selectFrom('nodes').select('id').where('parent_id', '=', plans).execute();
    const at = (index: number) => new Date(Date.UTC(2026, 5, 1, 0, 0, index)).toISOString();
    const before = rows
      .slice(0, 500)
      .map(({ id }, index) => ({ node_id: id, user_id: bia.id, at: at(index) }));
    await db.insertInto('opened').values(before).execute();
    world.clock.now = new Date(at(500));
    await open(rows[500]?.id ?? '');
    const kept = await db.selectFrom('opened').select('node_id').execute();
    expect(kept).toHaveLength(500);
    expect(kept.some(({ node_id: id }) => id === rows[0]?.id)).toBe(false);
  });
});

test('what is asked of the database goes by indexes alone', async () => {
  const { db } = world.database;
  const plan = async (query: Parameters<typeof queryPlan>[1]) =>
    (await queryPlan(db, query)).filter((step) => /^(?:SCAN|SEARCH) (?:nodes|opened|versions)/u.test(step));
  const walk = { folderIds: [plans], atMost: 3000, limit: 100 };
  const steps = [
    ...(await plan(changedBelowQuery(db, ana.id, walk))),
    ...(await plan(changedInDriveQuery(db, ana.id, 1000))),
    ...(await plan(openedQuery(db, bia.id, 500))),
  ];
  expect(steps.length).toBeGreaterThan(5);
  for (const step of steps) expect(step).toMatch(/SEARCH .* USING .*INDEX/u);
  expect(steps.join('\n')).toContain('INDEX nodes_recent (owner_id=?');
  expect(steps.join('\n')).toContain('INDEX opened_recent (user_id=?');
});
