import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Share } from '../../contract/shares.ts';
import { until } from '../../../tests/support/core.ts';
import type { Resident } from '../../../tests/support/drive-world.ts';
import { makeSharingWorld, makeVisitor, type SharingWorld } from '../../../tests/support/sharing-world.ts';
import { PROGRESS_KEPT } from './progress.table.ts';
import type { OpenShare, ShareDownload } from './share-door.ts';
import { UNFINISHED_OF_ONE } from './unfinished.ts';

const SIZE = 1000;
const WHOLE = { first: 0, last: SIZE - 1 };

let world: SharingWorld;
let ana: Resident;
let file: { id: string; objectId: string };

beforeEach(async () => {
  world = await makeSharingWorld();
  ana = await world.person();
  file = await ana.store('filme.mp4', { size: SIZE });
});
afterEach(() => world.close());

const what = (range?: { first: number; last: number }) => ({
  subject: file.objectId,
  name: 'filme.mp4',
  sizeBytes: SIZE,
  range: range ?? null,
});

function ask(open: OpenShare, who = 'browser-1', range?: { first: number; last: number }) {
  return world.sharing.door.download(open, makeVisitor(who), what(range));
}

async function begin(
  open: OpenShare,
  who?: string,
  range?: { first: number; last: number },
): Promise<ShareDownload> {
  const download = await ask(open, who, range);
  if (download === null) throw new Error('the download was refused');
  return download;
}

const count = async () => (await world.only(ana)).downloads;

describe('a download counts', () => {
  test('once it is complete, with a receipt', async () => {
    const open = await world.opened(await world.link(ana, [file.id]));
    await (await begin(open)).sent(WHOLE);
    expect(await count()).toBe(1);
    const { items } = await world.sharing.shares.visits(ana.caller, { id: open.id, cursor: null }, undefined);
    expect(items).toMatchObject([
      { kind: 'downloaded', subject: 'filme.mp4', bytes: SIZE, device: 'Chrome, Android' },
    ]);
  });

  test('not while it is incomplete, and once when it was resumed', async () => {
    const open = await world.opened(await world.link(ana, [file.id]));
    await (await begin(open)).sent({ first: 0, last: 599 });
    expect(await count()).toBe(0);
    await world.restart();
    await (await begin(open, 'browser-1', { first: 550, last: 999 })).sent({ first: 550, last: 999 });
    expect(await count()).toBe(1);
    await (await begin(open, 'browser-1', { first: 550, last: 999 })).sent({ first: 550, last: 999 });
    expect(await count()).toBe(1);
  });

  test('not for two browsers that have a half each', async () => {
    const open = await world.opened(await world.link(ana, [file.id]));
    await (await begin(open, 'one')).sent({ first: 0, last: 499 });
    await (await begin(open, 'two')).sent({ first: 500, last: 999 });
    expect(await count()).toBe(0);
  });

  test('not when it broke off before anything left', async () => {
    const open = await world.opened(await world.link(ana, [file.id], { downloadLimit: 1 }));
    await (await begin(open)).broken();
    expect(await count()).toBe(0);
    await (await begin(open)).sent(WHOLE);
    expect(await count()).toBe(1);
  });

  test('although many others have begun and not gone on', async () => {
    const share = await world.link(ana, [file.id]);
    const old = { share_id: share.id, subject: file.objectId, ranges: '[[0,1]]' };
    for (let from = 0; from < PROGRESS_KEPT; from += 100) {
      const rows = Array.from({ length: 100 }, (_, at) => {
        const time = world.inSeconds(from + at - PROGRESS_KEPT);
        return { ...old, visitor: `v${from + at}`, updated_at: time };
      });
      await world.database.db.insertInto('share_progress').values(rows).execute();
    }
    const open = await world.opened(share);
    await (await begin(open)).sent({ first: 0, last: 599 });
    const kept = await world.database.db.selectFrom('share_progress').select('visitor').execute();
    expect(kept).toHaveLength(PROGRESS_KEPT);
    expect(kept.map(({ visitor }) => visitor)).not.toContain('v0');
    await (await begin(open)).sent({ first: 600, last: 999 });
    expect(await count()).toBe(1);
  });

  test('although somebody else invents browsers to begin ever more, who pushes out their own alone', async () => {
    const share = await world.link(ana, [file.id]);
    const open = await world.opened(share);
    const from = (name: string, address: string) =>
      world.sharing.door.download(open, { ...makeVisitor(name), address }, what());
    await (await from('phone', '192.168.1.77'))?.sent({ first: 0, last: 599 });
    for (let at = 0; at < 2 * UNFINISHED_OF_ONE; at += 1)
      await (await from(`invented ${at}`, '192.168.1.66'))?.sent({ first: 0, last: 0 });
    const rows = await world.database.db.selectFrom('share_progress').select('visitor').execute();
    expect(rows).toHaveLength(UNFINISHED_OF_ONE + 1);
    await (await from('phone', '192.168.1.77'))?.sent({ first: 600, last: 999 });
    expect(await count()).toBe(1);
  });

  test('not when it was gone on with a week later, as it was forgotten then', async () => {
    const open = await world.opened(await world.link(ana, [file.id]));
    await (await begin(open)).sent({ first: 0, last: 599 });
    world.forward(8 * 24 * 3600);
    await (await begin(open, 'another')).sent({ first: 0, last: 0 });
    await (await begin(open)).sent({ first: 600, last: 999 });
    expect(await count()).toBe(0);
  });

  test('of a zip when its stream ended', async () => {
    const open = await world.opened(await world.link(ana, [file.id]));
    const zip = { subject: 'zip', name: null, sizeBytes: null };
    const first = await world.sharing.door.download(open, makeVisitor(), zip);
    await first?.sent({ first: 0, last: 10 });
    expect(await count()).toBe(0);
    const second = await world.sharing.door.download(open, makeVisitor(), zip);
    await second?.sent('all');
    expect(await count()).toBe(1);
  });

  test('exactly as often as all of it was sent, whatever the order and the overlaps', async () => {
    const open = await world.opened(await world.link(ana, [file.id]));
    const piece = fc
      .tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1))
      .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
    let expected = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.uuid(), async (pieces, who) => {
        let has = new Set<number>();
        for (const sent of [...pieces, WHOLE]) {
          await (await begin(open, who, sent)).sent(sent);
          for (let at = sent.first; at <= sent.last; at += 1) has.add(at);
          if (has.size < SIZE) continue;
          expected += 1;
          has = new Set();
        }
        expect(await count()).toBe(expected);
      }),
      { numRuns: 12 },
    );
  });
});

