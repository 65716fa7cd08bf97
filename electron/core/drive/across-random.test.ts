import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handsOf } from '../../../tests/support/drive-hands.ts';
import { expectSound } from '../../../tests/support/drive-rules.ts';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { grant, withdraw } from '../../../tests/support/grants.ts';
import { isFailure } from '../lib/errors.ts';
import type { NodeRow } from './nodes.table.ts';

const SEED = Number(process.env['MCM_TEST_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['MCM_RUNS'] ?? 2);

/** What somebody does, by numbers that pick among what there is at that moment. */
const anyAct = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    ...(['store', 'folder', 'share', 'share', 'unshare', 'trash', 'restore', 'undo'] as const),
    ...(['copy', 'copy', 'copy', 'move', 'move', 'move', 'move and restart'] as const),
  ),
  picks: fc.array(fc.nat(999), { minLength: 4, maxLength: 4 }),
  conflicts: fc.constantFrom('ask', 'replace', 'keepBoth', 'skip' as const),
});
type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

class Neighbours {
  readonly world: DriveWorld;
  readonly people: readonly Resident[];
  /** Objects of all that was stored. */
  readonly stored = new Set<string>();
  /** What went from one drive to another, by kind. */
  readonly crossed = { copy: 0, move: 0 };

  constructor(world: DriveWorld, people: readonly Resident[]) {
    this.world = world;
    this.people = people;
  }

  nodes = (): Promise<NodeRow[]> =>
    this.world.database.db
      .selectFrom('nodes')
      .selectAll()
      .where('purged_at', 'is', null)
      .orderBy('id')
      .execute();

  /** What a person may read: all of their own, and what is live at or below a folder shared with them. */
  async within({ id }: Resident): Promise<NodeRow[]> {
    const { db } = this.world.database;
    const nodes = await this.nodes();
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const given = await db.selectFrom('grants').select('folder_id').where('person_id', '=', id).execute();
    const folders = new Set(given.map(({ folder_id: folderId }) => folderId));
    const way = (node: NodeRow): NodeRow[] => {
      const above = byId.get(node.parent_id ?? '');
      return above === undefined ? [node] : [node, ...way(above)];
    };
    const may = (node: NodeRow) =>
      way(node).some((one) => folders.has(one.id)) && way(node).every((one) => one.trashed_at === null);
    return nodes.filter((node) => node.owner_id === id || may(node));
  }

  /** The objects of that, and of one's own earlier contents. */
  async readable(person: Resident): Promise<Set<string>> {
    const versions = await this.world.database.db
      .selectFrom('versions')
      .select('object_id')
      .where('owner_id', '=', person.id)
      .execute();
    const files = await this.within(person);
    return new Set([...files, ...versions].flatMap(({ object_id: objectId }) => objectId ?? []));
  }

