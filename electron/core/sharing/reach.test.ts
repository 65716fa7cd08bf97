import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { newId } from '../lib/ids.ts';
import { makeReach } from './reach.ts';

let world: DriveWorld;
let ana: Resident;
let bia: Resident;

beforeAll(async () => {
  world = await makeDriveWorld();
  [ana, bia] = [await world.person(), await world.person()];
});
afterAll(() => world.close());

test('looking at very many shared entries lets others have their turn', async () => {
  const { database, drive, clock } = world;
  const { db } = database;
  const folder = await drive.service.createFolder(ana.caller, { parentId: null, name: 'Given' }, undefined);
  const created_at = clock.now.toISOString();
  const grant = { id: newId(), owner_id: ana.id, folder_id: folder.id, person_id: bia.id, created_at };
  await db
    .insertInto('grants')
    .values({ ...grant, access: 'read' })
    .execute();
  const ids: string[] = [];
  for (let at = 0; at < 100; at += 1) ids.push((await ana.store(`${at}`, { folderId: folder.id })).id);

  let turns = 0;
  let looking = true;
  const turn = () => {
    turns += 1;
    if (looking) setImmediate(turn);
  };
  setImmediate(turn);
  const drives = await makeReach().ownersOf(db, bia.id, ids, 'read');
  looking = false;
  expect(drives.get(ana.id)).toEqual(ids);
  expect(turns).toBeGreaterThan(3);
});
