import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeFile } from '../../../tests/support/made-files.ts';
import {
  startTestTransfers,
  type TestPerson,
  type TestTransfers,
} from '../../../tests/support/test-transfers.ts';
import { newId } from '../lib/ids.ts';

const SIZE = 300 * 1024 * 1024;
let world: TestTransfers;
let ana: TestPerson;
let bia: TestPerson;
/** Ana's folder that Bia may write to, with a large file in it. */
let plans: string;
let film: string;
let source: string;
let target: string;

beforeAll(async () => {
  world = await startTestTransfers();
  ana = await world.addPerson('ana');
  bia = await world.addPerson('bia');
  const folder = path.join(world.folder, 'Plans');
  await mkdir(folder);
  source = await makeFile(folder, 'film.bin', SIZE);
  await ana.uploaded(folder);
  [plans, film] = [await ana.node('Plans'), await ana.node('film.bin')];
}, 60_000);
afterAll(() => world.stop());

beforeEach(async () => {
  target = await mkdtemp(path.join(world.folder, 'target '));
  await bia.edit('clear');
  await world.db.deleteFrom('grants').execute();
  const grant = { id: newId(), owner_id: ana.userId, folder_id: plans, person_id: bia.userId } as const;
  await world.db
    .insertInto('grants')
    .values({ ...grant, access: 'write', created_at: new Date().toISOString() })
    .execute();
  changed();
});

function changed(): void {
  world.events.emit('grants.changed', { userIds: [ana.userId, bia.userId] });
}
const set = async (disabled: number) => {
  await world.db.updateTable('users').set({ disabled }).where('id', '=', ana.userId).execute();
  world.events.emit('people.changed', { userId: ana.userId });
};

/** What ends it, and what makes it possible again. */
const ends: Record<string, readonly [() => Promise<unknown>, (() => Promise<unknown>)?]> = {
  'is withdrawn': [
    async () => {
      await world.db.deleteFrom('grants').execute();
      changed();
    },
  ],
  'is of somebody who was disabled': [() => set(1), () => set(0)],
  'goes into the trash': [
    async () => world.drive.service.trash(ana.caller, { ids: [plans] }, undefined),
    async () => world.drive.service.restore(ana.caller, { ids: [plans], conflicts: 'keepBoth' }, undefined),
  ],
};

test.each(Object.keys(ends))('a download ends while it runs when the folder %s', async (what) => {
  await bia.download([film], target);
  await bia.underWay('film.bin', 1);
  await ends[what]?.[0]();
  await bia.settled();
  expect(await bia.one('film.bin')).toMatchObject({ status: 'failed', failure: { code: 'FOLDER_GONE' } });
  expect(await readdir(target)).not.toContain('film.bin');
  await ends[what]?.[1]?.();
});

test('an archive ends while it is written, and leaves nothing of it', async () => {
  const file = path.join(target, 'all.zip');
  const { zip } = world.room().service;
  await zip(bia.caller, { ids: [plans], grant: bia.grant(file) }, undefined);
  await bia.underWay('all.zip', 1);
  await ends['is withdrawn']?.[0]();
  await bia.settled();
  expect(await bia.one('all.zip')).toMatchObject({ status: 'failed', failure: { code: 'FOLDER_GONE' } });
  expect(await readdir(target)).toEqual([]);
});

test('an upload ends when the folder may only be read from now on, and leaves no reservation', async () => {
  await bia.upload([source], plans, 'keepBoth');
  await bia.underWay('film.bin', 1);
  await world.db.updateTable('grants').set({ access: 'read' }).execute();
  changed();
  await bia.settled();
  expect(await bia.one('film.bin')).toMatchObject({
    status: 'failed',
    failure: { code: 'READ_ONLY', data: { name: 'Plans' } },
  });
  expect(Object.keys(await ana.tree())).toEqual(['Plans', 'Plans/film.bin']);
  const pending = world.db.selectFrom('objects').select('id').where('state', '=', 'pending');
  expect(await pending.execute()).toEqual([]);
});

test('what was chosen and not read yet is not read any more', async () => {
  await world.room().stop();
  const rows = world.db.selectFrom('transfers').selectAll().where('user_id', '=', bia.userId);
  await bia.download([plans], target).catch(() => undefined);
  expect((await rows.execute()).map(({ source_mtime }) => source_mtime)).toEqual([null]);
  await ends['is withdrawn']?.[0]();
  await world.restart();
  await bia.settled();
  expect(await bia.one('Plans')).toMatchObject({ status: 'failed', failure: { code: 'FOLDER_GONE' } });
  expect(await readdir(target)).toEqual([]);
});

test('a download goes on while the owner changes other things', async () => {
  await bia.download([film], target);
  await bia.underWay('film.bin', 1);
  await world.drive.service.createFolder(ana.caller, { parentId: null, name: 'Other' }, undefined);
  changed();
  await bia.settled();
  expect(await bia.one('film.bin')).toMatchObject({ status: 'done' });
});

test('what somebody puts into a shared folder stands in their own activity, not in its owner’s', async () => {
  const note = await makeFile(target, 'note.txt', 10);
  await bia.upload([note], plans, 'keepBoth');
  await bia.settled();
  const uploads = world.db.selectFrom('activity').select('user_id').where('subject', '=', 'note.txt');
  expect(await uploads.execute()).toEqual([{ user_id: bia.userId }]);
});
