import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import type { ActivityEntry } from '../../contract/usage.ts';
import { lastDays } from './days.ts';
import { amountsQuery, trashAmountsQuery } from './usage.table.ts';

let world: DriveWorld;
let ana: Resident;

beforeEach(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
});
afterEach(() => world.close());

const summary = (person = ana) => world.usage.service.summary(person.caller, undefined, undefined);
const days = (count: number, person = ana) =>
  world.usage.service.days(person.caller, { days: count }, undefined);
const activity = (person = ana, limit = 200) =>
  world.usage.service.activity(person.caller, { limit }, undefined);
const note = (kind: ActivityEntry['kind'], subject: string | null = null, count?: number) =>
  world.usage.recorder.activity(world.database.db, {
    userId: ana.id,
    kind,
    subject,
    ...(count === undefined ? {} : { count }),
  });
const later = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const trash = (...ids: string[]) => world.drive.service.trash(ana.caller, { ids }, undefined);

describe('the summary', () => {
  test('of somebody who stores nothing is all zeros', async () => {
    expect(await summary()).toEqual({
      mine: {
        live: { bytes: 0, files: 0 },
        trash: { bytes: 0, files: 0 },
        versions: { bytes: 0, files: 0 },
        quotaBytes: null,
        availableBytes: null,
      },
      everyone: null,
      disk: null,
      byType: [],
    });
  });

  test('counts what is in trashed folders, however deep, as trash, and leaves it out of the types', async () => {
    const ensure = (...names: string[]) => world.drive.access.ensurePath(ana.id, ana.rootId, names);
    await ana.store('a.jpg', { size: 1000 });
    await ana.store('b.mp4', { size: 5000 });
    const outer = await ensure('outer');
    const deep = await ensure('outer', 'x', 'y');
    await ana.store('c.jpg', { size: 20, folderId: deep });
    await ana.store('d.pdf', { size: 30, folderId: outer });
    const single = await ana.store('e.jpg', { size: 400, folderId: deep });
    await trash(single.id);
    await trash(outer);
    const { mine, byType } = await summary();
    expect(mine.live).toEqual({ bytes: 6000, files: 2 });
    expect(mine.trash).toEqual({ bytes: 450, files: 3 });
    expect(byType).toEqual([
      { type: 'video', bytes: 5000, files: 1 },
      { type: 'image', bytes: 1000, files: 1 },
    ]);
  });

  test.each([
    { quota: 1000, free: 5000, available: 900 },
    { quota: 1000, free: 500, available: 500 },
    { quota: null, free: 500, available: 500 },
    { quota: 1000, free: null, available: 900 },
    { quota: 50, free: 500, available: 0 },
    { quota: null, free: null, available: null },
  ])('says what still fits: quota $quota, disk $free', async ({ quota, free, available }) => {
    world.disk.space = free === null ? null : { freeBytes: free, totalBytes: 10_000 };
    const bea = await world.person({ quotaBytes: null });
    await bea.store('a', { size: 100 });
    await world.database.db
      .updateTable('users')
      .set({ quota_bytes: quota })
      .where('id', '=', bea.id)
      .execute();
    const { mine, disk } = await summary(bea);
    expect(mine).toMatchObject({ quotaBytes: quota, availableBytes: available });
    expect(disk).toEqual(world.disk.space);
  });

  test('tells admins and the owner what everyone stores together, and members nothing of it', async () => {
    const admin = await world.person({ role: 'admin' });
    const owner = await world.person({ role: 'owner' });
    await ana.store('a', { size: 100 });
    await admin.store('b', { size: 20 });
    const everyone = { bytes: 120, files: 2, people: 3 };
    expect((await summary(admin)).everyone).toEqual(everyone);
    expect((await summary(owner)).everyone).toEqual(everyone);
    expect((await summary()).everyone).toBeNull();
    expect((await summary(owner)).mine.live).toEqual({ bytes: 0, files: 0 });
  });

  test('is answered from indexes alone, whatever the size of the drive', async () => {
    const all = await queryPlan(world.database.db, amountsQuery(world.database.db, ana.id));
    expect(all).toEqual([expect.stringContaining('USING COVERING INDEX nodes_by_type (owner_id=?)')]);
    const trashed = await queryPlan(world.database.db, trashAmountsQuery(world.database.db, ana.id));
    const steps = trashed.filter((step) => step.includes(' nodes '));
    expect(steps).toHaveLength(4);
    for (const step of steps)
      expect(step).toMatch(/INDEX nodes_trash \(owner_id=|COVERING INDEX nodes_list_size \(parent_id=/u);
  });
});

describe('the days', () => {
  test('are all there, oldest first, zero where nothing happened', async () => {
    world.clock.now = new Date(2026, 2, 8, 9);
    await ana.store('a', { size: 10 });
    await ana.store('b', { size: 5 });
    world.clock.now = new Date(2026, 2, 10, 23, 59);
    const entry = { userId: ana.id, direction: 'download', bytes: 7 } as const;
    await world.usage.recorder.traffic(world.database.db, entry);
    const zero = { uploads: 0, uploadBytes: 0, downloads: 0, downloadBytes: 0 };
    expect(await days(4)).toEqual([
      { day: '2026-03-07', ...zero },
      { day: '2026-03-08', ...zero, uploads: 2, uploadBytes: 15 },
      { day: '2026-03-09', ...zero },
      { day: '2026-03-10', ...zero, downloads: 1, downloadBytes: 7 },
    ]);
  });

  test('are counted in local time, over months, leap days and changes of the clocks', () => {
    expect(lastDays(new Date(2028, 2, 1, 0, 30), 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    const year = lastDays(new Date(2026, 11, 31, 23, 30), 366);
    expect(new Set(year).size).toBe(366);
    expect(year.at(-1)).toBe('2026-12-31');
    expect(year[0]).toBe('2025-12-31');
  });

  test('show nobody the traffic of others', async () => {
    const bob = await world.person({ role: 'owner' });
    await ana.store('a', { size: 10 });
    expect(await days(1, bob)).toMatchObject([{ uploads: 0, uploadBytes: 0 }]);
  });
});

describe('the activity', () => {
  test('lists the newest first, things of one kind within seconds as one', async () => {
    await note('uploaded', 'first.txt');
    later(6000);
    await note('uploaded', 'second.txt');
    later(6000);
    await note('uploaded', 'third.txt', 5);
    later(10_001);
    await note('uploaded', 'much later.txt');
    const entries = await activity();
    expect(entries.map(({ subject, count }) => ({ subject, count }))).toEqual([
      { subject: 'much later.txt', count: 1 },
      { subject: 'first.txt', count: 7 },
    ]);
    expect(entries[1]?.at).toBe('2026-03-10T12:00:12.000Z');
  });

  test('keeps things that alternate together by kind', async () => {
    for (let round = 0; round < 3; round += 1) {
      await note('uploaded', 'up');
      await note('downloaded', 'down');
      later(1000);
    }
    expect((await activity()).map(({ kind, count }) => `${kind} ${count}`).toSorted()).toEqual([
      'downloaded 3',
      'uploaded 3',
    ]);
  });

  test('is noted for what is done with files', async () => {
    const folder = await world.drive.service.createFolder(
      ana.caller,
      { parentId: null, name: 'Pasta' },
      undefined,
    );
    await ana.store('a.txt', { folderId: folder.id });
    const ids = [folder.id];
    await trash(folder.id);
    await world.drive.service.restore(ana.caller, { ids, conflicts: 'keepBoth' }, undefined);
    await trash(folder.id);
    await world.drive.service.deleteForever(ana.caller, { ids }, undefined);
    const entries = await activity();
    expect(
      entries.map(({ kind, subject, count }) => `${kind} ${String(subject)} ${count}`).toSorted(),
    ).toEqual([
      'deleted Pasta 1',
      'folderCreated Pasta 1',
      'restored Pasta 1',
      'trashed Pasta 2',
      'uploaded a.txt 1',
    ]);
  });

  test('keeps the newest 1,000 of each person', async () => {
    const bob = await world.person();
    const { db } = world.database;
    await world.usage.recorder.activity(db, { userId: bob.id, kind: 'signedIn', subject: null });
    await db.transaction().execute(async (tx) => {
      for (let index = 0; index < 1003; index += 1) {
        later(60_000);
        await world.usage.recorder.activity(tx, {
          userId: ana.id,
          kind: 'uploaded',
          subject: String(index),
        });
      }
    });
    const rows = await db
      .selectFrom('activity')
      .select(({ fn }) => ['user_id', fn.countAll<number>().as('count')])
      .groupBy('user_id')
      .execute();
    expect(new Map(rows.map((row) => [row.user_id, row.count]))).toEqual(
      new Map([
        [ana.id, 1000],
        [bob.id, 1],
      ]),
    );
    expect((await activity(ana, 1))[0]?.subject).toBe('1002');
  });

  test('has what strangers do with one thing as one entry while they go on, the newest again each time', async () => {
    await note('linkOpened', 'Fotos');
    later(20_000);
    await note('uploaded', 'own.txt');
    for (let round = 0; round < 3; round += 1) {
      later(14 * 60_000);
      await note('linkOpened', 'Fotos');
    }
    later(20_000);
    await note('linkOpened', 'Filme');
    later(16 * 60_000);
    await note('linkOpened', 'Fotos');
    expect(
      (await activity()).map(({ kind, subject, count }) => `${kind} ${String(subject)} ${count}`),
    ).toEqual(['linkOpened Fotos 1', 'linkOpened Filme 1', 'linkOpened Fotos 4', 'uploaded own.txt 1']);
  });

  test('keeps what people did themselves, however much strangers do', async () => {
    await note('uploaded', 'own.txt');
    const { db } = world.database;
    await db.transaction().execute(async (tx) => {
      for (let index = 0; index < 1100; index += 1) {
        later(20_000);
        const subject = String(index);
        await world.usage.recorder.activity(tx, { userId: ana.id, kind: 'linkDownloaded', subject });
      }
    });
    const rows = await db.selectFrom('activity').select(['kind', 'subject']).orderBy('id').execute();
    expect(rows[0]).toEqual({ kind: 'uploaded', subject: 'own.txt' });
    expect(rows.map(({ subject }) => subject)).toHaveLength(301);
    expect(rows.at(-1)?.subject).toBe('1099');
  });

  test('a note made inside a transaction that fails is not kept', async () => {
    const failing = world.database.db.transaction().execute(async (tx) => {
      await world.usage.recorder.activity(tx, { userId: ana.id, kind: 'uploaded', subject: 'x' });
      throw new Error('later trouble');
    });
    await expect(failing).rejects.toThrow('later trouble');
    expect(await activity()).toEqual([]);
  });

  test('is shown to nobody else, not even to the owner', async () => {
    const owner = await world.person({ role: 'owner' });
    await ana.store('segredo.txt');
    expect(await activity(owner)).toEqual([]);
  });
});

describe('a watcher', () => {
  async function ticksOf(person: Resident, act: () => Promise<unknown>, signal: AbortSignal) {
    const ticks = await world.usage.service.watch(person.caller, undefined, signal);
    const iterator = ticks[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual({ at: '2026-03-10T12:00:00.000Z' });
    const next = iterator.next();
    await act();
    return next;
  }

  test.each(['member', 'admin'] as const)('a %s gets a tick at once and after own changes', async (role) => {
    const person = await world.person({ role });
    const stop = new AbortController();
    const tick = await ticksOf(person, () => person.store('a'), stop.signal);
    expect(tick.done).toBe(false);
    stop.abort();
  });

  test('an admin gets a tick when others change, a member does not', async () => {
    const admin = await world.person({ role: 'admin' });
    const bob = await world.person();
    const stop = new AbortController();
    const bobs = ticksOf(bob, () => Promise.resolve(), stop.signal);
    expect((await ticksOf(admin, () => ana.store('a'), stop.signal)).done).toBe(false);
    stop.abort();
    expect((await bobs).done).toBe(true);
  });

  test('hears of a note that nothing else tells of', async () => {
    const stop = new AbortController();
    const tick = await ticksOf(ana, () => note('signedIn'), stop.signal);
    expect(tick.done).toBe(false);
    stop.abort();
  });
});
