import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handsOf, inOwnWorlds } from '../../../tests/support/drive-hands.ts';
import { expectSound } from '../../../tests/support/drive-rules.ts';
import type { DriveWorld, Resident } from '../../../tests/support/drive-world.ts';
import { breathe } from '../lib/breathe.ts';
import { newId } from '../lib/ids.ts';
import { STAGED_UNTIL } from './staging.table.ts';

let world: DriveWorld;
let ana: Resident;
let bob: Resident;
let cleo: Resident;
let people: Set<Resident>;
const { ours } = inOwnWorlds((given) => {
  ({ world, ana, bob, people } = given);
});
const theirs = handsOf(
  () => world,
  () => cleo,
);
const { tree, folder, store, copy } = ours;

beforeEach(async () => {
  cleo = await world.person({ quotaBytes: 100 });
  people.add(cleo);
});
afterEach(() => vi.waitUntil(async () => (await hidden()).length === 0, 60_000));

/** What is being copied, or waits to be deleted for ever. */
const hidden = () =>
  world.database.db.selectFrom('nodes').select('id').where('purged_at', 'is not', null).execute();
const child = async (folderId: string, name: string) =>
  world.database.db
    .selectFrom('nodes')
    .selectAll()
    .where('parent_id', '=', folderId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();

test('a copy shares the bytes, and counts as much as what it was made of', async () => {
  const target = await folder('target');
  const file = await ana.store('a.jpg', { size: 5, modifiedAt: '2020-02-02T00:00:00.000Z' });
  await ours.setTags([file.id], ['green']);
  await ours.setFavourite([file.id], true);
  world.clock.now = new Date('2026-04-01T00:00:00.000Z');
  expect(await copy([file.id], target.id)).toMatchObject({ count: 1, conflicts: [] });
  expect(await tree()).toEqual(['target/', 'target/a.jpg=5', 'a.jpg=5']);
  expect(await child(target.id, 'a.jpg')).toMatchObject({
    object_id: file.objectId,
    modified_at: '2020-02-02T00:00:00.000Z',
    created_at: '2026-04-01T00:00:00.000Z',
    touched_at: '2026-04-01T00:00:00.000Z',
    tags: 1 << 3,
    favourite_at: null,
    type: 'image',
  });
  expect(await ours.account()).toMatchObject({ bytes: 10, files: 2 });
});

test('the bytes go when the last that shares them goes', async () => {
  const file = await store('a', 5);
  await copy([file.id], null);
  const state = async () =>
    (
      await world.database.db
        .selectFrom('objects')
        .select('state')
        .where('id', '=', file.objectId)
        .executeTakeFirst()
    )?.state;
  await ours.trash([file.id]);
  await ours.deleteForever(null);
  expect(await state()).toBe('stored');
  await ours.trash([(await child(ana.rootId, 'a (2)')).id]);
  await ours.deleteForever(null);
  expect(await state()).toBe('garbage');
});

test('a folder is copied with all that is live in it, without versions', async () => {
  const target = await folder('target');
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  await store('a', 1, inner.id);
  await ours.trash([(await store('gone', 7, inner.id)).id]);
  const [b, newer] = [await store('b', 2, outer.id), await store('b', 3)];
  await ours.move([newer.id], outer.id, { conflicts: 'replace' });
  await folder('empty', outer.id);
  await copy([outer.id], target.id);
  expect(await tree(target.id)).toEqual([
    'outer/',
    'outer/empty/',
    'outer/inner/',
    'outer/inner/a=1',
    'outer/b=3',
  ]);
  expect(await tree(outer.id)).toEqual(['empty/', 'inner/', 'inner/a=1', 'b=3']);
  expect((await child((await child(target.id, 'outer')).id, 'b')).id).not.toBe(b.id);
  expect((await ours.account()).versions).toBe(1);
});

test('in the folder where it is, a copy gets a number without a question', async () => {
  const trip = await folder('trip');
  const file = await store('a.tar.gz', 1);
  await copy([trip.id, file.id], null);
  await copy([trip.id, file.id], null);
  expect(await tree()).toEqual([
    'trip/',
    'trip (2)/',
    'trip (3)/',
    'a (2).tar.gz=1',
    'a (3).tar.gz=1',
    'a.tar.gz=1',
  ]);
});

test('a folder cannot be copied into itself or below', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer.id);
  for (const target of [outer, inner])
    await expect(copy([outer.id], target.id)).rejects.toMatchObject({ code: 'FOLDER_INTO_ITSELF' });
  await copy([inner.id], null);
  expect(await tree()).toEqual(['inner/', 'outer/', 'outer/inner/']);
});

