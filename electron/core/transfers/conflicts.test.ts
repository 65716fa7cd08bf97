import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileVersion } from '../../contract/versions.ts';
import {
  shareTransfers,
  type TestPerson,
  type TestTransfers,
} from '../../../tests/support/test-transfers.ts';

let world: TestTransfers;
let ana: TestPerson;
let here: string;
shareTransfers((given) => {
  ({ world, ana, sources: here } = given);
});

async function made(name: string, content: string, folder = here): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(file, content);
  return file;
}
async function uploaded(paths: string[], conflicts: 'ask' | 'replace' | 'keepBoth' | 'skip' = 'keepBoth') {
  await ana.upload(paths, null, conflicts);
  return ana.settled();
}
const decide = (batchId: string, choice: 'replace' | 'keepBoth' | 'skip', ids: string[] | null = null) =>
  world.room().service.decide(ana.caller, { batchId, ids, choice }, undefined);
const versions = async (name: string): Promise<FileVersion[]> =>
  world.drive.versions.list(ana.caller, { id: await ana.node(name) }, undefined);
const asking = async () => (await ana.view()).items.filter(({ status }) => status === 'asking');

describe('an upload over a file', () => {
  test('asks, while everything else goes on, and says what is here and what comes', async () => {
    await uploaded([await made('a.txt', 'old')]);
    const [before] = await versions('a.txt');
    expect(before).toBeUndefined();
    const newer = await made('a.txt', 'newer content', path.join(here, 'other'));
    const when = new Date('2025-05-06T07:08:09.000Z');
    await utimes(newer, when, when);
    const { totals, items } = await uploaded([newer, await made('b.txt', 'b')], 'ask');

    expect(totals).toMatchObject({ asking: 1, done: 2, failed: 0 });
    expect(await ana.tree()).toEqual({ 'a.txt': 3, 'b.txt': 1 });
    expect(items[0]).toMatchObject({
      name: 'a.txt',
      status: 'asking',
      totalBytes: 13,
      modifiedAt: when.toISOString(),
      existing: { sizeBytes: 3 },
    });
  });

  test('replaces it and keeps the old one as a version', async () => {
    await uploaded([await made('a.txt', 'old')]);
    const { items } = await uploaded([await made('A.TXT', 'newer content')], 'ask');
    await decide(items[0]?.batchId ?? '', 'replace');
    const { totals } = await ana.settled();
    expect(totals).toMatchObject({ asking: 0, done: 2 });
    expect(await ana.tree()).toEqual({ 'a.txt': 13 });
    expect((await versions('a.txt')).map(({ sizeBytes }) => sizeBytes)).toEqual([3]);
  });

  test('is kept beside it, or skipped, each as it was decided', async () => {
    const names = ['a.txt', 'b.txt', 'c.txt'];
    const files = await Promise.all(names.map((name) => made(name, 'old')));
    await uploaded(files);
    await Promise.all(names.map((name) => made(name, 'newer')));
    const { items } = await uploaded(files, 'ask');
    const asked = items.filter(({ status }) => status === 'asking');
    const idOf = (name: string) => asked.filter((one) => one.name === name).map(({ id }) => id);
    const batchId = asked[0]?.batchId ?? '';
    await decide(batchId, 'keepBoth', idOf('a.txt'));
    await decide(batchId, 'skip', idOf('b.txt'));
    expect((await asking()).map(({ name }) => name)).toEqual(['c.txt']);
    await decide(batchId, 'replace');
    const { totals, items: left } = await ana.settled();
    expect(totals).toMatchObject({ asking: 0, done: 5 });
    expect(left.filter(({ name }) => name === 'b.txt')).toHaveLength(1);
    expect(await ana.tree()).toEqual({ 'a (2).txt': 5, 'a.txt': 3, 'b.txt': 3, 'c.txt': 5 });
  });

  test('still asks after a restart of the app, and can be cancelled', async () => {
    const file = await made('a.txt', 'old');
    await uploaded([file]);
    const { items } = await uploaded([file], 'ask');
    await world.restart();
    expect(await asking()).toMatchObject([{ id: items[0]?.id, existing: { sizeBytes: 3 } }]);
    await world.room().service.cancel(ana.caller, { ids: null }, undefined);
    expect((await ana.view()).totals.asking).toBe(0);
    expect(await ana.tree()).toEqual({ 'a.txt': 3 });
    // Tried again, it asks again instead of deciding by itself.
    await world.room().service.retry(ana.caller, { ids: [items[0]?.id ?? ''] }, undefined);
    expect((await ana.view()).totals.asking).toBe(1);
  });

  test('leaves a folder of that name alone, and asks nobody', async () => {
    await world.drive.service.createFolder(ana.caller, { parentId: null, name: 'things' }, undefined);
    const { totals } = await uploaded([await made('things', 'a file')], 'ask');
    expect(totals).toMatchObject({ asking: 0, done: 1 });
    expect(await ana.tree()).toEqual({ things: null, 'things (2)': 6 });
  });

  test('that came only after it was put in line is kept beside: nothing is replaced silently', async () => {
    const file = await made('a.txt', 'mine');
    await world.store.crash();
    await ana.upload([file], null, 'replace');
    await expect.poll(async () => (await ana.view()).totals.reading).toBe(false);
    // Meanwhile another file of that name appears.
    const objectId = await reserved(1);
    await world.drive.access.commitUpload({
      userId: ana.userId,
      objectId,
      etag: 'etag',
      size: 1,
      folderId: await root(),
      name: 'a.txt',
      modifiedAt: '2026-01-01T00:00:00Z',
    });
    await world.store.comeBack();
    await ana.settled();
    expect(await ana.tree()).toEqual({ 'a (2).txt': 4, 'a.txt': 1 });
  });
});

