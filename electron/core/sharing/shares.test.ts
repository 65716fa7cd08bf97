import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import type { Resident } from '../../../tests/support/drive-world.ts';
import {
  makeFolder,
  makeSharingWorld,
  makeVisitor,
  tokenOf,
  type SharingWorld,
} from '../../../tests/support/sharing-world.ts';
import { endedQuery, nextEndQuery } from './closing.table.ts';
import {
  chainsQuery,
  childrenQuery,
  countQuery,
  entriesQuery,
  itemsQuery,
  namedQuery,
  sumQuery,
} from './contents.table.ts';
import { progressQuery } from './progress.table.ts';
import { byHashQuery, byIdQuery, ofNodeQuery, pageQuery } from './shares.table.ts';
import { ofVisitorQuery, sinceQuery, visitsQuery } from './visits.table.ts';

let world: SharingWorld;
let ana: Resident;
let bia: Resident;

beforeEach(async () => {
  world = await makeSharingWorld();
  ana = await world.person();
  bia = await world.person();
});
afterEach(() => world.close());

const request = {
  folderId: null,
  title: 'Fotos da festa',
  expiresAt: null,
  note: '',
  asksName: false,
  password: null,
  maximumFiles: null,
  maximumBytes: null,
  maximumFileBytes: null,
};

