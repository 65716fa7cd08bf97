import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeFile } from '../../../tests/support/made-files.ts';
import {
  shareTransfers,
  type TestPerson,
  type TestTransfers,
} from '../../../tests/support/test-transfers.ts';
import { contentOf, readZip } from '../../../tests/support/zip-reader.ts';

const MIB = 1024 * 1024;
let world: TestTransfers;
let ana: TestPerson;
let sources: string;
let target: string;
shareTransfers((given) => {
  ({ world, ana, sources, target } = given);
});

const zip = (ids: string[], file: string, person = ana) =>
  world.room().service.zip(person.caller, { ids, grant: person.grant(file) }, undefined);

/** A folder with some large files, so that an archive of it takes a while. */
async function large(): Promise<{ id: string; bytes: number }> {
  const top = path.join(sources, 'Large');
  await Promise.all([0, 1, 2].map((index) => makeFile(top, `${String(index)}.bin`, 60 * MIB, index)));
  await ana.uploaded(top);
  return { id: await ana.node('Large'), bytes: 180 * MIB };
}

test('a folder and a file together become one archive with all that is in them', async () => {
  const top = path.join(sources, 'Fotos');
  await mkdir(path.join(top, 'vazia'), { recursive: true });
  const small = await makeFile(path.join(top, 'sub'), 'a: ? é 🎉.txt', 100);
  await makeFile(path.join(top, 'sub'), 'big.bin', 9 * MIB);
  const alone = await makeFile(sources, 'alone.bin', 0);
  const when = new Date(2021, 1, 3, 4, 5, 7);
  await utimes(small, when, when);
  await ana.uploaded(top, alone);

  const file = path.join(target, 'Tudo.zip');
  await writeFile(file, 'what was there, and may be replaced: the system asked');
  await zip([await ana.node('Fotos'), await ana.node('alone.bin')], file);
  const { totals, items } = await ana.settled();
  expect(totals).toMatchObject({ done: 1, failed: 0, totalBytes: 9 * MIB + 100, doneBytes: 9 * MIB + 100 });
  expect(items[0]).toMatchObject({ direction: 'zip', name: 'Tudo.zip', status: 'done' });

  const entries = await readZip(file);
  const found = new Map(entries.map((entry) => [entry.name, entry]));
  expect([...found.keys()].toSorted()).toEqual([
    'Fotos/',
    'Fotos/sub/',
    'Fotos/sub/a_ _ é 🎉.txt',
    'Fotos/sub/big.bin',
    'Fotos/vazia/',
    'alone.bin',
  ]);
  expect(found.get('Fotos/sub/a_ _ é 🎉.txt')?.exactlyModifiedAt).toEqual(when);
  expect(await contentOf(file, found.get('Fotos/sub/big.bin'))).toHaveLength(9 * MIB);
  expect(await readdir(target)).toEqual(['Tudo.zip']);
  await expect.poll(downloads).toBe(1);
});

async function downloads(): Promise<number> {
  const day = await world.db
    .selectFrom('usage_days')
    .select('downloads')
    .where('user_id', '=', ana.userId)
    .executeTakeFirst();
  return day?.downloads ?? 0;
}

describe('an archive under way', () => {
  test('is paused, and begins anew when it is resumed, also after a restart of the app', async () => {
    const { id, bytes } = await large();
    await zip([id], path.join(target, 'a.zip'));
    await ana.underWay('a.zip', 20 * MIB);
    await ana.edit('pause');
    expect(await ana.one('a.zip')).toMatchObject({ status: 'paused', doneBytes: 0 });
    expect(await readdir(target)).toEqual([]);
    await world.restart();
    await ana.edit('resume');
    const { totals } = await ana.settled();
    expect(totals).toMatchObject({ done: 1, doneBytes: bytes, totalBytes: bytes });
    expect(await readZip(path.join(target, 'a.zip'))).toHaveLength(4);
  });

  test('is cancelled and leaves nothing', async () => {
    const { id } = await large();
    await zip([id], path.join(target, 'a.zip'));
    await ana.underWay('a.zip', MIB);
    await ana.edit('cancel');
    expect((await ana.one('a.zip')).status).toBe('cancelled');
    expect(await readdir(target)).toEqual([]);
  });

  test('goes on when the app ends in the middle, and when the server is killed', async () => {
    const { id } = await large();
    await zip([id], path.join(target, 'a.zip'));
    await ana.underWay('a.zip', MIB);
    await world.restart();
    await ana.underWay('a.zip', MIB);
    await world.store.crash();
    await world.store.comeBack();
    const { totals } = await ana.settled();
    expect(totals).toMatchObject({ done: 1, failed: 0 });
    expect(await readdir(target)).toEqual(['a.zip']);
    const entries = await readZip(path.join(target, 'a.zip'));
    for (const entry of entries) await contentOf(path.join(target, 'a.zip'), entry);
  });
});

describe('an archive is refused', () => {
  test('of what is another person’s or nobody’s', async () => {
    await ana.uploaded(await makeFile(sources, 'a.txt', 1));
    const bob = await world.addPerson('bob');
    await expect(zip([await ana.node('a.txt')], path.join(target, 'a.zip'), bob)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('over a file that is no archive, a folder, or where nothing can be written', async () => {
    const file = await makeFile(sources, 'a.txt', 5);
    await ana.uploaded(file);
    const id = await ana.node('a.txt');
    await expect(zip([id], file)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await mkdir(path.join(target, 'folder.zip'));
    for (const place of ['folder.zip', 'gone/a.zip'])
      await expect(zip([id], path.join(target, place))).rejects.toMatchObject({
        code: 'TARGET_NOT_WRITABLE',
      });
  });

  test('in the end, when a content is not what was stored', async () => {
    await ana.uploaded(await makeFile(sources, 'a.txt', 5));
    const [key = ''] = await world.store.keys();
    await Promise.all((await world.store.keys()).map((one) => overwrite(one)));
    expect(key).not.toBe('');
    await zip([await ana.node('a.txt')], path.join(target, 'a.zip'));
    await vi.waitFor(async () => expect((await ana.one('a.zip')).status).toBe('failed'), { timeout: 60_000 });
    expect((await ana.one('a.zip')).failure?.code).toBe('CONTENT_DAMAGED');
    expect(await readdir(target)).toEqual([]);
  });
});

/** Takes an object away behind the store's back. */
async function overwrite(key: string): Promise<void> {
  await world.store.client().removeObject(world.store.bucket, key);
}
