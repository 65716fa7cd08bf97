import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Share, shares } from '../../contract/shares.ts';
import type { Resident } from '../../../tests/support/drive-world.ts';
import {
  makeFolder,
  makeSharingWorld,
  makeVisitor,
  type SharingWorld,
} from '../../../tests/support/sharing-world.ts';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import { toNodeName } from '../drive/names.ts';
import { silentLog } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import { makeUploads, type Uploads } from '../uploads/uploads.ts';
import { makeReach } from './reach.ts';
import type { OpenShare, Visitor } from './share-door.ts';

let server: TestStore;
let world: SharingWorld;
let ana: Resident;
let uploads: Uploads;
/** What happens while an upload is being finished. */
let meanwhile: () => Promise<unknown>;

beforeAll(async () => {
  server = await startTestStore();
});
afterAll(() => server.stop());
beforeEach(async () => {
  meanwhile = () => Promise.resolve();
  world = await makeSharingWorld({
    uploads({ database, events, drive, clock }) {
      uploads = makeUploads({
        db: database.db,
        store: { ...server.store, stat: (...of) => meanwhile().then(() => server.store.stat(...of)) },
        drive: drive.access,
        reach: makeReach(),
        events,
        log: silentLog(),
        nameOf: (typed) => toNodeName(typed).name,
        now: () => clock.now,
      });
      return uploads;
    },
  });
  ana = await world.person();
});
afterEach(() => world.close());

type Input = Parameters<ServiceOf<typeof shares>['createRequest']>[1];

async function request(change: Partial<Input> = {}): Promise<{ share: Share; open: OpenShare }> {
  const input = {
    folderId: null,
    title: 'Fotos da festa',
    expiresAt: null,
    note: '',
    asksName: true,
    password: null,
    maximumFiles: null,
    maximumBytes: null,
    maximumFileBytes: null,
    ...change,
  };
  await world.sharing.shares.createRequest(ana.caller, input, undefined);
  const [share] = await world.list(ana);
  if (share === undefined) throw new Error('there is no request');
  return { share, open: await world.opened(share) };
}

const maria = makeVisitor('maria', { name: 'Maria' });
const file = (name: string, sizeBytes = 10) => ({ name, sizeBytes, modifiedAt: '2026-03-01T10:00:00.000Z' });

const begin = (open: OpenShare, visitor: Visitor, name: string, sizeBytes = 10) =>
  world.sharing.door.beginUpload(open, visitor, file(name, sizeBytes));

