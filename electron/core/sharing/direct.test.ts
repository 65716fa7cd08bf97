import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { share as shareSchema, type Share } from '../../contract/shares.ts';
import { until } from '../../../tests/support/core.ts';
import type { Resident } from '../../../tests/support/drive-world.ts';
import {
  makeSharingWorld,
  makeVisitor,
  tokenOf,
  type SharingWorld,
} from '../../../tests/support/sharing-world.ts';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import { hashToken } from './tokens.ts';

const NAME = 'Relatório (ação) – João 📷.pdf';
const SIZE = 100;
const at = { address: '192.168.1.50', device: 'curl' };

let server: TestStore;
let world: SharingWorld;
let ana: Resident;
let file: { id: string; objectId: string };

beforeAll(async () => {
  server = await startTestStore();
});
afterAll(() => server.stop());
beforeEach(async () => {
  world = await makeSharingWorld({ store: server.store });
  world.clock.now = new Date();
  ana = await world.person();
  file = await ana.store(NAME, { size: SIZE });
});
afterEach(() => world.close());

async function make(seconds = 3600): Promise<Share> {
  const made = await world.sharing.shares.createDirect(ana.caller, { id: file.id, seconds }, undefined);
  return shareSchema.parse(made);
}

/** What the door finds in an address that somebody came with. */
function read({ url }: Pick<Share, 'url'>) {
  const { host, pathname, search, searchParams } = new URL(url ?? '');
  const verified = server.store.verifyPresigned({
    method: 'GET',
    host,
    path: pathname,
    search: search.slice(1),
  });
  return { host, searchParams, verified };
}

const use = (share: Pick<Share, 'id'>, key = file.objectId) => world.sharing.door.direct(share.id, key, at);