test('what is gone, in the trash or somebody else’s is not copied, and nothing else is', async () => {
  const target = await folder('target');
  const file = await store('a', 1);
  const trashed = await store('b', 1);
  await ours.trash([trashed.id]);
  const other = await bob.store('c');
  for (const id of [newId(), other.id, trashed.id, ana.rootId])
    await expect(copy([file.id, id], target.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(copy([file.id], bob.rootId)).rejects.toMatchObject({ code: 'FOLDER_GONE' });
  expect(await tree(target.id)).toEqual([]);
});

test('more than fits is refused before anything is copied', async () => {
  const trip = await theirs.folder('trip');
  await theirs.store('a', 30, trip.id);
  await theirs.store('b', 30, trip.id);
  const refused = theirs.copy([trip.id], null);
  await expect(refused).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', data: { needed: 60, free: 40 } });
  expect(await theirs.tree()).toEqual(['trip/', 'trip/a=30', 'trip/b=30']);
  expect(await theirs.account()).toMatchObject({ bytes: 60, files: 2 });
});

test('it is noted where a copy came from', async () => {
  const outer = await folder('outer');
  const file = await store('a', 1, outer.id);
  await copy([file.id], null);
  const notes = await world.database.db.selectFrom('history').selectAll().execute();
  const { id } = await child(ana.rootId, 'a');
  expect(notes).toMatchObject([{ node_id: id, kind: 'copied', detail: 'outer' }]);
  const [activity] = await world.usage.service.activity(ana.caller, { limit: 1 }, undefined);
  expect(activity).toMatchObject({ kind: 'copied', subject: 'a', count: 1 });
});

describe('a name that is taken', () => {
  let target: string;
  beforeEach(async () => {
    target = (await folder('target')).id;
  });

  test('is asked about, and everything else is copied', async () => {
    const existing = await store('a', 1, target);
    const [clashing, free] = [await store('A', 2), await store('b', 3)];
    const answer = await copy([clashing.id, free.id], target);
    expect(answer).toMatchObject({
      count: 1,
      conflicts: [{ node: { id: clashing.id }, existing: { id: existing.id } }],
    });
    expect(await tree(target)).toEqual(['a=1', 'b=3']);
    expect(await copy([clashing.id], target, { conflicts: 'skip' })).toEqual({
      count: 0,
      undoId: null,
      conflicts: [],
    });
    await copy([clashing.id], target, { conflicts: 'keepBoth' });
    expect(await tree(target)).toEqual(['a=1', 'A (2)=2', 'b=3']);
  });

  test('two of one name from different folders are in conflict with each other', async () => {
    const [one, two] = [await folder('one'), await folder('two')];
    const [first, second] = [await store('a', 1, one.id), await store('a', 2, two.id)];
    const answer = await copy([first.id, second.id], target);
    expect(answer).toMatchObject({ count: 1, conflicts: [{ node: { id: second.id } }] });
    await copy([first.id, second.id], target, { conflicts: 'keepBoth' });
    expect(await tree(target)).toEqual(['a=1', 'a (2)=1', 'a (3)=2']);
  });

  test('the copied content becomes the newest version of the file that is there', async () => {
    const existing = await store('a', 1, target);
    const file = await store('a', 2);
    await copy([file.id], target, { conflicts: 'replace' });
    expect(await ours.node(existing.id)).toMatchObject({ object_id: file.objectId, size: 2 });
    expect(await ours.account()).toEqual({ bytes: 5, files: 2, versionBytes: 1, versions: 1 });
  });

  test('folders merge', async () => {
    const there = await folder('trip', target);
    await store('a', 1, there.id);
    const here = await folder('trip');
    await store('a', 10, here.id);
    await store('b', 20, (await folder('day', here.id)).id);
    await copy([here.id], target, { conflicts: 'replace' });
    expect(await tree(there.id)).toEqual(['day/', 'day/b=20', 'a=10']);
    expect(await tree(here.id)).toEqual(['day/', 'day/b=20', 'a=10']);
  });
});

describe('a large folder', () => {
  /** Until copies are being made where nobody sees them: looked for at each turn, since it is over soon. */
  const begun = async () => {
    while ((await hidden()).length === 0) await breathe();
  };
  /** A folder with 30 folders of 40 files of one byte each. */
  const large = async () => {
    const outer = await folder('large');
    for (let at = 0; at < 30; at += 1) {
      const inner = await folder(`f${String(at)}`, outer.id);
      await Promise.all(Array.from({ length: 40 }, (_, index) => store(String(index), 1, inner.id)));
    }
    return outer;
  };

  test('appears at once, while sums are right and others get their turn all the time', async () => {
    const { id } = await large();
    const seen = new Set<string>();
    let going = true;
    const looking = (async () => {
      while (going) {
        seen.add((await tree()).filter((line) => !line.startsWith('large/')).join(' '));
        await expectSound(world, [...people]);
        await breathe();
      }
    })();
    await copy([id], null);
    going = false;
    await looking;
    seen.delete('');
    // There is a space in the name of the copy.
    for (const line of seen) expect(line.split(' ').length).toBe(2 * (1 + 30 * 41));
    expect(await ours.account()).toMatchObject({ bytes: 2400, files: 2400 });
  });

  test('leaves nothing when the core stops in between, nor after a crash', async () => {
    const { id } = await large();
    const copying = Promise.allSettled([copy([id], null)]);
    await begun();
    await world.restart();
    const [outcome] = await copying;
    expect(outcome.status).toBe('rejected');

    // A crash leaves the hidden folder and what is in it.
    const stage = newId();
    await world.database.db
      .insertInto('nodes')
      .values({
        ...(await child(ana.rootId, 'large')),
        id: stage,
        parent_id: null,
        name_key: 'x',
        trashed_at: STAGED_UNTIL,
        purged_at: STAGED_UNTIL,
      })
      .execute();
    await world.restart();
    await expect.poll(hidden).toEqual([]);
    expect(await ours.trashed()).toEqual([]);
    expect(await ours.account()).toMatchObject({ bytes: 1200, files: 1200 });
  });

  test('leaves nothing when the folder it goes to is trashed meanwhile', async () => {
    const { id } = await large();
    const target = await folder('target');
    const copying = copy([id], target.id);
    const failure = copying.catch((error: unknown) => error);
    await begun();
    await ours.trash([target.id]);
    expect(await failure).toMatchObject({ code: 'FOLDER_GONE' });
    await expect.poll(hidden).toEqual([]);
    expect(await ours.account()).toMatchObject({ bytes: 1200, files: 1200 });
  });
});