/** As when something of an upload comes to the door: answers with the key that it goes to. */
async function arrive(id: string, whole = false): Promise<{ key: string; size: number }> {
  const { key, size } = await world.database.db
    .selectFrom('web_uploads')
    .select(['key', 'size'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const pass = await uploads.mayPut({ uploadId: id, key, number: null, bytes: size });
  if (pass === null) throw new Error('the part was not let in');
  pass.done(whole);
  return { key, size };
}

/** Puts the bytes of an upload where the door would. */
async function put(id: string): Promise<Buffer> {
  const { key, size } = await arrive(id, true);
  const bytes = randomBytes(size);
  const options = { contentType: 'application/octet-stream', signal: AbortSignal.timeout(60_000) };
  await server.store.putBytes(key, bytes, options);
  return bytes;
}

async function send(open: OpenShare, visitor: Visitor, name: string, sizeBytes = 10) {
  const { id } = await begin(open, visitor, name, sizeBytes);
  await put(id);
  return world.sharing.door.finishUpload(open, visitor, id);
}

const namesIn = async (folderId: string | null = null) => {
  const page = { folderId, sort: 'name', descending: false, cursor: null, limit: 100 } as const;
  return (await world.drive.service.list(ana.caller, page, undefined)).items.map(({ name }) => name);
};

describe('a file that a stranger sends', () => {
  test('is in the owner’s folder, with a receipt for both', async () => {
    const folderId = await makeFolder(world, ana, 'Festa');
    const { share, open } = await request({ folderId });
    expect(await send(open, maria, 'foto.jpg', 20)).toEqual({ name: 'foto.jpg', sizeBytes: 20 });
    expect(await namesIn(folderId)).toEqual(['foto.jpg']);
    expect(await world.only(ana)).toMatchObject({ request: { files: 1, bytes: 20 } });
    const visits = await world.sharing.shares.visits(ana.caller, { id: share.id, cursor: null }, undefined);
    expect(visits.items).toMatchObject([{ kind: 'received', by: 'Maria', subject: 'foto.jpg', bytes: 20 }]);
    expect(await world.sharing.door.sent(open, maria)).toMatchObject([{ name: 'foto.jpg', sizeBytes: 20 }]);
    const activity = await world.usage.service.activity(ana.caller, { limit: 5 }, undefined);
    expect(activity.find(({ kind }) => kind === 'requestFilled')).toMatchObject({
      subject: 'Fotos da festa',
    });
    // It was not Ana who sent it.
    expect(activity.map(({ kind }) => kind)).not.toContain('uploaded');
    await world.sharing.stop();
    expect(world.notices).toEqual([
      { userId: ana.id, notice: { kind: 'requestFilled', name: 'Fotos da festa', by: 'Maria', count: 1 } },
    ]);
  });

  test('never takes the place of another', async () => {
    await ana.store('foto.jpg');
    const { open } = await request();
    expect(await send(open, maria, 'foto.jpg')).toMatchObject({ name: 'foto (2).jpg' });
    expect(await send(open, makeVisitor('joão'), 'foto.jpg', 11)).toMatchObject({ name: 'foto (3).jpg' });
    expect(await namesIn()).toHaveLength(3);
  });

  test('is seen by nobody but who sent it and the owner', async () => {
    const { open } = await request();
    await send(open, maria, 'foto.jpg');
    expect(await world.sharing.door.sent(open, makeVisitor('joão'))).toEqual([]);
    const other = await request({ title: 'Outra' });
    expect(await world.sharing.door.sent(other.open, maria)).toEqual([]);
  });

  test('can be gone on with after it broke off', async () => {
    const { open } = await request({ maximumFiles: 1 });
    const first = await begin(open, maria, 'filme.mp4');
    await put(first.id);
    const again = await begin(open, maria, 'filme.mp4');
    expect(again).toMatchObject({ id: first.id, parts: [{ number: 1, sizeBytes: 10 }] });
    await world.sharing.door.finishUpload(open, maria, again.id);
  });

  test('counts once although its end is told again', async () => {
    const { open } = await request();
    const { id } = await begin(open, maria, 'foto.jpg');
    await put(id);
    const ends = await Promise.all(
      [1, 2, 3].map(async () => world.sharing.door.finishUpload(open, maria, id)),
    );
    expect(new Set(ends.map(({ name }) => name))).toEqual(new Set(['foto.jpg']));
    await world.restart();
    expect(await world.sharing.door.finishUpload(open, maria, id)).toEqual({
      name: 'foto.jpg',
      sizeBytes: 10,
    });
    expect(await world.only(ana)).toMatchObject({ request: { files: 1, bytes: 10 } });
  });

  test('is answered for once more when the answer was lost, long after its receipt went too', async () => {
    const { open } = await request({ maximumFiles: 1 });
    const { id } = await begin(open, maria, 'foto.jpg');
    await put(id);
    const { door } = world.sharing;
    const first = await door.finishUpload(open, maria, id);
    await world.database.db.deleteFrom('share_visits').execute();
    await world.restart();
    expect(await world.sharing.door.finishUpload(open, maria, id)).toEqual(first);
    expect(await namesIn()).toEqual(['foto.jpg']);
    expect(await world.only(ana)).toMatchObject({ request: { files: 1, bytes: 10 } });
  });

  test('is made together with its receipt and the count, or not at all', async () => {
    const { share, open } = await request();
    const { id } = await begin(open, maria, 'foto.jpg');
    await put(id);
    const { shares, door } = world.sharing;
    const joao = makeVisitor('joão');
    const { id: faster } = await begin(open, joao, 'faster.jpg');
    await put(faster);
    meanwhile = async () => shares.revoke(ana.caller, { id: share.id }, undefined);
    await expect(door.finishUpload(open, maria, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await shares.revive(ana.caller, { id: share.id }, undefined);
    await shares.update(ana.caller, { id: share.id, maximumFiles: 1 }, undefined);
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await door.finishUpload(open, joao, faster);
    };
    await expect(door.finishUpload(open, maria, id)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
    expect(await namesIn()).toEqual(['faster.jpg']);
    expect(await world.only(ana)).toMatchObject({ request: { files: 1, bytes: 10 } });
    await shares.update(ana.caller, { id: share.id, maximumFiles: 2 }, undefined);
    await door.finishUpload(open, maria, id);
    expect(await world.only(ana)).toMatchObject({ request: { files: 2, bytes: 20 } });
    const { items } = await shares.visits(ana.caller, { id: share.id, cursor: null }, undefined);
    expect(new Set(items.map(({ subject }) => subject))).toEqual(new Set(['faster.jpg', 'foto.jpg']));
  });

  test('holds no room when who asked went away before the answer', async () => {
    const { open } = await request({ maximumFiles: 1 });
    const { door } = world.sharing;
    const gone = AbortSignal.abort();
    await expect(door.beginUpload(open, maria, file('foto.jpg'), gone)).rejects.toThrow('abort');
    await send(open, makeVisitor('joão'), 'his.jpg');
  });

  test('has a name of the drive, without the folders that a browser puts before it', async () => {
    const { open } = await request();
    expect(await send(open, maria, 'DCIM/Camera/foto.jpg')).toMatchObject({ name: 'foto.jpg' });
    expect(await send(open, maria, '../../etc/passwd')).toMatchObject({ name: 'passwd' });
    for (const name of ['', '..', 'a/', 'x\u0000y', 'a\nb'])
      await expect(begin(open, maria, name)).rejects.toMatchObject({ code: 'NAME_INVALID' });
    await expect(begin(open, maria, 'x'.repeat(300))).rejects.toMatchObject({ code: 'NAME_TOO_LONG' });
  });

  test('is not another’s to end, to sign for or to give up', async () => {
    const { open } = await request();
    const { id } = await begin(open, maria, 'foto.jpg');
    await put(id);
    const joao = makeVisitor('joão');
    const { door } = world.sharing;
    await expect(door.finishUpload(open, joao, id)).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
    const origin = 'http://192.168.1.20:8710';
    await expect(door.signUpload(open, joao, { id, numbers: [1], origin })).rejects.toMatchObject({
      code: 'UPLOAD_GONE',
    });
    await door.abortUpload(open, joao, id);
    await door.finishUpload(open, maria, id);
    await expect(door.finishUpload(open, joao, id)).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
  });
});

describe('what a request takes', () => {
  test('is no file larger than its owner said', async () => {
    const { open } = await request({ maximumFileBytes: 100 });
    await expect(begin(open, maria, 'a', 101)).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      data: { largest: 100 },
    });
    await begin(open, maria, 'a', 100);
  });

  test('is bounded in files and bytes, with what is under way', async () => {
    const { open } = await request({ maximumFiles: 3, maximumBytes: 50 });
    await send(open, maria, 'a', 10);
    await begin(open, maria, 'b', 20);
    await expect(begin(open, maria, 'c', 21)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
    const { id } = await begin(open, maria, 'c', 20);
    await expect(begin(open, maria, 'd', 0)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
    await world.sharing.door.abortUpload(open, maria, id);
    await begin(open, maria, 'd', 0);
  });

  test('is never more, however many send at once', async () => {
    const { open } = await request({ maximumFiles: 5, maximumBytes: 1000 });
    const sent = await Promise.allSettled(
      Array.from({ length: 20 }, async (_, at) => send(open, makeVisitor(`guest ${at}`), `${at}.jpg`)),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await namesIn()).toHaveLength(5);
  });

  test('is looked at again at the end, since what nobody went on with holds no room', async () => {
    const { open } = await request({ maximumFiles: 1 });
    const slow = await begin(open, maria, 'slow.jpg');
    await put(slow.id);
    world.forward(3601);
    await send(open, makeVisitor('joão'), 'fast.jpg');
    const late = world.sharing.door.finishUpload(open, maria, slow.id);
    await expect(late).rejects.toMatchObject({ code: 'REQUEST_FULL' });
    await world.sharing.shares.update(ana.caller, { id: open.id, maximumFiles: 2 }, undefined);
    await world.sharing.door.finishUpload(open, maria, slow.id);
  });

  test('never takes more of the disk than it may, also where files are begun and not gone on with', async () => {
    const { open } = await request({ maximumBytes: 100 });
    const old = await begin(open, maria, 'old.jpg', 60);
    await arrive(old.id);
    world.forward(60);
    const young = await begin(open, maria, 'young.jpg', 40);
    await arrive(young.id);
    world.forward(3601);
    // What is begun again keeps its room.
    expect(await begin(open, maria, 'young.jpg', 40)).toMatchObject({ id: young.id });
    await begin(open, makeVisitor('joão'), 'new.jpg', 50);
    const { door } = world.sharing;
    await expect(door.finishUpload(open, maria, old.id)).rejects.toMatchObject({ code: 'UPLOAD_GONE' });
    const left = await world.database.db.selectFrom('web_uploads').select('name').execute();
    expect(left.map(({ name }) => name).toSorted()).toEqual(['new.jpg', 'young.jpg']);
  });

  test('is kept from nobody by who begins and sends nothing', async () => {
    const { open } = await request({ maximumFiles: 2, maximumBytes: 100 });
    const idle = { ...makeVisitor('idle'), address: '192.168.1.66' };
    await begin(open, idle, 'all of it', 100);
    await expect(begin(open, idle, 'and more', 1)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
    await send(open, maria, 'hers.jpg', 60);
    const { id } = await begin(open, maria, 'another.jpg', 40);
    await arrive(id);
    await expect(begin(open, idle, 'later', 1)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
  });

  test('is kept from nobody for long by who sends a drip, who goes on all the same', async () => {
    const { open } = await request({ maximumBytes: 100 });
    const idle = { ...makeVisitor('idle'), address: '192.168.1.66' };
    const { id } = await begin(open, idle, 'all of it', 100);
    await arrive(id);
    await expect(begin(open, maria, 'hers.jpg', 60)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
    world.forward(16 * 60);
    // However often it is tried again.
    await arrive(id);
    const hers = await begin(open, maria, 'hers.jpg', 60);
    await put(id);
    await world.sharing.door.finishUpload(open, idle, id);
    const late = world.sharing.door.finishUpload(open, maria, hers.id);
    await expect(late).rejects.toMatchObject({ code: 'REQUEST_FULL' });
  });

  test('is held for who sends slowly, as long as whole parts come', async () => {
    const { open } = await request({ maximumBytes: 100 });
    const slow = { ...makeVisitor('slow'), address: '192.168.1.66' };
    const { id } = await begin(open, slow, 'film.mp4', 100);
    for (let part = 0; part < 3; part += 1) {
      await arrive(id, true);
      world.forward(14 * 60);
      await arrive(id);
    }
    await expect(begin(open, maria, 'hers.jpg', 60)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
  });

  test('goes to the first of those who began before anything came, and the others hear of it early', async () => {
    const { open } = await request({ maximumFiles: 1 });
    const joao = { ...makeVisitor('joão'), address: '192.168.1.66' };
    const first = await begin(open, maria, 'hers.jpg');
    const second = await begin(open, joao, 'his.jpg');
    for (const { id } of [first, second]) await arrive(id);
    const sign = (visitor: Visitor, { id }: { id: string }) =>
      world.sharing.door.signUpload(open, visitor, { id, numbers: [1], origin: 'http://192.168.1.20:8710' });
    expect(await sign(maria, first)).toHaveLength(1);
    await expect(sign(joao, second)).rejects.toMatchObject({ code: 'REQUEST_FULL' });
  });

  test('is bounded for one device, whatever browsers it invents', async () => {
    const { open } = await request();
    const invented = (at: number) => ({ ...makeVisitor(`invented ${at}`), address: '192.168.1.66' });
    for (let at = 0; at < 150; at += 1) await begin(open, invented(at), `${at}.jpg`);
    await expect(begin(open, invented(150), '150.jpg')).rejects.toMatchObject({ code: 'TOO_BUSY' });
    await begin(open, maria, 'hers.jpg');
    world.forward(601);
    await begin(open, invented(150), '150.jpg');
  });

  test('is not gathered: what was begun and of which nothing came is given up when others begin', async () => {
    const { open } = await request();
    for (const name of ['a', 'b']) await begin(open, maria, name);
    const { id } = await begin(open, maria, 'broken off');
    await arrive(id);
    world.forward(601);
    await begin(open, maria, 'b');
    const left = await world.database.db.selectFrom('web_uploads').select('name').execute();
    expect(left.map(({ name }) => name).toSorted()).toEqual(['b', 'broken off']);
  });

  test('is bounded for one browser at a time', async () => {
    const { open } = await request();
    for (let at = 0; at < 50; at += 1) await begin(open, maria, `${at}.jpg`);
    await expect(begin(open, maria, 'one more.jpg')).rejects.toMatchObject({ code: 'TOO_BUSY' });
    await begin(open, maria, '7.jpg');
    await begin(open, makeVisitor('joão'), 'his.jpg');
  });

  test('ends with the owner’s space, of which strangers are told nothing', async () => {
    world.disk.space = { freeBytes: 1000, totalBytes: 5000 };
    const { open } = await request();
    const full = begin(open, maria, 'huge', 1001);
    await expect(full).rejects.toMatchObject({ code: 'CLOUD_FULL', data: { needed: 1001, free: 0 } });
  });

  test('ends with the disk also for a file that was begun while there was room', async () => {
    world.disk.space = { freeBytes: 1000, totalBytes: 5000 };
    const { open } = await request();
    const { id } = await begin(open, maria, 'foto.jpg', 500);
    world.disk.space = { freeBytes: 499, totalBytes: 5000 };
    const origin = 'http://192.168.1.20:8710';
    const signed = world.sharing.door.signUpload(open, maria, { id, numbers: [1], origin });
    await expect(signed).rejects.toMatchObject({ code: 'CLOUD_FULL', data: { needed: 500, free: 0 } });
  });

  test('is nothing once it is closed', async () => {
    const { open } = await request();
    const { id } = await begin(open, maria, 'foto.jpg');
    await put(id);
    await world.sharing.shares.revoke(ana.caller, { id: open.id }, undefined);
    const { door } = world.sharing;
    await expect(door.finishUpload(open, maria, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(begin(open, maria, 'b.jpg')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const origin = 'http://192.168.1.20:8710';
    await expect(door.signUpload(open, maria, { id, numbers: [1], origin })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await world.sharing.shares.revive(ana.caller, { id: open.id }, undefined);
    await door.finishUpload(open, maria, id);
  });

  test('leaves nothing behind when the request is forgotten', async () => {
    const { open } = await request();
    const { id } = await begin(open, maria, 'foto.jpg');
    await put(id);
    await world.sharing.shares.forget(ana.caller, { id: open.id }, undefined);
    const { db } = world.database;
    expect(await db.selectFrom('web_uploads').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('objects').select('state').execute()).toEqual([{ state: 'garbage' }]);
  });
});
