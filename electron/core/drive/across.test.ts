import { beforeEach, describe, expect, test } from 'vitest';
import { handsOf, inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';
import { grant, withdraw as withdrawGrant } from '../../../tests/support/grants.ts';
import { breathe } from '../lib/breathe.ts';

let world: DriveWorld;
let ana: Resident;
let bob: Resident;
let cleo: Resident;
let people: Set<Resident>;

const { ours: anas, theirs: bobs } = inOwnWorlds((given) => {
  ({ world, ana, bob, people } = given);
});
const cleos = handsOf(
  () => world,
  () => cleo,
);
/** Ana's folder, which Bob may change, and a folder of hers that only she sees. */
let plans: string;
let diary: string;

beforeEach(async () => {
  cleo = await world.person({ quotaBytes: 100 });
  people.add(cleo);
  plans = (await anas.folder('Plans')).id;
  diary = (await anas.folder('Diary')).id;
  await share(plans, 'write');
});

/** Shares a folder of somebody with somebody, Ana's with Bob where nothing else is said; answers with the grant's id. */
const share = (
  folderId: string,
  access: 'read' | 'write',
  { from = ana, to = bob }: { from?: Resident; to?: Resident } = {},
) => grant(world.database.db, { from, to, folderId, access });
const withdraw = (id: string) => withdrawGrant(world.database.db, id);
const rowsOf = (who: Resident, name: string) =>
  world.database.db
    .selectFrom('nodes')
    .selectAll()
    .where('owner_id', '=', who.id)
    .where('name', '=', name)
    .where('trashed_at', 'is', null)
    .execute();
const historyOf = async (nodeId: string) =>
  (await world.database.db.selectFrom('history').selectAll().where('node_id', '=', nodeId).execute()).map(
    ({ kind, detail }) => ({ kind, detail }),
  );
const hidden = () =>
  world.database.db.selectFrom('nodes').select('id').where('purged_at', 'is not', null).execute();
const stateOf = async (objectId: string) =>
  (
    await world.database.db
      .selectFrom('objects')
      .select('state')
      .where('id', '=', objectId)
      .executeTakeFirst()
  )?.state;
/** Until copies are being made where nobody sees them. */
const begun = async () => {
  while ((await hidden()).length === 0) await breathe();
};
/** A folder of somebody with ten folders of forty files of one byte each. */
async function large(who: Resident, hands: typeof anas, parentId: string | null) {
  const outer = await hands.folder('large', parentId);
  for (let at = 0; at < 10; at += 1) {
    const inner = await hands.folder(`f${String(at)}`, outer.id);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => who.store(String(index), { folderId: inner.id })),
    );
  }
  return outer.id;
}