describe('the address of a direct link', () => {
  test('is signed for the door, names its share, and saves the file under its name', async () => {
    const share = await make();
    const { host, searchParams, verified } = read(share);
    expect(host).toBe('192.168.1.20:8710');
    expect(verified?.key).toBe(file.objectId);
    expect(verified?.query.get('x-mcm-share')).toBe(share.id);
    expect(Number(searchParams.get('X-Amz-Expires'))).toBe(3600);
    const disposition = searchParams.get('response-content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[ -~]+\.pdf"; filename\*=UTF-8''/u);
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(NAME);
    expect(searchParams.get('response-content-type')).toBe('application/pdf');
  });

  test('is made anew for the address and the time of the moment in which it is shown', async () => {
    await make(3600);
    world.openDoor('http://10.0.0.9:8710');
    world.forward(600);
    const { host, searchParams, verified } = read(await world.only(ana));
    expect([host, searchParams.get('X-Amz-Expires')]).toEqual(['10.0.0.9:8710', '3000']);
    expect(verified?.key).toBe(file.objectId);
  });

  test('needs an open door, and a store', async () => {
    world.openDoor(null);
    await expect(make()).rejects.toMatchObject({ code: 'NO_NETWORK' });
    world.openDoor('http://192.168.1.20:8710');
    await make();
    await server.crash();
    expect((await world.only(ana)).url).toBeNull();
    await server.comeBack();
    expect((await world.only(ana)).url).not.toBeNull();
  });

  test('is none once it is closed, and none of a short link', async () => {
    const share = await make();
    const { token_hash: hash } = await world.database.db
      .selectFrom('shares')
      .select('token_hash')
      .executeTakeFirstOrThrow();
    expect(hash).not.toBe(hashToken(share.id));
    await world.sharing.shares.revoke(ana.caller, { id: share.id }, undefined);
    expect((await world.only(ana)).url).toBeNull();
    expect(() => tokenOf(share)).toThrow('no address');
  });
});

describe('a direct link', () => {
  test('lets its file through, and counts it once', async () => {
    const share = await make();
    const whole = await use(share);
    await whole?.finished(true);
    expect(await world.only(ana)).toMatchObject({ downloads: 1 });
    const [first, second] = [await use(share), await use(share)];
    await first?.finished(false, { first: 0, last: 60 });
    await second?.finished(true, { first: 50, last: 99 });
    expect(await world.only(ana)).toMatchObject({ downloads: 2 });
    const head = await use(share);
    await head?.finished(false);
    expect(await world.only(ana)).toMatchObject({ downloads: 2 });
    const visits = await world.sharing.shares.visits(ana.caller, { id: share.id, cursor: null }, undefined);
    expect(visits.items[0]).toMatchObject({
      kind: 'downloaded',
      subject: NAME,
      from: at.address,
      device: 'curl',
    });
  });

  test('has a limit that a HEAD takes nothing of, and that parts of one download share', async () => {
    const share = await make();
    await world.sharing.shares.update(ana.caller, { id: share.id, downloadLimit: 1 }, undefined);
    const { door } = world.sharing;
    const ask = (method: string, range: string | null) =>
      door.direct(share.id, file.objectId, at, { method, range });
    const parts = [await ask('GET', 'bytes=0-49'), await ask('GET', 'bytes=50-')];
    const head = await ask('HEAD', null);
    expect(parts.map((part) => part?.signal.aborted)).toEqual([false, false]);
    expect(head).not.toBeNull();
    await head?.finished(false);
    const other = { address: '192.168.1.51', device: 'curl' };
    expect(await door.direct(share.id, file.objectId, other, { method: 'GET', range: null })).toBeNull();
    await parts[0]?.finished(true, { first: 0, last: 49 });
    await parts[1]?.finished(true, { first: 50, last: 99 });
    expect(await world.only(ana)).toMatchObject({ downloads: 1, state: 'usedUp' });
  });

  test('lets nothing through that is not its file', async () => {
    const share = await make();
    const other = await ana.store('outro.txt');
    const link = await world.link(ana, [file.id]);
    for (const [id, key] of [
      [share.id, other.objectId],
      [share.id, ''],
      [link.id, file.objectId],
      [crypto.randomUUID(), file.objectId],
      ["' or 1=1", file.objectId],
    ] as const)
      expect(await world.sharing.door.direct(id, key, at)).toBeNull();
  });

  test('gives content that came while it was there, and nothing from before', async () => {
    const replace = async () => {
      world.forward(1);
      const objectId = await ana.reserve(SIZE);
      const upload = { userId: ana.id, objectId, etag: 'e', size: SIZE, folderId: ana.rootId, name: NAME };
      const modifiedAt = world.clock.now.toISOString();
      await world.drive.access.commitUpload({ ...upload, modifiedAt, conflict: 'replace' });
      world.forward(1);
      return objectId;
    };
    const first = file.objectId;
    const second = await replace();
    const share = await make();
    const third = await replace();
    expect(await use(share, first)).toBeNull();
    expect(await use(share, second)).not.toBeNull();
    expect(await use(share, third)).not.toBeNull();
    expect(read(await world.only(ana)).verified?.key).toBe(third);
  });

  test('is refused at once, and broken off, when it is closed', async () => {
    const share = await make();
    const running = await use(share);
    await world.sharing.shares.setPaused(ana.caller, { id: share.id, paused: true }, undefined);
    await until(() => running?.signal.aborted === true, 5000);
    expect(await use(share)).toBeNull();
    await world.sharing.shares.setPaused(ana.caller, { id: share.id, paused: false }, undefined);
    expect(await use(share)).not.toBeNull();
    await world.drive.service.trash(ana.caller, { ids: [file.id] }, undefined);
    expect(await use(share)).toBeNull();
    await world.drive.service.restore(ana.caller, { ids: [file.id], conflicts: 'ask' }, undefined);
    world.forward(3600);
    expect(await use(share)).toBeNull();
  });

  test('does not open a page', async () => {
    const share = await make();
    expect((await world.sharing.door.open(share.id, makeVisitor())).kind).toBe('closed');
  });
});
