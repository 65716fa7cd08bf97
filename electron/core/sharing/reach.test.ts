import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDriveWorld, type DriveWorld, type Resident } from '../../../tests/support/drive-world.ts';
import { folderOf, grant } from '../../../tests/support/grants.ts';
import { queryPlan } from '../../../tests/support/query-plan.ts';
import { aboveQuery, receivedQuery } from './reach.table.ts';
import { makeReach } from './reach.ts';

let world: DriveWorld;
let ana: Resident;
let bia: Resident;

beforeEach(async () => {
  world = await makeDriveWorld();
  [ana, bia] = [await world.person(), await world.person()];
});
afterEach(() => world.close());

const folder = (name: string, parentId: string | null = null) => folderOf(world, ana, name, parentId);
/** Gives a folder of Ana's; null for everybody. */
const give = (folderId: string, personId: string | null, access: 'read' | 'write' = 'read') =>
  grant(world.database.db, { from: ana, to: personId === null ? null : { id: personId }, folderId, access });

describe('all that a person may enter', () => {
  const entered = async (who = bia) =>
    (await makeReach().entrances(world.database.db, who.id)).map(
      ({ folderName, access }) => `${folderName}: ${access}`,
    );

  test('is each outermost folder once, with the most that is given of it', async () => {
    const outer = await folder('Outer');
    const inner = await folder('Inner', outer);
    await give(outer, bia.id);
    await give(inner, bia.id, 'write');
    const open = await folder('Open');
    await give(open, null);
    await give(open, bia.id, 'write');
    expect((await entered()).toSorted()).toEqual(['Open: write', 'Outer: read']);
    expect(await entered(ana)).toEqual([]);
  });

  test('leaves out what is in the trash, itself or by a folder above it', async () => {
    const [trashed, above] = [await folder('Trashed'), await folder('Above')];
    const below = await folder('Below', above);
    await give(trashed, bia.id);
    await give(below, bia.id);
    expect(await entered()).toHaveLength(2);
    await world.drive.service.trash(ana.caller, { ids: [trashed, above] }, undefined);
    expect(await entered()).toEqual([]);
  });

  test('leaves out what a person has left, and all of an owner who is blocked', async () => {
    const { db } = world.database;
    const caio = await world.person();
    const grantId = await give(await folder('Open'), null);
    await db.insertInto('grant_leavers').values({ grant_id: grantId, person_id: bia.id }).execute();
    expect(await entered()).toEqual([]);
    expect(await entered(caio)).toEqual(['Open: read']);
    await db.updateTable('users').set({ disabled: 1 }).where('id', '=', ana.id).execute();
    expect(await entered(caio)).toEqual([]);
  });

  test('is asked for by keys alone, whatever the size of the drives', async () => {
    const { db } = world.database;
    const plans = [
      ...(await queryPlan(db, receivedQuery(db, bia.id))),
      ...(await queryPlan(db, aboveQuery(db, ana.id, [ana.rootId]))),
    ];
    expect(plans.filter((step) => /SCAN (?:nodes|users)\b/u.test(step))).toEqual([]);
  });
});

test('looking at very many shared entries lets others have their turn', async () => {
  const { db } = world.database;
  const folderId = await folder('Given');
  await give(folderId, bia.id);
  const ids: string[] = [];
  for (let at = 0; at < 100; at += 1) ids.push((await ana.store(`${at}`, { folderId })).id);

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