describe('the limit of downloads', () => {
  test('lets as many through at once as may become complete', async () => {
    const share = await world.link(ana, [file.id], { downloadLimit: 3 });
    const open = await world.opened(share);
    const asked = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(open, `browser-${at}`)));
    const through = asked.filter((download) => download !== null);
    expect(through).toHaveLength(3);
    // One breaks off: its place is free again.
    await through[0]?.broken();
    const late = await ask(open, 'late');
    expect(late).not.toBeNull();
    expect(await ask(open, 'later')).toBeNull();
    await Promise.all([through[1], through[2], late].map(async (download) => download?.sent(WHOLE)));
    expect(await world.only(ana)).toMatchObject({ downloads: 3, state: 'usedUp' });
    expect(await ask(open, 'last')).toBeNull();
    expect(world.closed).toContain(share.id);
  });

  test('counts for one browser that asks many times at once as for many', async () => {
    const open = await world.opened(await world.link(ana, [file.id], { downloadLimit: 1 }));
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask(open)));
    const alive = asked.filter((download) => download?.signal.aborted === false);
    expect(alive).toHaveLength(1);
    await Promise.all(
      asked.map(async (download) =>
        download?.signal.aborted === false ? download.sent(WHOLE) : download?.broken(),
      ),
    );
    expect(await count()).toBe(1);
    expect(await ask(open)).toBeNull();
  });

  test('takes parts that do not overlap for one download', async () => {
    const open = await world.opened(await world.link(ana, [file.id], { downloadLimit: 1 }));
    const parts = [0, 250, 500, 750].map((first) => ({ first, last: first + 249 }));
    const downloads = await Promise.all(parts.map((part) => begin(open, 'aria', part)));
    expect(await ask(open, 'other')).toBeNull();
    await Promise.all(downloads.map((download, at) => download.sent(parts[at] ?? 'all')));
    expect(await world.only(ana)).toMatchObject({ downloads: 1, state: 'usedUp' });
  });

  test('does not keep a browser from resuming what the door believes to be still under way', async () => {
    const open = await world.opened(await world.link(ana, [file.id], { downloadLimit: 1 }));
    const lost = await begin(open, 'phone');
    const resumed = await begin(open, 'phone', { first: 400, last: 999 });
    expect(lost.signal.aborted).toBe(true);
    expect(resumed.signal.aborted).toBe(false);
    await lost.sent({ first: 0, last: 420 });
    await resumed.sent({ first: 400, last: 999 });
    expect(await count()).toBe(1);
  });

  test('never lets more become complete than it says, whoever asks and however it ends', async () => {
    const act = fc.record({
      who: fc.constantFrom('a', 'b', 'c'),
      end: fc.constantFrom('whole', 'half', 'broken'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(act, { maxLength: 12 }),
        async (limit, acts) => {
          const share = await world.link(ana, [file.id], { downloadLimit: limit });
          const open = await world.opened(share);
          await Promise.all(
            acts.map(async ({ who, end }) => {
              const download = await ask(open, who);
              if (download === null) return;
              // What is told of one that was broken off is what had left before.
              const half = end === 'half' || download.signal.aborted;
              if (end === 'broken') await download.broken();
              else await download.sent(half ? { first: 0, last: 499 } : WHOLE);
            }),
          );
          const [newest] = await world.list(ana);
          expect(newest?.downloads).toBeLessThanOrEqual(limit);
          await world.sharing.shares.forget(ana.caller, { id: share.id }, undefined);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('what runs is broken off', () => {
  const aborted = (download: ShareDownload) => until(() => download.signal.aborted, 5000);
  const closing: Record<string, (share: Share) => unknown> = {
    'when the share is revoked': ({ id }) => world.sharing.shares.revoke(ana.caller, { id }, undefined),
    'when it is paused': ({ id }) =>
      world.sharing.shares.setPaused(ana.caller, { id, paused: true }, undefined),
    'when it is forgotten': ({ id }) => world.sharing.shares.forget(ana.caller, { id }, undefined),
    'when it becomes view only': ({ id }) =>
      world.sharing.shares.update(ana.caller, { id, viewOnly: true }, undefined),
    'when it gets a password': ({ id }) =>
      world.sharing.shares.update(ana.caller, { id, password: 'segredo' }, undefined),
    'when its end is moved into the past': ({ id }) =>
      world.sharing.shares.update(ana.caller, { id, expiresAt: world.inSeconds(-1) }, undefined),
    'when what it gives goes into the trash': () =>
      world.drive.service.trash(ana.caller, { ids: [file.id] }, undefined),
    'when its owner is disabled': async () => {
      await world.database.db.updateTable('users').set({ disabled: 1 }).where('id', '=', ana.id).execute();
      world.events.emit('people.changed', { userId: ana.id });
    },
    'when its owner is removed': async () => {
      await world.database.db.deleteFrom('users').where('id', '=', ana.id).execute();
      world.events.emit('people.changed', { userId: ana.id });
    },
    'when the cloud stops': () => world.restart(),
  };
  test.each(Object.keys(closing))('%s', async (when) => {
    const share = await world.link(ana, [file.id]);
    const download = await begin(await world.opened(share));
    expect(download.signal.aborted).toBe(false);
    await closing[when]?.(share);
    await aborted(download);
    // What had left is still noted, or of no interest to anybody; either way the door is told without harm.
    await download.sent({ first: 0, last: 99 });
  });

  test('at the moment at which the share ends', async () => {
    world.clock.now = new Date();
    const share = await world.link(ana, [file.id], { expiresAt: world.inSeconds(0.3) });
    const download = await begin(await world.opened(share));
    const looked = await world.sharing.door.look(await world.opened(share));
    world.forward(0.3);
    await aborted(download);
    expect(looked?.signal.aborted).toBe(true);
    await until(() => world.closed.length > 0, 5000);
    expect(world.closed).toEqual([share.id]);
  });

  test('before it begins where a password came after the share was opened', async () => {
    const share = await world.link(ana, [file.id]);
    const { shares, door } = world.sharing;
    const open = await world.opened(share);
    await shares.update(ana.caller, { id: share.id, password: 'segredo' }, undefined);
    expect([await ask(open), await door.look(open)]).toEqual([null, null]);
    await shares.update(ana.caller, { id: share.id, password: null }, undefined);
    expect(await ask(open)).not.toBeNull();
  });

  test('as far as a lower limit leaves no place for it', async () => {
    const share = await world.link(ana, [file.id]);
    const open = await world.opened(share);
    const downloads = [await begin(open, 'a'), await begin(open, 'b'), await begin(open, 'c')];
    await world.sharing.shares.update(ana.caller, { id: share.id, downloadLimit: 2 }, undefined);
    await until(() => downloads[2]?.signal.aborted === true, 5000);
    expect(downloads.map(({ signal }) => signal.aborted)).toEqual([false, false, true]);
  });

  test('but not by what narrows nothing', async () => {
    const share = await world.link(ana, [file.id]);
    const download = await begin(await world.opened(share));
    const { shares } = world.sharing;
    await shares.update(ana.caller, { id: share.id, note: 'x', expiresAt: world.inSeconds(900) }, undefined);
    await ana.store('other.txt');
    await download.sent(WHOLE);
    expect(download.signal.aborted).toBe(false);
  });
});

describe('what is only shown', () => {
  test('ends when downloads are counted from now on, since what was shown whole would not be', async () => {
    const share = await world.link(ana, [file.id]);
    const open = await world.opened(share);
    const look = await world.sharing.door.look(open);
    await world.sharing.shares.update(ana.caller, { id: share.id, downloadLimit: 5 }, undefined);
    await until(() => look?.signal.aborted === true, 5000);
    look?.end();
    expect(await world.sharing.door.look(open)).toBeNull();
  });

  test('goes on when the link becomes one for viewing alone', async () => {
    const share = await world.link(ana, [file.id]);
    const open = await world.opened(share);
    const [look, download] = [await world.sharing.door.look(open), await begin(open)];
    await world.sharing.shares.update(ana.caller, { id: share.id, viewOnly: true }, undefined);
    await until(() => download.signal.aborted, 5000);
    expect(look?.signal.aborted).toBe(false);
  });
});

describe('a link for viewing alone', () => {
  test('gives no download, but may be looked at until it is closed', async () => {
    const share = await world.link(ana, [file.id], { viewOnly: true });
    const open = await world.opened(share);
    expect(await ask(open)).toBeNull();
    const look = await world.sharing.door.look(open);
    await world.sharing.shares.revoke(ana.caller, { id: share.id }, undefined);
    await until(() => look?.signal.aborted === true, 5000);
    look?.end();
    expect(await world.sharing.door.look(open)).toBeNull();
  });
});