  async do({ who, what, picks, conflicts }: Act): Promise<void> {
    const { world, people } = this;
    const person = people[who];
    if (person === undefined) throw new Error('nobody');
    const hands = handsOf(
      () => world,
      () => person,
    );
    // Most of what they try they may do.
    const all = (picks[2] ?? 0) % 4 === 0 ? await this.nodes() : await this.within(person);
    const nodes = all.filter(({ parent_id: parent }) => parent !== null);
    const folders = all.filter(({ kind }) => kind === 'folder');
    const own = folders.filter(({ owner_id: owner, trashed_at: at }) => owner === person.id && at === null);
    const pick = <T>(list: readonly T[], at: number): T | undefined => list[(picks[at] ?? 0) % list.length];
    const { db } = world.database;
    const name = `n${String((picks[2] ?? 0) % 5)}`;
    const ids = [pick(nodes, 0), (picks[0] ?? 0) % 3 === 0 ? pick(nodes, 3) : undefined].flatMap(
      (node) => node?.id ?? [],
    );
    switch (what) {
      case 'store': {
        const file = await person.store(name, { folderId: pick(own, 1)?.id ?? person.rootId, size: 3 });
        this.stored.add(file.objectId);
        return;
      }
      case 'folder':
        await hands.folder(name, pick(own, 1)?.id ?? null);
        return;
      case 'share': {
        const folder = pick(
          own.filter(({ parent_id: parent }) => parent !== null),
          1,
        );
        const other = people.filter(({ id }) => id !== person.id)[(picks[0] ?? 0) % 2];
        if (folder === undefined || other === undefined) return;
        const access = conflicts === 'ask' ? 'read' : 'write';
        await grant(db, { from: person, to: other, folderId: folder.id, access });
        return;
      }
      case 'unshare': {
        const given = pick(await db.selectFrom('grants').select('id').execute(), 0);
        await withdraw(db, given?.id ?? '');
        return;
      }
      case 'trash':
        await hands.trash(ids);
        return;
      case 'restore':
        await hands.restore(ids);
        return;
      case 'undo':
        await hands.undo();
        return;
      case 'copy':
      case 'move':
      case 'move and restart': {
        const how = what === 'copy' ? 'copy' : 'move';
        const source = nodes.find(({ id }) => id === ids[0])?.owner_id;
        const elsewhere = folders.filter(({ owner_id: owner }) => owner !== source);
        const target = pick(elsewhere.length > 0 && (picks[0] ?? 0) % 4 > 0 ? elsewhere : folders, 1);
        const going = hands[how](ids, target?.id ?? null, { conflicts });
        if (what === 'move and restart') {
          const [outcome] = await Promise.allSettled([going, world.restart()]);
          if (outcome.status === 'rejected' && String(outcome.reason).includes('the core stops')) return;
        }
        const { count } = await going;
        if (count > 0 && source !== target?.owner_id) this.crossed[how] += 1;
      }
    }
  }
}

test(
  'whatever neighbours copy and move, nothing is lost and nobody gets what they could not read',
  { timeout: 90_000 * RUNS },
  async () => {
    const crossed = { copy: 0, move: 0 };
    /** Nothing is lost, nobody's entries hang in another's folders, and all sums are right. */
    const holds = async (neighbours: Neighbours) => {
      const { world, people, stored } = neighbours;
      const nodes = await neighbours.nodes();
      const owners = new Map(nodes.map(({ id, owner_id: owner }) => [id, owner]));
      const strays = nodes.filter(
        ({ parent_id: parent, owner_id: owner }) => parent !== null && owners.get(parent) !== owner,
      );
      expect(strays).toEqual([]);
      const objects = world.database.db.selectFrom('objects').select('id').where('state', '=', 'stored');
      expect(new Set((await objects.execute()).map(({ id }) => id))).toEqual(stored);
      await expectSound(world, people);
    };
    const lives = fc.asyncProperty(fc.array(anyAct, { minLength: 250, maxLength: 250 }), async (acts) => {
      const world = await makeDriveWorld();
      try {
        const people = [await world.person(), await world.person(), await world.person()];
        const neighbours = new Neighbours(world, people);
        for (const [at, act] of acts.entries()) {
          world.clock.now = new Date(world.clock.now.getTime() + 1);
          const readable = await Promise.all(people.map((one) => neighbours.readable(one)));
          await neighbours.do(act).catch((error: unknown) => {
            // A name that is taken, a folder that one may only look at: refusals are part of life.
            if (!isFailure(error)) throw error;
          });
          const brought = act.what === 'store' ? neighbours.stored : readable[act.who];
          for (const [index, one] of people.entries()) {
            const now = new Set(
              (await neighbours.nodes()).flatMap(({ owner_id: owner, object_id: id }) =>
                owner === one.id ? (id ?? []) : [],
              ),
            );
            for (const id of now)
              expect(readable[index]?.has(id) === true || brought?.has(id) === true).toBe(true);
          }
          if (at % 25 === 24) await holds(neighbours);
        }
        await world.restart();
        await expect
          .poll(() =>
            world.database.db.selectFrom('nodes').select('id').where('purged_at', 'is not', null).execute(),
          )
          .toEqual([]);
        await holds(neighbours);
        crossed.copy += neighbours.crossed.copy;
        crossed.move += neighbours.crossed.move;
      } finally {
        await world.close();
      }
    });
    await fc.assert(lives, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    expect(crossed.copy).toBeGreaterThan(0);
    expect(crossed.move).toBeGreaterThan(0);
  },
);
