import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Resident } from '../../../tests/support/drive-world.ts';
import {
  makeFolder,
  makeSharingWorld,
  makeVisitor,
  tokenOf,
  type SharingWorld,
} from '../../../tests/support/sharing-world.ts';

let world: SharingWorld;
let ana: Resident;

beforeAll(async () => {
  world = await makeSharingWorld();
  ana = await world.person();
});
afterAll(() => world.close());

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
const rowsOf = () =>
  world.database.db
    .selectFrom('nodes')
    .select(['id', 'parent_id', 'kind', 'trashed_at'])
    .where('owner_id', '=', ana.id)
    .execute();

/** The entry and all above it, by hand. */
function above(rows: ReadonlyMap<string, Row>, id: string): Row[] {
  const way: Row[] = [];
  for (let row = rows.get(id); row !== undefined; row = rows.get(row.parent_id ?? '')) way.push(row);
  return way;
}

const at = fc.nat(99);
const act = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), what: at, into: at }),
  fc.record({ kind: fc.constant('trash' as const), what: at }),
  fc.record({ kind: fc.constant('restore' as const), what: at }),
);

test('strangers reach what a link names and what is below it, and nothing else, wherever things are moved', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ folder: fc.boolean(), into: at }), { minLength: 4, maxLength: 12 }),
      fc.array(at, { minLength: 1, maxLength: 3 }),
      fc.array(act, { maxLength: 8 }),
      async (made, shared, acts) => {
        const ids: string[] = [];
        const folders: (string | null)[] = [null];
        for (const [index, { folder, into }] of made.entries()) {
          const parentId = folders[into % folders.length] ?? null;
          const name = `${crypto.randomUUID()} ${index}`;
          if (folder) {
            const id = await makeFolder(world, ana, name, parentId);
            folders.push(id);
            ids.push(id);
          } else {
            ids.push((await ana.store(name, parentId === null ? {} : { folderId: parentId })).id);
          }
        }
        const idAt = (number: number) => ids[number % ids.length] ?? '';
        const share = await world.link(ana, shared.map(idAt));
        const open = await world.opened(share);
        for (const one of acts) {
          const chosen = { ids: [idAt(one.what)] };
          const { drive } = world;
          const doing = {
            move: async () => {
              const folderId = one.kind === 'move' ? (folders[one.into % folders.length] ?? null) : null;
              await drive.organise.move(
                ana.caller,
                { ...chosen, folderId, conflicts: 'keepBoth' },
                undefined,
              );
            },
            trash: async () => void (await drive.service.trash(ana.caller, chosen, undefined)),
            restore: async () =>
              void (await drive.service.restore(ana.caller, { ...chosen, conflicts: 'keepBoth' }, undefined)),
          };
          // What the drive refuses (into itself, what is not there) is none of ours.
          await doing[one.kind]().catch(() => undefined);
        }

        const rows = new Map((await rowsOf()).map((row) => [row.id, row]));
        const named = await world.database.db
          .selectFrom('share_items')
          .select('node_id')
          .where('share_id', '=', share.id)
          .execute();
        const names = new Set(named.map(({ node_id: id }) => id));
        const isLive = (way: Row[]) => way.length > 0 && way.every(({ trashed_at: gone }) => gone === null);
        const page = { cursor: null, limit: 1000 };
        for (const row of rows.values()) {
          const way = above(rows, row.id);
          const reachable = isLive(way) && way.some(({ id }) => names.has(id));
          const { door } = world.sharing;
          expect((await door.file(open, row.id)) !== null).toBe(reachable && row.kind === 'file');
          expect((await door.zipIds(open, row.id)) !== null).toBe(reachable);
          const listed = await door.list(open, row.id, page);
          expect(listed !== null).toBe(reachable && row.kind === 'folder');
          const inside = [...rows.values()].filter(
            (one) => one.parent_id === row.id && one.trashed_at === null,
          );
          expect(new Set(listed?.items.map(({ id }) => id))).toEqual(
            new Set(listed === null ? [] : inside.map(({ id }) => id)),
          );
        }
        const some = [...names].some((id) => isLive(above(rows, id)));
        const { kind } = await world.sharing.door.open(tokenOf(share), makeVisitor());
        expect(kind).toBe(some ? 'open' : 'closed');
        const top = await world.sharing.door.list(open, null, page);
        const liveNames = [...names].filter((id) => isLive(above(rows, id)));
        const shownAtTop = open.holds === 'folder' ? liveNames : (top?.items.map(({ id }) => id) ?? []);
        expect(shownAtTop.toSorted()).toEqual(liveNames.toSorted());
        await world.sharing.shares.forget(ana.caller, { id: share.id }, undefined);
      },
    ),
    { numRuns: 20 },
  );
});
