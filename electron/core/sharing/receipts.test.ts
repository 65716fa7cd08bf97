import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Share } from '../../contract/shares.ts';
import { until } from '../../../tests/support/core.ts';
import type { Resident } from '../../../tests/support/drive-world.ts';
import { makeSharingWorld, makeVisitor, type SharingWorld } from '../../../tests/support/sharing-world.ts';
import { makeEvents } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import { makeNoticeBatch } from './notice-batch.ts';
import type { Visitor } from './share-door.ts';
import { VISITS_KEPT } from './visits.table.ts';

describe('receipts', () => {
  let world: SharingWorld;
  let ana: Resident;
  let share: Share;

  beforeEach(async () => {
    world = await makeSharingWorld();
    ana = await world.person();
    share = await world.link(ana, [(await ana.store('a.txt')).id], { asksName: true });
  });
  afterEach(() => world.close());

  const visits = async (cursor: string | null = null) =>
    world.sharing.shares.visits(ana.caller, { id: share.id, cursor }, undefined);
  const look = async (visitor: Visitor) =>
    world.sharing.door.opened(await world.opened(share, visitor), visitor);

  test('say who opened a link, when, from where and with what', async () => {
    await look(makeVisitor('one', { name: '  Maria\n da Silva ' }));
    await until(async () => (await world.only(ana)).opens === 1, 5000);
    expect((await visits()).items).toMatchObject([
      {
        kind: 'opened',
        by: 'Maria  da Silva',
        from: '192.168.1.50',
        device: 'Chrome, Android',
        subject: null,
      },
    ]);
    expect((await world.only(ana)).lastUsedAt).toBe(world.clock.now.toISOString());
    const activity = await world.usage.service.activity(ana.caller, { limit: 10 }, undefined);
    expect(activity.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['linkOpened', 'linkCreated']));
  });

  test('count a browser that opens a link again and again once an hour, over a restart too', async () => {
    for (let time = 0; time < 3; time += 1) {
      await look(makeVisitor('one'));
      await world.restart();
    }
    expect((await world.only(ana)).opens).toBe(1);
    world.forward(3601);
    await look(makeVisitor('one'));
    await look(makeVisitor('two'));
    await world.restart();
    expect((await world.only(ana)).opens).toBe(3);
  });

  test('of many phones at once are all noted', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, phone) => look(makeVisitor(`phone ${phone}`))));
    await world.restart();
    expect((await world.only(ana)).opens).toBe(200);
  });

  test('come page by page, the newest first, and only so many are kept', async () => {
    const { db } = world.database;
    const at = world.clock.now.toISOString();
    const row = { share_id: share.id, at, kind: 'opened' as const, from_address: 'x', device: 'y' };
    for (let from = 0; from < VISITS_KEPT; from += 100) {
      const some = Array.from({ length: 100 }, (_, index) => {
        const id = (from + index).toString(16).padStart(12, '0');
        return { ...row, id: `00000000-0000-7000-8000-${id}`, visitor: `v${from + index}` };
      });
      await db.insertInto('share_visits').values(some).execute();
    }
    await look(makeVisitor('newest'));
    await world.restart();
    const { count } = await db
      .selectFrom('share_visits')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(VISITS_KEPT);
    const first = await visits();
    expect(first.items).toHaveLength(50);
    expect(first.items[0]?.from).toBe('192.168.1.50');
    const second = await visits(first.next);
    expect(second.items[0]?.id).not.toBe(first.items.at(-1)?.id);
    expect((second.items[0]?.id ?? '') < (first.items.at(-1)?.id ?? '')).toBe(true);
  });

  test('of others stay, however many one device makes under however many names', async () => {
    const { db } = world.database;
    const phone = makeVisitor('phone', { address: '192.168.1.7' });
    await look(phone);
    await world.restart();
    const { door } = world.sharing;
    const open = await world.opened(share, phone);
    const what = { subject: 'zip', name: null, sizeBytes: null };
    await (await door.download(open, phone, what))?.sent('all');
    world.forward(1);
    const at = world.clock.now.toISOString();
    const flood = { share_id: share.id, at, kind: 'downloaded' as const, device: 'curl' };
    for (let from = 0; from < VISITS_KEPT; from += 100) {
      const some = Array.from({ length: 100 }, (_, index) => ({
        ...flood,
        // Newer than whatever the others did.
        id: newId(),
        visitor: `v${from + index}`,
        from_address: '192.168.1.66',
      }));
      await db.insertInto('share_visits').values(some).execute();
    }
    for (let time = 0; time < 3; time += 1) {
      const flooding = makeVisitor(`flood ${time}`, { address: '192.168.1.66' });
      await (await door.download(await world.opened(share, flooding), flooding, what))?.sent('all');
    }
    const of = async (address: string) => {
      const rows = db.selectFrom('share_visits').select('kind').where('from_address', '=', address);
      return (await rows.execute()).map(({ kind }) => kind).toSorted();
    };
    expect(await of('192.168.1.7')).toEqual(['downloaded', 'opened']);
    expect(await of('192.168.1.66')).toHaveLength(VISITS_KEPT - 2);
    expect((await visits()).items[0]).toMatchObject({ kind: 'downloaded', from: '192.168.1.66' });
  });

  test('go with the share', async () => {
    await look(makeVisitor('one'));
    await world.sharing.shares.forget(ana.caller, { id: share.id }, undefined);
    await world.restart();
    expect(await world.database.db.selectFrom('share_visits').selectAll().execute()).toEqual([]);
  });
});

describe('notices', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const told = () => {
    const events = makeEvents();
    const notices: unknown[] = [];
    events.on('notice', ({ userId, notice }) => notices.push([userId, notice]));
    return { batch: makeNoticeBatch(events), notices };
  };
  const photo = { ownerId: 'ana', shareId: 's', kind: 'requestFilled', name: 'Festa', by: 'Maria' } as const;

  test('tell of many photos once, and then not all the time', async () => {
    const { batch, notices } = told();
    for (let at = 0; at < 40; at += 1) batch.add(photo);
    await vi.advanceTimersByTimeAsync(3000);
    expect(notices).toEqual([['ana', { kind: 'requestFilled', name: 'Festa', by: 'Maria', count: 40 }]]);
    for (let at = 0; at < 20; at += 1) {
      batch.add({ ...photo, by: `guest ${at}` });
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(notices).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(notices[1]).toEqual(['ana', { kind: 'requestFilled', name: 'Festa', by: null, count: 20 }]);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(notices).toHaveLength(2);
  });

  test('tell of each share by itself', async () => {
    const { batch, notices } = told();
    batch.add(photo);
    batch.add({ ...photo, shareId: 't', name: 'Outra' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(notices).toHaveLength(2);
  });

  test('tell at the end what is gathered, and nothing after', async () => {
    const { batch, notices } = told();
    batch.add(photo);
    batch.stop();
    batch.add(photo);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(notices).toHaveLength(1);
  });
});