describe('a copy out of a shared folder', () => {
  test('belongs to whoever makes it, with name, time and bytes, and without marks, versions or what was before', async () => {
    const file = await ana.store('a.jpg', {
      size: 5,
      folderId: plans,
      modifiedAt: '2020-02-02T00:00:00.000Z',
    });
    await anas.setTags([file.id], ['green']);
    await anas.setFavourite([file.id], true);
    const newer = await anas.store('a.jpg', 7);
    await anas.move([newer.id], plans, { conflicts: 'replace' });

    expect(await bobs.copy([file.id], null)).toMatchObject({ count: 1, conflicts: [] });
    const [copied] = await rowsOf(bob, 'a.jpg');
    expect(copied).toMatchObject({
      owner_id: bob.id,
      parent_id: bob.rootId,
      object_id: newer.objectId,
      size: 7,
      type: 'image',
      tags: 0,
      favourite_at: null,
    });
    expect(await bobs.account()).toEqual({ bytes: 7, files: 1, versionBytes: 0, versions: 0 });
    expect(await historyOf(copied?.id ?? '')).toEqual([{ kind: 'copied', detail: null }]);
    expect(await anas.tree()).toEqual(['Diary/', 'Plans/', 'Plans/a.jpg=7']);
    expect(await anas.node(file.id)).toMatchObject({ tags: 1 << 3 });
  });

  test('needs no more than that one may look, also of the shared folder itself', async () => {
    const seen = (await anas.folder('Seen')).id;
    await anas.store('a', 1, (await anas.folder('inner', seen)).id);
    await share(seen, 'read');
    await bobs.copy([seen], null);
    expect(await bobs.tree()).toEqual(['Seen/', 'Seen/inner/', 'Seen/inner/a=1']);
  });

  test('is taken back by who made it, and by nobody else', async () => {
    const file = await anas.store('a', 1, plans);
    const before = (await anas.undoable()).length;
    const { undoId } = await bobs.copy([file.id], null);
    expect((await anas.undoable()).length).toBe(before);
    await bobs.undo(undoId);
    expect(await bobs.tree()).toEqual([]);
    expect(await bobs.trashed()).toEqual(['a']);
    expect(await anas.tree(plans)).toEqual(['a=1']);
  });

  test('keeps its bytes when the original is deleted for ever, and when its owner is removed', async () => {
    const file = await anas.store('a', 1, plans);
    const other = await anas.store('b', 1, plans);
    await bobs.copy([file.id], null);
    await anas.trash([file.id, other.id]);
    await anas.deleteForever(null);
    expect([await stateOf(file.objectId), await stateOf(other.objectId)]).toEqual(['stored', 'garbage']);

    const last = await anas.store('c', 1, plans);
    await bobs.copy([last.id], null);
    await world.database.db.transaction().execute(async (tx) => {
      await world.drive.access.removeAll(tx, ana.id);
      await tx.deleteFrom('grants').where('owner_id', '=', ana.id).execute();
      await tx.deleteFrom('users').where('id', '=', ana.id).execute();
    });
    people.delete(ana);
    await expect.poll(hidden).toEqual([]);
    expect(await stateOf(last.objectId)).toBe('stored');
    expect(await bobs.tree()).toEqual(['a=1', 'c=1']);
    await bobs.trash([(await rowsOf(bob, 'c'))[0]?.id ?? '']);
    await bobs.deleteForever(null);
    expect(await stateOf(last.objectId)).toBe('garbage');
  });

  test('that somebody has no room for is refused before anything is copied', async () => {
    await share(plans, 'read', { to: cleo });
    await anas.store('a', 101, plans);
    await expect(cleos.copy([plans], null)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      data: { needed: 101, free: 100 },
    });
    expect(await cleos.tree()).toEqual([]);
  });

  test('does not show marks of others where names are taken', async () => {
    const file = await anas.store('a', 1, plans);
    await anas.setTags([file.id], ['red']);
    await bobs.store('a', 2);
    const { conflicts, count } = await bobs.copy([file.id], null);
    expect(count).toBe(0);
    expect(conflicts).toMatchObject([{ node: { id: file.id, tags: [] }, existing: { sizeBytes: 2 } }]);
    await bobs.copy([file.id], null, { conflicts: 'keepBoth' });
    expect(await bobs.tree()).toEqual(['a=2', 'a (2)=1']);
    await bobs.copy([file.id], null, { conflicts: 'replace' });
    expect(await bobs.tree()).toEqual(['a=1', 'a (2)=1']);
    expect(await bobs.account()).toMatchObject({ versions: 1, versionBytes: 2 });
  });
});

