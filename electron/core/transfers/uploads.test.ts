import { appendFile, mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeFile } from '../../../tests/support/made-files.ts';
import {
  shareTransfers,
  type TestPerson,
  type TestTransfers,
} from '../../../tests/support/test-transfers.ts';

const MIB = 1024 * 1024;
let world: TestTransfers;
let ana: TestPerson;
let sources: string;
shareTransfers((given) => {
  ({ world, ana, sources } = given);
});

test('chosen files and whole folders keep their tree, empty folders and names', async () => {
  const hostile = 'a: ? * | "b" <c> é 🎉.txt';
  const long = `${'x'.repeat(251)}.txt`;
  const top = path.join(sources, 'Fotos');
  await mkdir(path.join(top, 'empty', 'deeper'), { recursive: true });
  await makeFile(path.join(top, 'sub'), hostile, 100);
  await makeFile(top, long, 3);
  await makeFile(sources, 'alone.bin', 0);
  await symlink('/etc', path.join(top, 'link'));
  await ana.upload([top, path.join(sources, 'alone.bin')]);
  const { totals } = await ana.settled();
  expect(totals).toMatchObject({ done: 3, failed: 0, totalBytes: 103, doneBytes: 103 });
  expect(await ana.tree()).toEqual({
    Fotos: null,
    [`Fotos/${long}`]: 3,
    'Fotos/empty': null,
    'Fotos/empty/deeper': null,
    'Fotos/sub': null,
    [`Fotos/sub/${hostile}`]: 100,
    'alone.bin': 0,
  });
});

