import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test, vi } from 'vitest';
import { damageContent } from '../../../tests/support/damage.ts';
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
let target: string;
shareTransfers((given) => {
  ({ world, ana, sources, target } = given);
});

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

test('files and folders come back with their bytes, tree and modification times', async () => {
  const top = path.join(sources, 'Documentos');
  const sizes = [0, 1, 5 * MIB - 1, 5 * MIB + 1, 70 * MIB];
  const files = await Promise.all(
    sizes.map((size, index) =>
      makeFile(path.join(top, `ção ${String(index)}`), `f${String(size)}.bin`, size, index),
    ),
  );
  await mkdir(path.join(top, 'empty'));
  const when = new Date('2021-02-03T04:05:06.789Z');
  await Promise.all(files.map((file) => utimes(file, when, when)));
  await ana.uploaded(top);

  await ana.download([await ana.node('Documentos')], target);
  const { totals, items } = await ana.settled();
  expect(totals).toMatchObject({ done: 5, failed: 0 });
  expect(items.every(({ direction }) => direction === 'download')).toBe(true);
  for (const file of files) {
    const copy = path.join(target, path.relative(sources, file));
    expect(await hashOf(copy)).toBe(await hashOf(file));
    expect((await stat(copy)).mtime).toEqual(when);
  }
  expect(await readdir(path.join(target, 'Documentos', 'empty'))).toEqual([]);
  const noted = () =>
    world.db.selectFrom('usage_days').selectAll().where('user_id', '=', ana.userId).executeTakeFirst();
  const bytes = sizes.reduce((sum, size) => sum + size);
  await expect.poll(noted).toMatchObject({ downloads: 5, download_bytes: bytes });
});

describe('a name that is taken here', () => {
  test('gets a number, for files and for folders, and what was here stays', async () => {
    const top = path.join(sources, 'Pasta');
    await makeFile(top, 'in.txt', 3);
    const file = await makeFile(sources, 'foto.tar.gz', 10);
    await ana.uploaded(top, file);
    await mkdir(path.join(target, 'pasta'));
    await writeFile(path.join(target, 'foto.tar.gz'), 'mine');
    await ana.download([await ana.node('Pasta'), await ana.node('foto.tar.gz')], target);
    await ana.settled();
    expect((await readdir(target)).toSorted()).toEqual([
      'Pasta (2)',
      'foto.tar (2).gz',
      'foto.tar.gz',
      'pasta',
    ]);
    expect((await stat(path.join(target, 'foto.tar.gz'))).size).toBe(4);
  });

  test('also when it was taken after the download began', async () => {
    await ana.uploaded(await makeFile(sources, 'late.bin', 200 * MIB));
    await ana.download([await ana.node('late.bin')], target);
    await ana.underWay('late.bin', 1);
    await writeFile(path.join(target, 'late.bin'), 'mine');
    await ana.settled();
    expect((await readdir(target)).toSorted()).toEqual(['late (2).bin', 'late.bin']);
    expect((await stat(path.join(target, 'late.bin'))).size).toBe(4);
  });
});

test('names that would lead elsewhere stay inside the folder', async () => {
  await ana.uploaded(await makeFile(sources, 'plain', 5));
  // Whatever a name in the database is, it is data.
  for (const name of ['../escaped', '/etc/escaped', '..', 'a\0b']) {
    await world.db
      .updateTable('nodes')
      .set({ name })
      .where('id', '=', await anyFile())
      .execute();
    await ana.download([await anyFile()], target);
    const { totals } = await ana.settled();
    expect(totals.failed).toBe(0);
  }
  expect((await readdir(target)).toSorted()).toEqual(['.._escaped', '__', '_etc_escaped', 'a_b']);
});

async function anyFile(): Promise<string> {
  const { id } = await world.db
    .selectFrom('nodes')
    .select('id')
    .where('owner_id', '=', ana.userId)
    .where('kind', '=', 'file')
    .executeTakeFirstOrThrow();
  return id;
}

