import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { find } from '../../contract/find.ts';
import { newId } from '../lib/ids.ts';
import { collectionCountQuery, collectionQuery } from './collection.table.ts';
import { foldersQuery, measureQuery } from './find.table.ts';

let world: DriveWorld;
let ana: Resident;
let bob: Resident;
beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
  bob = await world.person();
});
afterEach(() => world.close());

const collectionInput = find.collection['~orpc'].inputSchema;
type CollectionInput = Parameters<NonNullable<typeof collectionInput>['parse']>[0];
const service = () => world.drive.find;
const folder = (...names: string[]) => world.drive.access.ensurePath(ana.id, ana.rootId, names);
const trash = (...ids: string[]) => world.drive.service.trash(ana.caller, { ids }, undefined);
const collection = (input: CollectionInput, person = ana) => {
  const parsed = collectionInput?.parse(input);
  if (parsed === undefined) throw new Error('no schema');
  return service().collection(person.caller, parsed, undefined);
};
const set = (id: string, values: { tags?: number; favourite_at?: string; touched_at?: string }) =>
  world.database.db.updateTable('nodes').set(values).where('id', '=', id).execute();

describe('a collection', () => {
  test('of a tag holds everything that carries it, by name, with its place', async () => {
    const inner = await folder('Obras', 'Casa');
    const b = await ana.store('b.txt', { folderId: inner });
    const a = await ana.store('Á.txt');
    const other = await ana.store('other.txt');
    await set(inner, { tags: 0b1 });
    await set(b.id, { tags: 0b11 });
    await set(a.id, { tags: 0b1 });
    await set(other.id, { tags: 0b10 });
    const { items, total, next } = await collection({ of: { tag: 'red' } });
    expect(items.map(({ name }) => name)).toEqual(['Á.txt', 'b.txt', 'Casa']);
    expect(items[1]?.path.map(({ name }) => name)).toEqual(['Obras', 'Casa']);
    expect({ total, next }).toEqual({ total: 3, next: null });
    expect((await collection({ of: { tag: 'grey' } })).total).toBe(0);
  });

  test('of favourites shows the newest first, of recent ones the last used first', async () => {
    const ids = [];
    for (const [index, name] of ['one', 'two', 'three'].entries()) {
      const { id } = await ana.store(name);
      await set(id, { favourite_at: `2026-01-0${index + 1}`, touched_at: `2026-02-0${3 - index}` });
      ids.push(id);
    }
    const names = async (of: 'favourites' | 'recent') =>
      (await collection({ of })).items.map(({ name }) => name);
    expect(await names('favourites')).toEqual(['three', 'two', 'one']);
    expect(await names('recent')).toEqual(['one', 'two', 'three']);
  });

  test('leaves out what is in the trash, with its folder or alone, also from the total', async () => {
    const gone = await folder('gone', 'deep');
    const below = await ana.store('below.txt', { folderId: gone });
    const alone = await ana.store('alone.txt');
    const kept = await ana.store('kept.txt');
    for (const { id } of [below, alone, kept]) await set(id, { tags: 1, favourite_at: '2026' });
    await trash(await folder('gone'), alone.id);
    for (const of of [{ tag: 'red' }, 'favourites', 'recent'] as const) {
      const { items, total } = await collection({ of });
      expect(items.map(({ name }) => name)).toEqual(['kept.txt']);
      expect(total).toBe(1);
    }
  });

  test('is never somebody else’s', async () => {
    const { id } = await ana.store('a.txt');
    await set(id, { tags: 127, favourite_at: '2026' });
    for (const of of [{ tag: 'red' }, 'favourites', 'recent'] as const)
      expect(await collection({ of }, bob)).toEqual({ items: [], total: 0, next: null });
  });

  test.each([
    [{ sort: 'name', descending: true }, ['d', 'c', 'b', 'a', 'F']],
    [{ sort: 'size', descending: false }, ['F', 'a', 'b', 'c', 'd']],
    [{ sort: 'modified', descending: false }, ['d', 'c', 'b', 'a', 'F']],
    [{ sort: 'type', descending: false }, ['F', 'a', 'b', 'c', 'd']],
  ] as const)('in the order asked for, page by page: %o', async (sort, expected) => {
    const top = await folder('F');
    await set(top, { tags: 1 });
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
      const { id } = await ana.store(name, {
        size: index + 1,
        modifiedAt: `2025-01-0${9 - index}T00:00:00.000Z`,
      });
      await set(id, { tags: 1 });
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await collection({ of: { tag: 'red' }, ...sort, cursor, limit: 2 });
      seen.push(...page.items.map(({ name }) => name));
      expect(page.total).toBe(5);
      cursor = page.next;
    } while (cursor !== null);
    expect(sort.sort === 'type' ? seen.toSorted() : seen).toEqual(
      sort.sort === 'name' ? ['F', 'd', 'c', 'b', 'a'] : expected,
    );
  });

  test('refuses the cursor of another order', async () => {
    for (let index = 0; index < 3; index += 1) await ana.store(`${index}`);
    const { next } = await collection({ of: 'recent', limit: 2 });
    expect(next).not.toBeNull();
    const wrong = collection({ of: 'recent', sort: 'size', cursor: next });
    await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test.each([
    [{ kind: 'tag', bit: 1 }, 'nodes_tagged'],
    [{ kind: 'favourites' }, 'nodes_favourite'],
    [{ kind: 'recent' }, 'nodes_recent'],
  ] as const)('is read from its own index: %o', async (of, index) => {
    const { db } = world.database;
    const page = { userId: ana.id, of, order: 'name', descending: false, after: null, limit: 10 } as const;
    for (const query of [collectionQuery(db, page), collectionCountQuery(db, ana.id, of)]) {
      const plan = (await queryPlan(db, query)).filter((step) => / nodes /u.test(step));
      expect(plan[0]).toContain(`INDEX ${index} (owner_id=?`);
      for (const step of plan.slice(1)) expect(step).toContain('sqlite_autoindex_nodes_1 (id=?)');
    }
  });
});

describe('the folders in a folder', () => {
  const folders = (folderId: string | null, cursor: string | null = null, limit = 200, person = ana) =>
    service().folders(person.caller, { folderId, cursor, limit }, undefined);

  test('come by name, each with whether there are folders in it', async () => {
    await folder('b', 'inner');
    await folder('a');
    await ana.store('file.txt');
    await trash(await folder('gone'));
    await ana.store('only a file.txt', { folderId: await folder('c') });
    await trash(await folder('d', 'thrown'));
    expect((await folders(null)).items.map(({ name, hasFolders }) => [name, hasFolders])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', false],
    ]);
  });

  test('come page by page', async () => {
    for (let index = 1; index <= 5; index += 1) await folder(`f${index}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof folders>> = await folders(null, cursor, 2);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(['f1', 'f2', 'f3', 'f4', 'f5']);
  });

  test('of somebody else are refused', async () => {
    const inner = await folder('a');
    await expect(folders(inner, null, 200, bob)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  });

  test('are read from indexes in their order', async () => {
    const page = { userId: ana.id, folderId: ana.rootId, after: null, limit: 10 };
    const plan = await queryPlan(world.database.db, foldersQuery(world.database.db, page));
    expect(plan.join('\n')).not.toMatch(/TEMP B-TREE|SCAN nodes/u);
    expect(plan.filter((step) => /nodes|inner/u.test(step))).toEqual([
      expect.stringMatching(/INDEX nodes_list_name \(parent_id=\? AND kind=\?/u),
      expect.stringMatching(/SEARCH inner USING COVERING INDEX nodes_list_\w+ \(parent_id=\? AND kind=\?/u),
    ]);
  });
});

describe('the details of an entry', () => {
  const details = (id: string, person = ana) => service().details(person.caller, { id }, undefined);

  test('say where it is, and how many earlier contents it has', async () => {
    const { id, objectId } = await ana.store('a.txt', { folderId: await folder('Obras') });
    for (const size of [5, 7])
      await world.database.db
        .insertInto('versions')
        .values({
          id: newId(),
          node_id: id,
          owner_id: ana.id,
          object_id: objectId,
          size,
          modified_at: '2026-01-01T00:00:00.000Z',
          replaced_at: '2026-01-02T00:00:00.000Z',
        })
        .execute();
    expect(await details(id)).toMatchObject({
      name: 'a.txt',
      path: [{ name: 'Obras' }],
      versionCount: 2,
      versionBytes: 12,
    });
    expect(await details((await ana.store('b.txt')).id)).toMatchObject({ versionCount: 0, versionBytes: 0 });
  });

  test('of others, of the trash and of the top are not to be had', async () => {
    const { id } = await ana.store('a.txt');
    for (const attempt of [() => details(id, bob), () => details(ana.rootId), () => details(newId())])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await trash(id);
    await expect(details(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('measuring', () => {
  const measure = (ids: string[], person = ana) => service().measure(person.caller, { ids }, undefined);

  test('adds up all below, counts what is chosen twice once, and leaves the trash out', async () => {
    const outer = await folder('outer');
    const inner = await folder('outer', 'inner');
    await ana.store('a', { folderId: inner, size: 10 });
    const b = await ana.store('b', { folderId: outer, size: 5 });
    const { id } = await ana.store('c', { folderId: outer, size: 100 });
    await trash(id);
    expect(await measure([outer])).toEqual({ bytes: 15, files: 2, folders: 2 });
    expect(await measure([outer, inner, b.id, b.id])).toEqual({ bytes: 15, files: 2, folders: 2 });
    expect(await measure([b.id])).toEqual({ bytes: 5, files: 1, folders: 0 });
  });

  test('what is not one’s own, or not there, is refused', async () => {
    const mine = await folder('mine');
    for (const attempt of [() => measure([mine], bob), () => measure([mine, newId()])])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('goes from folder to folder by index', async () => {
    const plan = await queryPlan(world.database.db, measureQuery(world.database.db, ana.id, [newId()]));
    expect(plan.join('\n')).not.toContain('SCAN nodes');
    expect(plan.join('\n')).toMatch(/SEARCH nodes USING COVERING INDEX nodes_list_size \(parent_id=\?\)/u);
  });
});

describe('what happened to an entry', () => {
  const history = (id: string, limit = 50, person = ana) =>
    service().history(person.caller, { id, limit }, undefined);

  test('begins with its creation, and tells notes and replacements, newest first', async () => {
    const { id, objectId } = await ana.store('a.txt');
    const at = (day: number) => `2026-04-0${day}T00:00:00.000Z`;
    const note = { node_id: id, user_id: ana.id };
    await world.database.db
      .insertInto('history')
      .values([
        { ...note, id: newId(), at: at(1), kind: 'renamed', detail: 'old.txt' },
        { ...note, id: newId(), at: at(3), kind: 'versionRestored', detail: null },
      ])
      .execute();
    for (const day of [2, 3])
      await world.database.db
        .insertInto('versions')
        .values({
          id: newId(),
          node_id: id,
          owner_id: ana.id,
          object_id: objectId,
          size: 1,
          modified_at: at(1),
          replaced_at: at(day),
        })
        .execute();
    expect((await history(id)).map(({ kind, detail }) => [kind, detail])).toEqual([
      ['versionRestored', null],
      ['replaced', null],
      ['renamed', 'old.txt'],
      ['created', null],
    ]);
    expect(await history(id, 2)).toHaveLength(2);
  });

  test('is nobody else’s business', async () => {
    const { id } = await ana.store('a.txt');
    await expect(history(id, 50, bob)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a file that is looked at', () => {
  const opened = (id: string, person = ana) => service().opened(person.caller, { id }, undefined);

  test('comes to the front of the recent ones, a folder does not', async () => {
    const first = await ana.store('first');
    world.clock.now = new Date('2026-03-11T00:00:00Z');
    await ana.store('second');
    world.clock.now = new Date('2026-03-12T00:00:00Z');
    await opened(first.id);
    await opened(await folder('a folder'));
    expect((await collection({ of: 'recent' })).items.map(({ name }) => name)).toEqual(['first', 'second']);
  });

  test('has to be one’s own', async () => {
    const { id } = await ana.store('a');
    await expect(opened(id, bob)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
