import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canMount, mountMemory, unmount } from '../../../tests/support/mounts.ts';
import { checkFolder, confirmStore, inspectLocation, isFolderPresent, prepareFolder } from './data-folder.ts';
import { MARKER_FILE } from './marker.ts';

const CLOUD = 'cloud-1';
let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'mcm-folder-'));
  folder = path.join(root, 'data');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const stateOf = async (where: string, cloudId = CLOUD) => (await inspectLocation(where, cloudId)).state;
const claim = () => prepareFolder({ folder, cloudId: CLOUD, mayClaim: true });
const reopen = () => prepareFolder({ folder, cloudId: CLOUD, mayClaim: false });

/** What the server leaves when it ran for the first time. */
async function runServer(id = 'store-1'): Promise<void> {
  await mkdir(path.join(folder, 'objects', '.minio.sys'), { recursive: true });
  await mkdir(path.join(folder, 'objects', 'mini-cloud'), { recursive: true });
  await writeFile(path.join(folder, 'objects', '.minio.sys', 'format.json'), JSON.stringify({ id }));
}

test('looking at a folder tells what it would mean, with the room on its disk, and leaves nothing in it', async () => {
  expect(await inspectLocation(folder, CLOUD)).toMatchObject({ folder, state: 'new', usable: true });
  expect((await inspectLocation(folder, CLOUD)).freeBytes).toBeGreaterThan(0);
  expect(await readdir(root)).toEqual([]);
  await mkdir(folder);
  expect(await inspectLocation(folder, CLOUD)).toMatchObject({ state: 'empty', usable: true });
  expect(await readdir(folder)).toEqual([]);
});

test('what systems put on every drive does not make it used; anything else does', async () => {
  await mkdir(path.join(folder, 'lost+found'), { recursive: true });
  await writeFile(path.join(folder, '.DS_Store'), '');
  expect(await stateOf(folder)).toBe('empty');
  await writeFile(path.join(folder, 'letter.txt'), '');
  expect(await inspectLocation(folder, CLOUD)).toMatchObject({ state: 'notEmpty', usable: false });
});

test('a file, a path below a file and a relative path are no folders', async () => {
  await writeFile(folder, '');
  expect(await stateOf(folder)).toBe('isFile');
  expect(await stateOf(path.join(folder, 'below'))).toBe('isFile');
  expect(await stateOf('data')).toBe('missing');
});

test('a claimed folder is this cloud’s and no other’s', async () => {
  await claim();
  expect(await inspectLocation(folder, CLOUD)).toMatchObject({ state: 'thisCloud', usable: true });
  expect(await inspectLocation(folder, 'cloud-2')).toMatchObject({ state: 'otherCloud', usable: false });
  await expect(prepareFolder({ folder, cloudId: 'cloud-2', mayClaim: true })).rejects.toMatchObject({
    code: 'DATA_FOLDER_OTHER_CLOUD',
    data: { folder },
  });
});

test('a folder written by a newer version is named, whatever else it says', async () => {
  await claim();
  await writeFile(path.join(folder, MARKER_FILE), '{"format":2,"owner":"x"}');
  await expect(reopen()).rejects.toMatchObject({ code: 'DATA_FOLDER_NEWER_VERSION' });
});

test.each(['', '{"format":1', '{"format":1}', 'null'])('a marker that reads %j is damaged', async (text) => {
  await claim();
  await writeFile(path.join(folder, MARKER_FILE), text);
  expect(await stateOf(folder)).toBe('markerDamaged');
  await expect(claim()).rejects.toMatchObject({ code: 'DATA_FOLDER_MARKER_DAMAGED' });
});

test('a folder that is missing, or empty where data was, is never made anew', async () => {
  await expect(reopen()).rejects.toMatchObject({ code: 'DATA_FOLDER_MISSING' });
  expect(await readdir(root)).toEqual([]);
  await mkdir(folder);
  await expect(reopen()).rejects.toMatchObject({ code: 'DATA_FOLDER_MISSING' });
  expect(await readdir(folder)).toEqual([]);
});

test('a folder with files but without its marker is named as that', async () => {
  await runServer();
  await expect(reopen()).rejects.toMatchObject({ code: 'DATA_FOLDER_LOST_MARKER' });
  await expect(claim()).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_EMPTY' });
});

test('once the server ran, a store that is lost, or another one in its place, counts as missing', async () => {
  const marker = await claim();
  await runServer();
  const confirmed = await confirmStore(folder, marker, 'RELEASE.2026-01-01T00-00-00Z');
  expect(confirmed).toMatchObject({ storeId: 'store-1', release: 'RELEASE.2026-01-01T00-00-00Z' });
  expect(await stateOf(folder)).toBe('thisCloud');
  await runServer('store-2');
  await expect(reopen()).rejects.toMatchObject({ code: 'DATA_FOLDER_MISSING' });
  await rm(path.join(folder, 'objects'), { recursive: true });
  await expect(reopen()).rejects.toMatchObject({ code: 'DATA_FOLDER_MISSING' });
  expect(await isFolderPresent(folder, confirmed)).toBe(false);
});

test('a first start that did not get as far as the store can be repeated', async () => {
  await claim();
  await rm(path.join(folder, 'objects'), { recursive: true });
  await claim();
  expect(await readdir(folder)).toContain('objects');
});

test('the newest release that wrote is remembered', async () => {
  const marker = await claim();
  await runServer();
  const newer = await confirmStore(folder, marker, 'RELEASE.2026-01-01T00-00-00Z');
  expect((await confirmStore(folder, newer, 'RELEASE.2024-01-01T00-00-00Z')).release).toBe(
    'RELEASE.2026-01-01T00-00-00Z',
  );
  expect(await readFile(path.join(folder, MARKER_FILE), 'utf8')).toContain('RELEASE.2026-01-01T00-00-00Z');
});

/** A mount, since rights do not bind the superuser that these tests run as. */
async function withMount<T>(options: string, work: () => Promise<T>): Promise<T> {
  await mountMemory(folder, options);
  try {
    return await work();
  } finally {
    await unmount(folder);
  }
}

test.runIf(canMount)('a folder that cannot be written to is named', async () => {
  await withMount('ro', async () => {
    expect(await inspectLocation(folder, CLOUD)).toMatchObject({ state: 'notWritable', usable: false });
    expect(await stateOf(path.join(folder, 'below'))).toBe('notWritable');
    await expect(claim()).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
  });
});

test.runIf(canMount)('a full disk is no reason to refuse a cloud that lives there', async () => {
  await withMount('size=1m', async () => {
    await claim();
    await writeFile(path.join(folder, 'objects', 'big'), Buffer.alloc(2_000_000)).catch(() => undefined);
    await expect(checkFolder({ folder, cloudId: CLOUD, mayClaim: false })).resolves.toBeUndefined();
  });
});

test.runIf(canMount)('a new cloud on a full disk is refused with the room that is left', async () => {
  await withMount('size=64k', async () => {
    await writeFile(path.join(folder, 'lost+found'), Buffer.alloc(100_000)).catch(() => undefined);
    await expect(claim()).rejects.toMatchObject({ code: 'DISK_FULL', data: { folder, free: 0 } });
  });
});