describe('a download in the middle', () => {
  test('is paused and goes on where it was, also after a restart of the app', async () => {
    const file = await makeFile(sources, 'large.bin', 300 * MIB);
    await ana.uploaded(file);
    await ana.download([await ana.node('large.bin')], target);
    await ana.underWay('large.bin', 60 * MIB);
    await ana.edit('pause');
    const { doneBytes, id } = await ana.one('large.bin');
    const [part = ''] = await readdir(target);
    expect(part).toMatch(/^large\.bin\..*\.part$/u);
    expect((await stat(path.join(target, part))).size).toBeGreaterThanOrEqual(doneBytes);
    await world.restart();
    await ana.edit('resume', [id]);
    await ana.settled();
    expect(await readdir(target)).toEqual(['large.bin']);
    expect(await hashOf(path.join(target, 'large.bin'))).toBe(await hashOf(file));
  });

  test.each([0, 5, 20 * MIB])(
    'that was in its place (%i bytes) when the app ended before it could be noted is not fetched again',
    async (size) => {
      await ana.uploaded(await makeFile(sources, 'placed.bin', size));
      await ana.download([await ana.node('placed.bin')], target);
      await ana.settled();
      await world.restart();
      const asBefore = { status: 'waiting', done_bytes: 0, finished_at: null } as const;
      const unnoted = () =>
        world.db.updateTable('transfers').set(asBefore).where('user_id', '=', ana.userId).execute();
      await unnoted();
      await world.restart();
      await ana.settled();
      expect(await ana.one('placed.bin')).toMatchObject({ status: 'done', doneBytes: size });
      expect(await readdir(target)).toEqual(['placed.bin']);
    },
  );

  test('is fetched beside a file of its name, size and time that holds something else', async () => {
    await ana.uploaded(await makeFile(sources, 'placed.bin', 5));
    await ana.download([await ana.node('placed.bin')], target);
    await ana.settled();
    const file = path.join(target, 'placed.bin');
    const { atime, mtime } = await stat(file);
    await writeFile(file, 'other');
    await utimes(file, atime, mtime);
    await world.restart();
    await world.db
      .updateTable('transfers')
      .set({ status: 'waiting', done_bytes: 0, finished_at: null })
      .where('user_id', '=', ana.userId)
      .execute();
    await world.restart();
    await ana.settled();
    expect((await readdir(target)).toSorted()).toEqual(['placed (2).bin', 'placed.bin']);
    expect(await readFile(file, 'utf8')).toBe('other');
  });

  test('is cancelled and leaves nothing here', async () => {
    await ana.uploaded(await makeFile(sources, 'unwanted.bin', 300 * MIB));
    await ana.download([await ana.node('unwanted.bin')], target);
    await ana.underWay('unwanted.bin', 1);
    await ana.edit('cancel');
    expect(await readdir(target)).toEqual([]);
  });

  test('survives a server that is killed', async () => {
    const file = await makeFile(sources, 'crash.bin', 300 * MIB);
    await ana.uploaded(file);
    await ana.download([await ana.node('crash.bin')], target);
    await ana.underWay('crash.bin', 30 * MIB);
    await world.store.crash();
    await vi.waitFor(async () => expect((await ana.one('crash.bin')).status).toBe('retrying'), 60_000);
    await world.store.comeBack();
    await ana.settled();
    expect(await hashOf(path.join(target, 'crash.bin'))).toBe(await hashOf(file));
  });
});

