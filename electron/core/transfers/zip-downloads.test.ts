import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { makeGoingOn } from '../lib/going-on.ts';
import { newId } from '../lib/ids.ts';
import { silentLog } from '../lib/log.ts';
import { makeReach } from '../sharing/reach.ts';
import { makeZipDownloads, type ZipDownloads } from './zip-downloads.ts';

let world: DriveWorld;
let ana: Resident;
let zips: ZipDownloads;

beforeAll(async () => {
  world = await makeDriveWorld();
  ana = await world.person();
  zips = makeZipDownloads({
    db: world.database.db,
    drive: world.drive.access,
    reach: makeReach(),
    store: {
      readWhole: () => Promise.reject(new Error('no store')),
      readPieces: () => Promise.reject(new Error('no store')),
    },
    cloudName: () => 'Nossa Nuvem',
    goingOn: makeGoingOn({ events: world.events, log: silentLog() }),
    now: () => world.clock.now,
  });
});
afterAll(() => world.close());

const sessionId = () => ana.caller.user?.sessionId ?? '';
async function ticket(ids: readonly string[]): Promise<string> {
  const { address } = await zips.service.zip(ana.caller, { ids: [...ids] }, undefined);
  return address.slice('/zip/'.length);
}

test('an archive is called after what was chosen, or after the cloud where that is several things', async () => {
  const folder = await world.drive.service.createFolder(
    ana.caller,
    { parentId: null, name: 'Férias' },
    undefined,
  );
  const { id: file } = await ana.store('photo.of.me.jpg');
  const nameOf = async (ids: string[]) => (await zips.take(await ticket(ids), sessionId()))?.name;
  expect(await nameOf([folder.id])).toBe('Férias');
  expect(await nameOf([file])).toBe('photo.of.me');
  expect(await nameOf([file, folder.id])).toBe('Nossa Nuvem 2026-03-10');
});

test('a ticket gives its archive once', async () => {
  const { id } = await ana.store('once.txt');
  const one = await ticket([id]);
  expect((await zips.take(one, sessionId()))?.sources).toEqual([{ ownerId: ana.id, ids: [id] }]);
  expect(await zips.take(one, sessionId())).toBeNull();
});

test('a ticket gives nothing to another session, and is not used up by it', async () => {
  const { id } = await ana.store('mine.txt');
  const one = await ticket([id]);
  expect(await zips.take(one, 'another')).toBeNull();
  expect(await zips.take(one, sessionId())).not.toBeNull();
});

test('a ticket that nobody used is over soon', async () => {
  const { id } = await ana.store('soon.txt');
  const one = await ticket([id]);
  world.clock.now = new Date(world.clock.now.getTime() + 3 * 60_000);
  expect(await zips.take(one, sessionId())).toBeNull();
});

test('a ticket gives nothing of what is no longer shared with the person', async () => {
  const bo = await world.person();
  const create = world.drive.service.createFolder;
  const folder = await create(bo.caller, { parentId: null, name: 'Given' }, undefined);
  const grant = { id: newId(), owner_id: bo.id, folder_id: folder.id, person_id: ana.id } as const;
  const given = { ...grant, access: 'read', created_at: world.clock.now.toISOString() } as const;
  await world.database.db.insertInto('grants').values(given).execute();
  const [early, late] = [await ticket([folder.id]), await ticket([folder.id])];
  const taken = await zips.take(early, sessionId());
  expect(taken?.sources).toEqual([{ ownerId: bo.id, ids: [folder.id] }]);
  await world.database.db.deleteFrom('grants').where('id', '=', grant.id).execute();
  world.events.emit('grants.changed', { userIds: [bo.id, ana.id] });
  await expect.poll(() => taken?.leave.signal.aborted).toBe(true);
  taken?.leave.end();
  expect(await zips.take(late, sessionId())).toBeNull();
});

test('of very many tickets the oldest go', async () => {
  const { id } = await ana.store('many.txt');
  const first = await ticket([id]);
  for (let at = 0; at < 1000; at += 1) await ticket([id]);
  expect(await zips.take(first, sessionId())).toBeNull();
});

test('there is no ticket for what is gone, in the trash, or of another person', async () => {
  const bo = await world.person();
  const { id: theirs } = await bo.store('theirs.txt');
  const { id: trashed } = await ana.store('trashed.txt');
  await world.drive.service.trash(ana.caller, { ids: [trashed] }, undefined);
  for (const id of [theirs, trashed]) await expect(ticket([id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