describe('making a share', () => {
  test('of what is not one’s own, not live, or the top is refused', async () => {
    const hers = await bia.store('dela.txt');
    const gone = await ana.store('foi.txt');
    await world.drive.service.trash(ana.caller, { ids: [gone.id] }, undefined);
    const { shares } = world.sharing;
    for (const id of [hers.id, gone.id, ana.rootId, bia.rootId, crypto.randomUUID()]) {
      await expect(world.link(ana, [id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const direct = async () => shares.createDirect(ana.caller, { id, seconds: 60 }, undefined);
      await expect(direct()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const folderId = await makeFolder(world, bia, 'Dela');
    const filled = async () => shares.createRequest(ana.caller, { ...request, folderId }, undefined);
    await expect(filled()).rejects.toMatchObject({ code: 'FOLDER_GONE' });
    expect(await world.list(ana)).toEqual([]);
  });

  test('that has ended already is refused', async () => {
    const file = await ana.store('a.txt');
    const over = world.link(ana, [file.id], { expiresAt: world.inSeconds(-1) });
    await expect(over).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('of a request opens the folder for filling, and shows nothing of it', async () => {
    await ana.store('segredo.txt');
    await world.sharing.shares.createRequest(ana.caller, { ...request, maximumFiles: 5 }, undefined);
    const share = await world.only(ana);
    expect(share).toMatchObject({
      kind: 'request',
      name: 'Fotos da festa',
      nodeId: null,
      folderId: null,
      request: { maximumFiles: 5, files: 0, bytes: 0 },
    });
    const open = await world.opened(share);
    expect(open).toMatchObject({ kind: 'request', name: 'Fotos da festa', request: { maximumFiles: 5 } });
  });

  test('says where it is to be seen', async () => {
    const folder = await makeFolder(world, ana, 'Pasta');
    const file = await ana.store('a.txt', { folderId: folder });
    expect(await world.link(ana, [file.id])).toMatchObject({ nodeId: file.id, folderId: folder });
    expect(await world.link(ana, [folder])).toMatchObject({ nodeId: folder, folderId: null });
    const ofFile = await world.sharing.shares.ofNode(ana.caller, { nodeId: file.id }, undefined);
    expect(ofFile).toHaveLength(1);
  });
});

describe('a request', () => {
  test('shows strangers none of what is in its folder', async () => {
    const folder = await makeFolder(world, ana, 'Cheia');
    const file = await ana.store('segredo.txt', { folderId: folder });
    await world.sharing.shares.createRequest(ana.caller, { ...request, folderId: folder }, undefined);
    const open = await world.opened(await world.only(ana));
    const { door } = world.sharing;
    expect(await door.list(open, null, { cursor: null, limit: 10 })).toBeNull();
    expect(await door.list(open, folder, { cursor: null, limit: 10 })).toBeNull();
    expect(await door.file(open, file.id)).toBeNull();
    expect(await door.zipIds(open, null)).toBeNull();
    expect(await door.look(open)).toBeNull();
    const what = { subject: file.objectId, name: 'x', sizeBytes: 1 };
    expect(await door.download(open, makeVisitor(), what)).toBeNull();
  });
});

describe('another person’s share', () => {
  test('is not there, whatever is asked of it', async () => {
    const share = await world.link(ana, [(await ana.store('a.txt')).id]);
    const { shares } = world.sharing;
    const { id } = share;
    const tries = [
      () => shares.update(bia.caller, { id, note: 'x' }, undefined),
      () => shares.setPaused(bia.caller, { id, paused: true }, undefined),
      () => shares.revoke(bia.caller, { id }, undefined),
      () => shares.revive(bia.caller, { id }, undefined),
      () => shares.forget(bia.caller, { id }, undefined),
      () => shares.visits(bia.caller, { id, cursor: null }, undefined),
    ];
    for (const attempt of tries)
      await expect((async () => attempt())()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.list(bia)).toEqual([]);
    expect(await shares.ofNode(bia.caller, { nodeId: share.nodeId ?? '' }, undefined)).toEqual([]);
    expect(await world.only(ana)).toEqual(share);
  });
});

describe('changing a share', () => {
  test('changes what is given and nothing else', async () => {
    const share = await world.link(ana, [(await ana.store('a.txt')).id], { note: 'antes', downloadLimit: 3 });
    const expiresAt = '2026-04-01T10:00:00+02:00';
    await world.sharing.shares.update(ana.caller, { id: share.id, expiresAt, note: 'depois' }, undefined);
    expect(await world.only(ana)).toEqual({
      ...share,
      note: 'depois',
      expiresAt: '2026-04-01T08:00:00.000Z',
    });
  });

  test('refuses what has no meaning for its kind', async () => {
    const file = await ana.store('a.txt');
    await world.sharing.shares.createDirect(ana.caller, { id: file.id, seconds: 60 }, undefined);
    const { id } = await world.only(ana);
    const changes = [
      { password: 'x' },
      { viewOnly: true },
      { maximumFiles: 1 },
      { expiresAt: null },
      { expiresAt: world.inSeconds(700_000) },
    ];
    for (const change of changes) {
      const update = async () => world.sharing.shares.update(ana.caller, { id, ...change }, undefined);
      await expect(update()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  test('can take a revocation back for a day, and not later', async () => {
    const { id } = await world.link(ana, [(await ana.store('a.txt')).id]);
    const { shares } = world.sharing;
    await shares.revoke(ana.caller, { id }, undefined);
    expect(await world.only(ana)).toMatchObject({
      revokedAt: world.inSeconds(0),
      reviveUntil: world.inSeconds(86_400),
    });
    world.forward(86_400);
    expect(await shares.revive(ana.caller, { id }, undefined)).toMatchObject({
      state: 'active',
      revokedAt: null,
    });
    await shares.revoke(ana.caller, { id }, undefined);
    world.forward(86_401);
    const revive = async () => shares.revive(ana.caller, { id }, undefined);
    await expect(revive()).rejects.toMatchObject({ code: 'REVIVE_TOO_LATE' });
  });
});

describe('the list of shares', () => {
  test('comes page by page, the newest first', async () => {
    const made: string[] = [];
    for (let at = 0; at < 60; at += 1) {
      const file = await ana.store(`${at}.txt`);
      made.unshift((await world.link(ana, [file.id])).id);
    }
    const { shares } = world.sharing;
    const first = await shares.list(ana.caller, { cursor: null }, undefined);
    const second = await shares.list(ana.caller, { cursor: first.next }, undefined);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
    expect([first.items.length, second.next]).toEqual([50, null]);
    const madeUp = async () => shares.list(ana.caller, { cursor: 'x' }, undefined);
    await expect(madeUp()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('is told when something of it changes: shares, names, the address', async () => {
    const file = await ana.store('a.txt');
    const stop = new AbortController();
    const watch = world.sharing.shares.watch(ana.caller, undefined, stop.signal);
    const ticks = (await watch)[Symbol.asyncIterator]();
    await ticks.next();
    const changes = [
      () => world.link(ana, [file.id]),
      () => world.drive.organise.rename(ana.caller, { id: file.id, name: 'b.txt' }, undefined),
      () => Promise.resolve(world.openDoor('http://10.0.0.2:1')),
    ];
    for (const change of changes) {
      const tick = ticks.next();
      await change();
      expect((await tick).done).toBe(false);
    }
    stop.abort();
    expect((await ticks.next()).done).toBe(true);
  });
});

describe('every question', () => {
  test('is answered by an index', async () => {
    const { db } = world.database;
    const id = crypto.randomUUID();
    const at = { sortKey: 'a', id };
    const queries = {
      byHash: byHashQuery(db, 'x'),
      byId: byIdQuery(db, id),
      page: pageQuery(db, id, { before: id, limit: 50 }),
      ofNode: ofNodeQuery(db, id, id),
      visits: visitsQuery(db, id, { before: id, limit: 50 }),
      ofVisitor: ofVisitorQuery(db, id, { visitor: 'x', kind: 'received', limit: 5 }),
      since: sinceQuery(db, id, { visitors: ['x', 'y'], kind: 'opened', since: 'a' }),
      progress: progressQuery(db, { shareId: id, visitor: 'x', subject: 'y' }),
      ended: endedQuery(db, 'a', 'b'),
      nextEnd: nextEndQuery(db, 'a'),
      chains: chainsQuery(db, id, [id]),
      items: itemsQuery(db, id, { after: '', limit: 5 }),
      named: namedQuery(db, id, [id]),
      entries: entriesQuery(db, id, [id]),
      folders: childrenQuery(db, id, id, { kind: 'folder', after: null, limit: 5 }),
      files: childrenQuery(db, id, id, { kind: 'file', after: at, limit: 5 }),
      count: countQuery(db, id),
      sum: sumQuery(db, [id], 10),
    };
    for (const [name, query] of Object.entries(queries)) {
      const plan = await queryPlan(db, query);
      const scans = plan.filter(
        (step) => /^SCAN (?!up|down|some)/u.test(step) || step.includes('TEMP B-TREE'),
      );
      expect(scans, name).toEqual([]);
    }
  });

  test('of a big folder takes a page, not the folder', async () => {
    const folder = await makeFolder(world, ana, 'Grande');
    const { db } = world.database;
    const now = new Date().toISOString();
    for (let from = 0; from < 20_000; from += 500) {
      const rows = Array.from({ length: 500 }, (_, index) => {
        const name = `${String(from + index).padStart(6, '0')}.txt`;
        return {
          id: crypto.randomUUID(),
          owner_id: ana.id,
          parent_id: folder,
          kind: 'file' as const,
          name,
          name_key: name,
          sort_key: name,
          object_id: null,
          size: 1,
          created_at: now,
          modified_at: now,
        };
      });
      await db.insertInto('nodes').values(rows).execute();
    }
    const open = await world.opened(await world.link(ana, [folder]));
    const page = await world.sharing.door.list(open, null, { cursor: null, limit: 100 });
    expect(page).toMatchObject({ total: 20_000, totalBytes: null });
    expect(page?.items).toHaveLength(100);
    expect(page?.items[99]?.name).toBe('000099.txt');
  });

  test('a share answers is by a token that no two share', async () => {
    const file = await ana.store('a.txt');
    const shares = await Promise.all(Array.from({ length: 20 }, () => world.link(ana, [file.id])));
    expect(new Set(shares.map((share) => tokenOf(share))).size).toBe(20);
  });
});