describe('a folder whose reading is broken off', () => {
  /** So many that reading them takes a while. */
  const COUNT = 1200;

  async function broken(off: () => Promise<void>): Promise<string[]> {
    const top = path.join(sources, 'Fotos');
    for (let index = 0; index < COUNT; index += 1)
      await makeFile(path.join(top, `mês ${String(index % 3)}`), `${String(index)}.jpg`, 3);
    await ana.uploaded(top);
    await ana.download([await ana.node('Fotos')], target);
    const inLine = async () => (await ana.view()).totals;
    await vi.waitFor(
      async () => {
        const { waiting, running, done } = await inLine();
        if (waiting + running + done < 2) throw new Error('nothing is in line yet');
      },
      { timeout: 60_000, interval: 1 },
    );
    await off();
    await ana.settled();
    expect(await inLine()).toMatchObject({ done: COUNT, failed: 0, paused: 0 });
    const found = await readdir(target, { recursive: true, withFileTypes: true });
    expect(found.filter((entry) => entry.isFile())).toHaveLength(COUNT);
    return found.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted();
  }
  const whole = ['Fotos', 'mês 0', 'mês 1', 'mês 2'];

  test('by a pause goes on in the folder that was made', async () => {
    const folders = await broken(async () => {
      await ana.edit('pause');
      await ana.edit('resume');
    });
    expect(folders).toEqual(whole);
  });

  test('by the end of the app goes on in the folder that was made', async () => {
    expect(await broken(() => world.restart())).toEqual(whole);
  });
});

test('what was fetched is shown where it is, whatever was fetched since, or else its folder', async () => {
  const [one, two] = [path.join(target, 'one'), path.join(target, 'two')];
  await mkdir(one);
  await mkdir(two);
  await ana.uploaded(await makeFile(sources, 'shown.txt', 5));
  const node = await ana.node('shown.txt');
  await ana.download([node], one);
  await ana.settled();
  const { id } = await ana.one('shown.txt');
  await ana.download([node], two);
  await ana.settled();
  const show = (transferId: string) => world.room().service.show(ana.caller, { id: transferId }, undefined);
  await show(id);
  expect(world.shown).toEqual([path.join(one, 'shown.txt')]);
  await rm(path.join(one, 'shown.txt'));
  await show(id);
  expect(world.shown.at(-1)).toBe(one);
  await rm(one, { recursive: true });
  await expect(show(id)).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
  const bob = await world.addPerson('bob');
  await expect(world.room().service.show(bob.caller, { id }, undefined)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

describe('refused', () => {
  test('what is another person’s, or nobody’s', async () => {
    await ana.uploaded(await makeFile(sources, 'secret', 5));
    const bob = await world.addPerson('bob');
    const secret = await ana.node('secret');
    await expect(bob.download([secret], target)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await bob.view()).items).toEqual([]);
    expect(await readdir(target)).toEqual([]);
  });

  test('a folder of this computer that is gone', async () => {
    await ana.uploaded(await makeFile(sources, 'file', 5));
    const nowhere = path.join(target, 'nowhere');
    await expect(ana.download([await ana.node('file')], nowhere)).rejects.toMatchObject({
      code: 'TARGET_NOT_WRITABLE',
      data: { path: nowhere },
    });
  });

  test('bytes that the store no longer has, and retrying them is possible', async () => {
    await ana.uploaded(await makeFile(sources, 'lost', 5));
    await world.store.client().removeObjects(world.store.bucket, await world.store.keys());
    await ana.download([await ana.node('lost')], target);
    const { items } = await ana.settled();
    expect(items).toMatchObject([
      { status: 'failed', failure: { code: 'CONTENT_DAMAGED', data: { name: 'lost' } } },
    ]);
    await ana.edit('retry');
    await ana.settled();
    await ana.edit('clear');
    expect(await readdir(target)).toEqual([]);
  });

  test('bytes that the disk lost, while those of other files arrive', async () => {
    await ana.uploaded(await makeFile(sources, 'small', 5));
    await ana.uploaded(await makeFile(sources, 'large', 20 * 1024 * 1024));
    for (const key of await world.store.keys()) await damageContent(world.store.folder, key, 'bytes');
    await ana.uploaded(await makeFile(sources, 'whole', 70_000));
    const ids = await Promise.all(['small', 'large', 'whole'].map((name) => ana.node(name)));
    await ana.download(ids, target);
    const { totals, items } = await ana.settled();
    expect(totals).toMatchObject({ done: 1, failed: 2 });
    for (const name of ['small', 'large'])
      expect(items).toContainEqual(
        expect.objectContaining({ status: 'failed', failure: { code: 'CONTENT_DAMAGED', data: { name } } }),
      );
    expect(await readdir(target)).toContain('whole');
  });
});