test.runIf(process.platform === 'linux')(
  'a file whose name is not Unicode says that it needs another name',
  async () => {
    const top = path.join(sources, 'old disk');
    await mkdir(top);
    await writeFile(
      Buffer.concat([Buffer.from(`${top}/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]),
      'x',
    );
    await writeFile(path.join(top, 'good.txt'), 'x');
    await ana.upload([top]);
    const { items, totals } = await ana.settled();
    expect(totals).toMatchObject({ done: 1, failed: 1 });
    expect(items.find(({ status }) => status === 'failed')).toMatchObject({
      failure: { code: 'NAME_INVALID', data: { name: 'caf\uFFFD.txt' } },
    });
  },
);

test('a name that is taken is kept beside the other', async () => {
  const file = await makeFile(sources, 'same.txt', 10);
  await ana.upload([file]);
  await ana.settled();
  await ana.upload([file]);
  await ana.settled();
  expect(Object.keys(await ana.tree())).toEqual(['same (2).txt', 'same.txt']);
});

test('a handle that is not known is refused, and nothing is queued', async () => {
  const call = world
    .room()
    .service.upload(
      ana.caller,
      { folderId: null, grants: ['0198c0de-0000-7000-8000-000000000000'], conflicts: 'keepBoth' },
      undefined,
    );
  await expect(call).rejects.toMatchObject({ code: 'GRANT_EXPIRED' });
  expect((await ana.view()).items).toEqual([]);
});

test('a file made for the upload goes when it is done, and when it is cancelled', async () => {
  const done = await makeFile(path.join(world.folder, 'tmp'), 'pasted.png', 10);
  await ana.uploadTemporary([done]);
  await ana.settled();
  await ana.edit('pause');
  const big = await makeFile(path.join(world.folder, 'tmp'), 'recorded.mp4', 300 * MIB);
  await ana.uploadTemporary([big]);
  await ana.underWay('recorded.mp4', 1);
  await ana.edit('cancel');
  expect(await readdir(path.join(world.folder, 'tmp'))).toEqual([]);
  expect(await ana.tree()).toEqual({ 'pasted.png': 10 });
});

describe('room', () => {
  test('more than the quota is refused before a byte or a folder is stored', async () => {
    const small = await world.addPerson('small', 1000);
    const top = path.join(sources, 'too much');
    await makeFile(top, 'one', 600);
    await makeFile(top, 'two', 600);
    await small.upload([top]);
    const { items, totals } = await small.settled();
    expect(items).toMatchObject([
      {
        name: 'too much',
        status: 'failed',
        failure: { code: 'QUOTA_EXCEEDED', data: { needed: 1200, free: 1000 } },
      },
    ]);
    expect(totals).toMatchObject({ failed: 1, totalBytes: 0 });
    expect(await small.tree()).toEqual({});
    expect(
      await world.db.selectFrom('objects').select('id').where('owner_id', '=', small.userId).execute(),
    ).toEqual([]);
  });

  test('what did not fit can be tried again once there is room', async () => {
    const file = await makeFile(sources, 'fits later', 5000);
    world.freeBytes = 10;
    try {
      await ana.upload([file]);
      expect((await ana.settled()).items).toMatchObject([
        { status: 'failed', failure: { code: 'CLOUD_FULL' } },
      ]);
    } finally {
      world.freeBytes = null;
    }
    await ana.edit('retry');
    await ana.settled();
    expect(await ana.tree()).toEqual({ 'fits later': 5000 });
  });
});

describe('a person', () => {
  test.each([0, 1, 2, 4, 8, 16])(
    'pauses a file that was chosen %d ms ago, whether it has been read yet or not',
    async (ms) => {
      const file = await makeFile(sources, 'early.bin', 400 * MIB);
      await ana.upload([file]);
      const { id } = await ana.one('early.bin');
      await new Promise((resolve) => setTimeout(resolve, ms));
      await ana.edit('pause', [id]);
      expect(await ana.one('early.bin')).toMatchObject({ id, status: 'paused' });
    },
  );

  test('pauses in the middle of a large file and resumes at the part reached', async () => {
    const file = await makeFile(sources, 'paused.bin', 400 * MIB);
    await ana.upload([file]);
    await ana.underWay('paused.bin', 100 * MIB);
    await ana.edit('pause');
    const { id, status } = await ana.one('paused.bin');
    expect(status).toBe('paused');
    expect((await ana.view()).totals).toMatchObject({ paused: 1, running: 0, waiting: 0 });
    const row = await world.db
      .selectFrom('transfers')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await ana.edit('resume', [id]);
    await ana.settled();
    const now = () => world.db.selectFrom('transfers').selectAll().where('id', '=', id).executeTakeFirst();
    await expect.poll(now).toMatchObject({ status: 'done', object_id: row.object_id });
    expect(await ana.tree()).toEqual({ 'paused.bin': 400 * MIB });
  });

  test('cancels, and neither object nor part is left', async () => {
    const before = await world.store.keys();
    const file = await makeFile(sources, 'cancelled.bin', 400 * MIB);
    await ana.upload([file]);
    await ana.underWay('cancelled.bin', 80 * MIB);
    await ana.edit('cancel');
    expect((await ana.one('cancelled.bin')).status).toBe('cancelled');
    expect((await ana.view()).totals).toMatchObject({ totalBytes: 0, doneBytes: 0, running: 0, waiting: 0 });
    expect(await world.store.keys()).toEqual(before);
    const rows = await world.db
      .selectFrom('objects')
      .selectAll()
      .where('owner_id', '=', ana.userId)
      .execute();
    expect(rows).toEqual([]);
    expect(await ana.tree()).toEqual({});
    await ana.edit('clear');
    expect((await ana.view()).items).toEqual([]);
  });

  test('pauses everything in line while much of it moves, and loses none of it', async () => {
    const top = path.join(sources, 'many');
    for (let number = 0; number < 300; number += 1)
      await makeFile(top, `file ${String(number)}`, 200 + number);
    await ana.upload([top]);
    await vi.waitFor(async () => expect((await ana.view()).totals.done).toBeGreaterThan(5), {
      timeout: 60_000,
      interval: 1,
    });
    await ana.edit('pause');
    expect((await ana.view()).totals).toMatchObject({ running: 0, waiting: 0, reading: false });
    await ana.edit('resume');
    expect((await ana.settled()).totals).toMatchObject({ done: 300, paused: 0, failed: 0 });
    expect(Object.keys(await ana.tree())).toHaveLength(301);
  });

  test('never reaches the transfers of another', async () => {
    const bob = await world.addPerson('bob');
    const file = await makeFile(sources, 'private.bin', 300 * MIB);
    await ana.upload([file]);
    await ana.underWay('private.bin', 1);
    const { id } = await ana.one('private.bin');
    for (const call of ['pause', 'resume', 'retry', 'cancel', 'clear'] as const) {
      const attempt = world.room().service[call](bob.caller, { ids: [id] }, undefined);
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await world.room().service[call](bob.caller, { ids: null }, undefined);
    }
    expect((await bob.view()).items).toEqual([]);
    await ana.settled();
    expect(await ana.tree()).toEqual({ 'private.bin': 300 * MIB });
  });
});

describe('a source', () => {
  test('that vanished fails with its path, the others go on', async () => {
    const top = path.join(sources, 'half');
    const gone = await makeFile(top, 'gone', 400 * MIB);
    await makeFile(top, 'stays', 10);
    await ana.upload([top]);
    await ana.underWay('gone', 1);
    await ana.edit('pause');
    await rm(gone);
    await ana.edit('resume');
    const { items } = await ana.settled();
    expect(items.find(({ name }) => name === 'gone')).toMatchObject({
      status: 'failed',
      failure: { code: 'SOURCE_MISSING', data: { path: gone } },
    });
    expect(await ana.tree()).toEqual({ half: null, 'half/stays': 10 });
  });

  test('that changed while it was paused starts over with what it is now', async () => {
    const file = await makeFile(sources, 'edited.bin', 300 * MIB);
    await ana.upload([file]);
    await ana.underWay('edited.bin', 70 * MIB);
    await ana.edit('pause');
    await truncate(file, 100 * MIB);
    await ana.edit('resume');
    const { totals } = await ana.settled();
    expect(totals).toMatchObject({ done: 1, totalBytes: 100 * MIB, doneBytes: 100 * MIB });
    expect(await ana.tree()).toEqual({ 'edited.bin': 100 * MIB });
  });

  test('that never stops changing fails in the end and leaves nothing', async () => {
    const file = await makeFile(sources, 'log.txt', 40 * MIB);
    await ana.upload([file]);
    let writing = true;
    const writer = (async () => {
      while (writing) await appendFile(file, 'one more line\n');
    })();
    const { items } = await ana.settled();
    writing = false;
    await writer;
    expect(items).toMatchObject([
      { status: 'failed', failure: { code: 'SOURCE_CHANGED', data: { path: file } } },
    ]);
    expect(await ana.tree()).toEqual({});
  });
});

describe('what goes wrong around it', () => {
  test('the server killed in the middle comes back and the upload finishes', async () => {
    const file = await makeFile(sources, 'through a crash.bin', 400 * MIB);
    await ana.upload([file]);
    await ana.underWay('through a crash.bin', 100 * MIB);
    await world.store.crash();
    await vi.waitFor(
      async () => expect((await ana.one('through a crash.bin')).status).toBe('retrying'),
      60_000,
    );
    expect((await ana.one('through a crash.bin')).failure).toEqual({ code: 'SERVER_NOT_RUNNING' });
    expect(await ana.tree()).toEqual({});
    await world.store.comeBack();
    await ana.settled();
    expect(await ana.tree()).toEqual({ 'through a crash.bin': 400 * MIB });
  });

  test('the app ended in the middle goes on at the part reached', async () => {
    const file = await makeFile(sources, 'through a restart.bin', 400 * MIB);
    await ana.upload([file]);
    await ana.underWay('through a restart.bin', 150 * MIB);
    await world.restart();
    const { doneBytes } = await ana.one('through a restart.bin');
    expect(doneBytes).toBeGreaterThanOrEqual(64 * MIB);
    const { totals } = await ana.settled();
    expect(totals).toMatchObject({ done: 1, doneBytes: 400 * MIB, totalBytes: 400 * MIB });
    expect(await ana.tree()).toEqual({ 'through a restart.bin': 400 * MIB });
  });

  test('an upload stored but not written down as done is not stored twice', async () => {
    const file = await makeFile(sources, 'once.txt', 10);
    await ana.upload([file]);
    const { items } = await ana.settled();
    await world.room().stop();
    await world.db
      .updateTable('transfers')
      .set({ status: 'running', finished_at: null, done_bytes: 0 })
      .where('id', '=', items[0]?.id ?? '')
      .execute();
    await world.restart();
    await ana.settled();
    expect(await ana.tree()).toEqual({ 'once.txt': 10 });
  });

  test('a file deleted for ever before its upload was written down as done does not come back', async () => {
    const file = await makeFile(sources, 'gone.txt', 10);
    await ana.upload([file]);
    const { items } = await ana.settled();
    const ids = [await ana.node('gone.txt')];
    await world.drive.service.trash(ana.caller, { ids }, undefined);
    await world.drive.service.deleteForever(ana.caller, { ids }, undefined);
    await world.room().stop();
    await world.db
      .updateTable('transfers')
      .set({ status: 'running', done_bytes: 0 })
      .where('id', '=', items[0]?.id ?? '')
      .execute();
    await world.restart();
    expect((await ana.settled()).totals).toMatchObject({ done: 1, failed: 0, doneBytes: 10 });
    expect(await ana.tree()).toEqual({});
  });

  test('a folder being read when the app ends is read again, each file once', async () => {
    const top = path.join(sources, 'interrupted');
    for (let number = 0; number < 400; number += 1) {
      await mkdir(top, { recursive: true });
      await writeFile(path.join(top, `n${String(number)}`), 'x');
    }
    await ana.upload([top]);
    await world.restart();
    expect((await ana.settled()).totals.failed).toBe(0);
    expect(Object.keys(await ana.tree())).toHaveLength(401);
  });

  test('the folder it should go to was deleted meanwhile', async () => {
    const folder = await world.drive.service.createFolder(
      ana.caller,
      { parentId: null, name: 'short-lived' },
      undefined,
    );
    const file = await makeFile(sources, 'homeless.bin', 200 * MIB);
    await ana.upload([file], folder.id);
    await ana.underWay('homeless.bin', 1);
    await world.drive.service.trash(ana.caller, { ids: [folder.id] }, undefined);
    expect((await ana.settled()).items).toMatchObject([
      { status: 'failed', failure: { code: 'FOLDER_GONE' } },
    ]);
    const rows = await world.db
      .selectFrom('objects')
      .selectAll()
      .where('owner_id', '=', ana.userId)
      .execute();
    expect(rows).toEqual([]);
  });
});