describe('a whole folder over one that is there', () => {
  test('is merged, and one answer is for all', async () => {
    const top = path.join(here, 'Fotos');
    for (const name of ['1.jpg', '2.jpg', '3.jpg']) await made(name, 'old', path.join(top, 'sub'));
    await uploaded([top]);
    for (const name of ['2.jpg', '3.jpg', '4.jpg']) await made(name, 'newer', path.join(top, 'sub'));
    await rm(path.join(top, 'sub', '1.jpg'));
    const { totals, items } = await uploaded([top], 'ask');
    expect(totals).toMatchObject({ asking: 2 });
    await decide(items[0]?.batchId ?? '', 'replace');
    await ana.settled();
    expect(await ana.tree()).toEqual({
      Fotos: null,
      'Fotos/sub': null,
      'Fotos/sub/1.jpg': 3,
      'Fotos/sub/2.jpg': 5,
      'Fotos/sub/3.jpg': 5,
      'Fotos/sub/4.jpg': 5,
    });
  });

  test('skips what is there when that was said at once', async () => {
    const file = await made('a.txt', 'old');
    await uploaded([file]);
    await writeFile(file, 'newer');
    const { totals, items } = await uploaded([file, await made('b.txt', 'b')], 'skip');
    expect(totals).toMatchObject({ asking: 0, done: 2, failed: 0 });
    expect(items.filter(({ name }) => name === 'a.txt')).toHaveLength(1);
    expect(await ana.tree()).toEqual({ 'a.txt': 3, 'b.txt': 1 });
  });

  test('replaces a file once only, where two of the same name come together', async () => {
    await uploaded([await made('a.txt', '1')]);
    const one = await made('a.txt', '22', path.join(here, 'one'));
    const two = await made('a.txt', '333', path.join(here, 'two'));
    await uploaded([one, two], 'replace');
    const tree = await ana.tree();
    expect(Object.keys(tree)).toEqual(['a (2).txt', 'a.txt']);
    expect(Object.values(tree)).toEqual(expect.arrayContaining([2, 3]));
    expect(await versions('a.txt')).toHaveLength(1);
  });
});

test('an earlier content is downloaded as it was', async () => {
  const file = await made('a.txt', 'the old one');
  await uploaded([file]);
  await writeFile(file, 'new');
  await uploaded([file], 'replace');
  const [version] = await versions('a.txt');
  const target = path.join(here, 'target');
  await mkdir(target);
  await writeFile(path.join(target, 'a.txt'), 'something else');

  const ask = { id: await ana.node('a.txt'), versionId: version?.id ?? '', grant: ana.grant(target) };
  await world.room().service.downloadVersion(ana.caller, ask, undefined);
  const { totals } = await ana.settled();
  expect(totals.failed).toBe(0);
  expect((await readdir(target)).toSorted()).toEqual(['a (2).txt', 'a.txt']);
  expect(await readFile(path.join(target, 'a (2).txt'), 'utf8')).toBe('the old one');

  const bob = await world.addPerson('bob');
  await expect(
    world.room().service.downloadVersion(bob.caller, { ...ask, grant: bob.grant(target) }, undefined),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

async function root(): Promise<string> {
  return world.drive.access.resolveFolder(ana.userId, null);
}

async function reserved(size: number): Promise<string> {
  const id = crypto.randomUUID();
  await world.store.store.rows.reserve(world.db, [
    { id, key: world.store.store.newKey(), owner_id: ana.userId, size },
  ]);
  return id;
}