describe('a copy into a shared folder', () => {
  test('belongs to the owner of the folder, who cannot be made to take it back, nor learns where it was', async () => {
    const file = await bobs.store('a', 3, (await bobs.folder('Private')).id);
    const before = (await anas.undoable()).length;
    expect(await bobs.copy([file.id], plans)).toMatchObject({ count: 1, undoId: null });
    const [copied] = await rowsOf(ana, 'a');
    expect(copied).toMatchObject({ parent_id: plans, object_id: file.objectId });
    expect(await anas.account()).toMatchObject({ bytes: 3, files: 1 });
    expect(await bobs.account()).toMatchObject({ bytes: 3, files: 1 });
    expect(await historyOf(copied?.id ?? '')).toEqual([{ kind: 'copied', detail: null }]);
    expect((await anas.undoable()).length).toBe(before);
    const [activity] = await world.usage.service.activity(bob.caller, { limit: 1 }, undefined);
    expect(activity).toMatchObject({ kind: 'copied', subject: 'a' });
  });

  test('says whose room does not suffice', async () => {
    const box = (await cleos.folder('Box')).id;
    await share(box, 'write', { from: cleo });
    const file = await bobs.store('a', 101);
    await expect(bobs.copy([file.id], box)).rejects.toMatchObject({
      code: 'OTHERS_QUOTA_EXCEEDED',
      data: { owner: cleo.id, needed: 101, free: 100 },
    });
    expect(await cleos.tree()).toEqual(['Box/']);
  });

  test('is refused where one may only look, or not even that', async () => {
    const seen = (await anas.folder('Seen')).id;
    await share(seen, 'read');
    const file = await bobs.store('a', 1);
    await expect(bobs.copy([file.id], seen)).rejects.toMatchObject({ code: 'READ_ONLY' });
    await expect(bobs.copy([file.id], diary)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
    await expect(bobs.copy([file.id, diary], plans)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await anas.tree()).toEqual(['Diary/', 'Plans/', 'Seen/']);
  });

  test('can come from what somebody else shares, and from several people at once', async () => {
    const box = (await cleos.folder('Box')).id;
    await share(box, 'read', { from: cleo });
    const [theirs, own] = [await cleos.store('c', 1, box), await bobs.store('b', 2)];
    const there = await anas.store('a', 3, plans);
    await bobs.copy([theirs.id, own.id, there.id], plans);
    expect(await anas.tree(plans)).toEqual(['a=3', 'a (2)=3', 'b=2', 'c=1']);
    expect(await anas.account()).toMatchObject({ bytes: 9, files: 4 });
  });
});

describe('a move into a shared folder', () => {
  test('leaves the original in one’s own trash, where taking it back fetches it from', async () => {
    const outer = await bobs.folder('trip');
    const file = await bobs.store('a', 3, outer.id);
    const outcome = await bobs.move([outer.id], plans);
    expect(outcome).toMatchObject({ count: 1, leftIn: [{ mine: true }] });
    expect(await anas.tree(plans)).toEqual(['trip/', 'trip/a=3']);
    expect(await bobs.tree()).toEqual([]);
    expect(await bobs.trashed()).toEqual(['trip']);
    const [moved] = await rowsOf(ana, 'trip');
    expect(await historyOf(moved?.id ?? '')).toEqual([{ kind: 'moved', detail: null }]);
    expect(await historyOf(outer.id)).toEqual([{ kind: 'trashed', detail: null }]);
    const [activity] = await world.usage.service.activity(bob.caller, { limit: 1 }, undefined);
    expect(activity).toMatchObject({ kind: 'moved', subject: 'trip', count: 1 });

    await bobs.undo(outcome.undoId);
    expect(await bobs.tree()).toEqual(['trip/', 'trip/a=3']);
    expect(await anas.tree(plans)).toEqual([]);
    expect(await anas.trashed()).toEqual(['trip']);
    expect(await bobs.node(file.id)).toMatchObject({ parent_id: outer.id });
  });

  test('leaves where it is what stays out because of its name', async () => {
    await anas.store('a', 1, plans);
    const [a, b] = [await bobs.store('a', 2), await bobs.store('b', 2)];
    const asked = await bobs.move([a.id, b.id], plans);
    expect(asked).toMatchObject({
      count: 1,
      conflicts: [{ node: { id: a.id }, existing: { sizeBytes: 1 } }],
    });
    expect(await bobs.tree()).toEqual(['a=2']);
    expect(await bobs.move([a.id], plans, { conflicts: 'skip' })).toMatchObject({ count: 0, undoId: null });
    await bobs.move([a.id], plans, { conflicts: 'replace' });
    expect(await bobs.tree()).toEqual([]);
    expect(await anas.tree(plans)).toEqual(['a=2', 'b=2']);
    expect(await anas.account()).toMatchObject({ versions: 1, versionBytes: 1 });
  });

  test('that does not fit moves nothing', async () => {
    const box = (await cleos.folder('Box')).id;
    await share(box, 'write', { from: cleo });
    const file = await bobs.store('a', 101);
    await expect(bobs.move([file.id], box)).rejects.toMatchObject({ code: 'OTHERS_QUOTA_EXCEEDED' });
    expect(await bobs.tree()).toEqual(['a=101']);
    expect(await bobs.trashed()).toEqual([]);
  });

  test('takes along what is in that drive already', async () => {
    const inner = (await anas.folder('inner', plans)).id;
    const [own, there] = [await bobs.store('b', 1), await anas.store('a', 1, plans)];
    const before = (await anas.undoable()).length;
    const outcome = await bobs.move([own.id, there.id], inner);
    expect(outcome).toMatchObject({ count: 2, leftIn: [{ mine: true }] });
    expect(await anas.tree(plans)).toEqual(['inner/', 'inner/a=1', 'inner/b=1']);
    expect((await anas.undoable()).length).toBe(before);
    const other = await bobs.store('c', 1);
    await expect(bobs.move([other.id, inner], inner)).rejects.toMatchObject({ code: 'FOLDER_INTO_ITSELF' });
    expect(await bobs.tree()).toEqual(['c=1']);
  });
});

describe('a move out of a shared folder', () => {
  test('leaves the original in the trash of its owner, who can take it from there', async () => {
    const file = await anas.store('a', 3, plans);
    const before = [(await anas.undoable()).length, (await bobs.undoable()).length];
    const outcome = await bobs.move([file.id], null);
    expect(outcome).toMatchObject({ count: 1, leftIn: [{ owner: ana.id, mine: false }] });
    expect(await bobs.tree()).toEqual(['a=3']);
    expect(await anas.tree(plans)).toEqual([]);
    expect(await anas.trashed()).toEqual(['a']);
    const after = [(await anas.undoable()).length, (await bobs.undoable()).length - 1];
    expect(after, 'only who moved it can take it back').toEqual(before);
    await anas.restore([file.id]);
    expect(await anas.tree(plans)).toEqual(['a=3']);
  });

  test('is for those who may change the folder, and never for the folder itself', async () => {
    const seen = (await anas.folder('Seen')).id;
    await share(seen, 'read');
    const file = await anas.store('a', 1, seen);
    for (const id of [file.id, plans])
      await expect(bobs.move([id], null)).rejects.toMatchObject({ code: 'READ_ONLY' });
    await expect(bobs.move([diary], null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await bobs.tree()).toEqual([]);
    expect(await anas.tree(seen)).toEqual(['a=1']);
  });

  test('goes to what somebody else shares too', async () => {
    const box = (await cleos.folder('Box')).id;
    await share(box, 'write', { from: cleo });
    const file = await anas.store('a', 3, plans);
    expect(await bobs.move([file.id], box)).toMatchObject({ count: 1 });
    expect(await cleos.tree()).toEqual(['Box/', 'Box/a=3']);
    expect(await anas.trashed()).toEqual(['a']);
    await bobs.undo();
    expect(await cleos.tree()).toEqual(['Box/']);
    expect(await anas.tree(plans)).toEqual(['a=3']);
    expect([await anas.trashed(), await cleos.trashed()]).toEqual([[], ['a']]);
  });
});

describe('what happens meanwhile', () => {
  test('nothing appears where sharing was withdrawn, of what one came to fetch', async () => {
    const seen = (await anas.folder('Seen')).id;
    const grant = await share(seen, 'read');
    const id = await large(ana, anas, seen);
    const failure = bobs.copy([id], null).catch((error: unknown) => error);
    await begun();
    await withdraw(grant);
    expect(await failure).toMatchObject({ code: 'NOT_FOUND' });
    expect(await bobs.tree()).toEqual([]);
    await expect.poll(hidden).toEqual([]);
    expect(await bobs.account()).toMatchObject({ bytes: 0, files: 0 });
  });

  test('nothing appears where sharing was withdrawn, or lessened, of where one wanted to put it', async () => {
    const id = await large(bob, bobs, null);
    const lessen = (grantId: string) =>
      world.database.db.updateTable('grants').set({ access: 'read' }).where('id', '=', grantId).execute();
    for (const [after, code] of [
      [withdraw, 'FOLDER_GONE'],
      [lessen, 'READ_ONLY'],
    ] as const) {
      const box = (await anas.folder(`Box ${code}`)).id;
      const grant = await share(box, 'write');
      const failure = bobs.move([id], box).catch((error: unknown) => error);
      await begun();
      await after(grant);
      expect(await failure).toMatchObject({ code });
      expect(await anas.tree(box)).toEqual([]);
      await expect.poll(hidden).toEqual([]);
    }
    expect(await bobs.trashed()).toEqual([]);
    expect(await bobs.account()).toMatchObject({ bytes: 400, files: 400 });
    expect(await anas.account()).toMatchObject({ bytes: 0, files: 0 });
  });

  test('what came too late to be copied does not go to the trash with the rest', async () => {
    const id = await large(bob, bobs, null);
    const failure = bobs.move([id], plans).catch((error: unknown) => error);
    await begun();
    await bobs.store('late', 1, id);
    expect(await failure).toMatchObject({ code: 'CHANGED_MEANWHILE', data: { name: 'large' } });
    expect(await anas.tree(plans)).toEqual([]);
    expect(await bobs.trashed()).toEqual([]);
    await expect.poll(hidden).toEqual([]);

    await bobs.move([id], plans);
    expect(await anas.tree(plans)).toContain('large/late=1');
    expect(await bobs.trashed()).toEqual(['large']);
  });

  test('a move that the core does not live to end leaves everything where it was', async () => {
    const id = await large(bob, bobs, null);
    const moving = Promise.allSettled([bobs.move([id], plans)]);
    await begun();
    await world.restart();
    expect((await moving)[0].status).toBe('rejected');
    await expect.poll(hidden).toEqual([]);
    expect(await bobs.tree()).toHaveLength(411);
    expect(await anas.tree(plans)).toEqual([]);
    expect(await bobs.trashed()).toEqual([]);
    expect(await anas.account()).toMatchObject({ bytes: 0, files: 0 });
  });

  test('at every moment a large folder is in one place or the other, whole', async () => {
    const id = await large(bob, bobs, null);
    const seen = new Set<string>();
    let going = true;
    const looking = (async () => {
      while (going) {
        const rows = await world.database.db
          .selectFrom('nodes')
          .select('owner_id')
          .where('name', '=', 'large')
          .where('trashed_at', 'is', null)
          .where('parent_id', 'in', [bob.rootId, plans])
          .execute();
        seen.add(rows.map(({ owner_id: owner }) => (owner === ana.id ? 'there' : 'here')).join(' '));
        await breathe();
      }
    })();
    await bobs.move([id], plans);
    going = false;
    await looking;
    expect([...seen].filter((place) => place !== 'here' && place !== 'there')).toEqual([]);
    expect(await anas.tree(plans)).toHaveLength(411);
    expect(await anas.account()).toMatchObject({ bytes: 400, files: 400 });
  });
});
