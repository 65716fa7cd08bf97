import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import type { DriveNode, SortKey } from '../../contract/drive.ts';
import { newId } from '../lib/ids.ts';
import { typeOfName } from './file-type.ts';
import { countQuery, ORDERS, pageQuery, type Position } from './listing.table.ts';
import { toNodeName } from './names.ts';
import { chainsQuery, insertNode } from './nodes.table.ts';
import { trashCountQuery, trashPageQuery } from './trash.table.ts';

let world: DriveWorld;
let ana: Resident;

beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
});
afterEach(() => world.close());

const list = (
  person: Resident,
  folderId: string | null,
  more: { sort?: SortKey; descending?: boolean; cursor?: string | null; limit?: number } = {},
  where: DriveWorld = world,
) =>
  where.drive.service.list(
    person.caller,
    { folderId, sort: 'name', descending: false, cursor: null, limit: 200, ...more },
    undefined,
  );

const folder = (person: Resident, name: string, parentId: string | null = null) =>
  world.drive.service.createFolder(person.caller, { parentId, name }, undefined);

/** Every entry of a person's top folder, page by page. */
async function listAll(
  person: Resident,
  order: { sort?: SortKey; descending?: boolean; limit?: number },
  where: DriveWorld = world,
) {
  const items: DriveNode[] = [];
  let cursor: string | null = null;
  do {
    const page = await list(person, null, { ...order, cursor }, where);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

test('a new person has an empty top folder', async () => {
  expect(await list(ana, null)).toEqual({ items: [], next: null, total: 0, path: [], shared: null });
});

test('folders come first, then files by name, with what is known of each', async () => {
  await ana.store('b.jpg', { size: 7, modifiedAt: '2020-05-05T10:00:00Z' });
  await ana.store('A.txt');
  await folder(ana, 'zoo');
  const { items, total } = await list(ana, null);
  expect(items.map(({ name }) => name)).toEqual(['zoo', 'A.txt', 'b.jpg']);
  expect(total).toBe(3);
  expect(items[0]).toMatchObject({ kind: 'folder', sizeBytes: null, type: null, mime: null });
  expect(items[2]).toMatchObject({
    kind: 'file',
    sizeBytes: 7,
    type: 'image',
    mime: 'image/jpeg',
    createdAt: '2026-03-10T12:00:00.000Z',
    modifiedAt: '2020-05-05T10:00:00.000Z',
  });
});

test('the path leads from the top down to the folder', async () => {
  const outer = await folder(ana, 'outer');
  const inner = await folder(ana, 'inner', outer.id);
  expect((await list(ana, inner.id)).path).toEqual([
    { id: outer.id, name: 'outer' },
    { id: inner.id, name: 'inner' },
  ]);
});

test.each(['size', 'type'] as const)('by %s, folders keep standing from A to Z', async (sort) => {
  for (const name of ['b', 'a', 'c']) await folder(ana, name);
  for (const descending of [false, true])
    expect((await listAll(ana, { sort, descending })).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test('a folder that is a file, in the trash, inside the trash, or of nobody is gone', async () => {
  const file = await ana.store('a.txt');
  const outer = await folder(ana, 'outer');
  const inner = await folder(ana, 'inner', outer.id);
  await world.drive.service.trash(ana.caller, { ids: [outer.id] }, undefined);
  for (const id of [file.id, outer.id, inner.id, newId()])
    await expect(list(ana, id)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
});

test('another person’s folder is exactly like one that does not exist', async () => {
  const bob = await world.person();
  const own = await folder(ana, 'private');
  for (const id of [own.id, ana.rootId, newId()]) {
    await expect(list(bob, id)).rejects.toMatchObject({ code: 'FOLDER_GONE', data: undefined });
    await expect(folder(bob, 'x', id)).rejects.toMatchObject({ code: 'FOLDER_GONE', data: undefined });
  }
  expect((await list(bob, null)).items).toEqual([]);
});

test.each(['', 'x', 'eyJ9', Buffer.from('{"sort":"name"}').toString('base64url'), '%%%'])(
  'a cursor that is none is refused: %j',
  async (cursor) => {
    await expect(list(ana, null, { cursor })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { fields: ['cursor'] },
    });
  },
);

test('a cursor of another order is refused', async () => {
  for (const name of ['a', 'b', 'c']) await ana.store(name);
  const { next } = await list(ana, null, { limit: 1 });
  expect(next).not.toBeNull();
  for (const order of [{ sort: 'size' as const }, { descending: true }])
    await expect(list(ana, null, { ...order, cursor: next })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
});

test('paging goes on behind an entry that went meanwhile', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await ana.store(name);
  const first = await list(ana, null, { limit: 2 });
  const second = first.items[1];
  await world.drive.service.trash(ana.caller, { ids: [second?.id ?? ''] }, undefined);
  const rest = await list(ana, null, { limit: 2, cursor: first.next });
  expect(rest.items.map(({ name }) => name)).toEqual(['c', 'd']);
});

describe('a folder of 10,000 entries', () => {
  const EXTENSIONS = ['jpg', 'txt', 'mp4', 'zip', 'unknown'];

  // Made once: the tests here only read.
  let full: DriveWorld;
  let owner: Resident;
  afterAll(() => full.close());
  beforeAll(async () => {
    full = await makeDriveWorld();
    owner = await full.person();
    await full.database.db.transaction().execute(async (tx) => {
      for (let index = 0; index < 10_000; index += 1) {
        const kind = index % 10 === 0 ? 'folder' : 'file';
        // Spread names, few sizes and few times: many ties.
        const number = (index * 7919) % 10_000;
        const name = toNodeName(
          kind === 'folder' ? `Pasta ${number}` : `foto ${number}.${EXTENSIONS[index % 5] ?? ''}`,
        );
        await insertNode(tx, {
          id: newId(),
          owner_id: owner.id,
          parent_id: owner.rootId,
          kind,
          name: name.name,
          name_key: name.key,
          sort_key: name.sortKey,
          object_id: null,
          size: kind === 'folder' ? 0 : index % 7,
          ...(kind === 'folder' ? { type: null, mime: null } : typeOfName(name.name)),
          created_at: '2026-01-01T00:00:00.000Z',
          modified_at: `2026-01-0${String((index % 9) + 1)}T00:00:00.000Z`,
        });
      }
    });
  });

  /** What a listing has to be, by comparing whole values. */
  function expectedOrder(rows: DriveNode[], sort: SortKey, descending: boolean): string[] {
    const values = (node: DriveNode): (string | number)[] => {
      const name = toNodeName(node.name).sortKey;
      if (sort === 'name' || (node.kind === 'folder' && sort !== 'modified')) return [name, node.id];
      if (sort === 'size') return [node.sizeBytes ?? 0, name, node.id];
      if (sort === 'type') return [node.type ?? '', name, node.id];
      return [node.modifiedAt, node.id];
    };
    const compare = (one: DriveNode, other: DriveNode): number => {
      if (one.kind !== other.kind) return one.kind === 'folder' ? -1 : 1;
      const turned = descending && !(one.kind === 'folder' && (sort === 'size' || sort === 'type'));
      const [a, b] = [values(one), values(other)];
      for (const [index, value] of a.entries()) {
        const against = b[index] ?? '';
        if (value !== against) return value < against === turned ? 1 : -1;
      }
      return 0;
    };
    return rows.toSorted(compare).map(({ id }) => id);
  }

  test.each(
    (['name', 'size', 'type', 'modified'] as const).flatMap((sort) =>
      [false, true].map((descending) => ({ sort, descending })),
    ),
  )('comes in pages, each entry once, in order by $sort (descending: $descending)', async (order) => {
    const items = await listAll(owner, { ...order, limit: 997 }, full);
    expect(items).toHaveLength(10_000);
    expect(items.map(({ id }) => id)).toEqual(expectedOrder(items, order.sort, order.descending));
  });
});

const plan = async (query: Parameters<typeof queryPlan>[1]) =>
  (await queryPlan(world.database.db, query)).join('\n');

describe('every page is read from an index in its order', () => {
  const positions: Record<SortKey, Position> = {
    name: ['a', 'id'],
    size: [1, 'a', 'id'],
    type: ['image', 'a', 'id'],
    modified: ['2026', 'id'],
  };
  test.each(
    (['name', 'size', 'type', 'modified'] as const).flatMap((sort) =>
      [false, true].map((descending) => ({ sort, descending })),
    ),
  )('by $sort (descending: $descending)', async ({ sort, descending }) => {
    for (const after of [null, positions[sort]]) {
      const detail = await plan(
        pageQuery(world.database.db, {
          userId: ana.id,
          folderId: ana.rootId,
          kind: 'file',
          sort,
          descending,
          after,
          limit: 10,
        }),
      );
      expect(detail).toMatch(new RegExp(`^SEARCH nodes USING (COVERING )?INDEX nodes_list_${sort} `, 'u'));
      expect(detail).not.toContain('TEMP B-TREE');
      expect(detail).toContain(after === null ? '' : `(${ORDERS[sort].join(',')})`);
    }
  });

  test('the trash', async () => {
    const after = { at: '2026', id: 'id' };
    const detail = await plan(trashPageQuery(world.database.db, ana.id, { after, limit: 10 }));
    expect(detail).toMatch(/^SEARCH nodes USING INDEX nodes_trash .*\(trashed_at,id\)/u);
    expect(detail).not.toContain('TEMP B-TREE');
  });

  test('the numbers of entries', async () => {
    expect(await plan(countQuery(world.database.db, ana.rootId))).toMatch(/^SEARCH .* COVERING INDEX/u);
    expect(await plan(trashCountQuery(world.database.db, ana.id))).toMatch(/^SEARCH .* COVERING INDEX/u);
  });

  test('the way up from a folder', async () => {
    const steps = await plan(chainsQuery(world.database.db, ana.id, ['a', 'b']));
    expect(steps).not.toContain('SCAN nodes');
    expect(steps.match(/SEARCH nodes USING INDEX sqlite_autoindex_nodes_1 \(id=\?\)/gu)).toHaveLength(2);
  });
});
