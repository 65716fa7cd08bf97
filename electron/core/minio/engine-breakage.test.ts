import {
  chmod,
  copyFile,
  mkdir,
  readFile,
  readlink,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isRunning, makeEngineBench, type EngineBench } from '../../../tests/support/engine.ts';
import { minioBinary } from '../../../tests/support/minio-server.ts';
import { canMount, makeReadOnly, mountFolder, mountMemory, unmount } from '../../../tests/support/mounts.ts';
import type { Engine } from './engine.ts';
import { MARKER_FILE } from './marker.ts';
import { makeClient } from './s3-client.ts';

/** What a person's machine can do to a server and its drive, done to real ones. */
const PATIENT = { timeout: 60_000, interval: 20 };

let bench: EngineBench;
let isMounted: boolean;
beforeEach(async () => {
  bench = await makeEngineBench();
  isMounted = false;
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  if (isMounted) await unmount(bench.dataFolder);
  await bench.clear();
});

const engines: Engine[] = [];
async function make(...args: Parameters<EngineBench['make']>): Promise<Engine> {
  const engine = await bench.make(...args);
  engines.push(engine);
  return engine;
}

function client(engine: Engine) {
  const connection = engine.connection();
  if (connection === null) throw new Error('no connection');
  return makeClient(connection, 5000);
}

test.runIf(canMount)(
  'a drive that is unplugged stops the cloud by name; plugged in again, it is back',
  async () => {
    const drive = path.join(bench.home, 'drive');
    await mkdir(drive);
    await mountFolder(drive, bench.dataFolder);
    const engine = await make();
    await engine.start(bench.config);
    await client(engine).putObject('mini-cloud', 'a', Buffer.from('a'));

    await unmount(bench.dataFolder);
    await vi.waitFor(() => expect(engine.state().status).toBe('failed'), PATIENT);
    expect(engine.state().failure).toMatchObject({ code: 'DATA_FOLDER_MISSING' });
    expect(engine.connection()).toBeNull();

    await mountFolder(drive, bench.dataFolder);
    isMounted = true;
    await engine.whenRunning(AbortSignal.timeout(60_000));
    expect(await client(engine).statObject('mini-cloud', 'a')).toMatchObject({ size: 1 });
  },
);

test.runIf(canMount)(
  'a disk that fills up is told while the server runs on, and forgotten when there is room',
  async () => {
    await mountMemory(bench.dataFolder, 'size=200m');
    isMounted = true;
    const engine = await make();
    await engine.start(bench.config);
    const ballast = path.join(bench.dataFolder, 'ballast');
    await writeFile(ballast, Buffer.alloc(150 * 1024 * 1024));
    await vi.waitFor(() => {
      expect(engine.state()).toMatchObject({
        status: 'running',
        failure: { code: 'DISK_FULL', data: { folder: bench.dataFolder } },
      });
    }, PATIENT);
    await truncate(ballast, 0);
    await vi.waitFor(() => expect(engine.state().failure).toBeNull(), PATIENT);
  },
);

test.runIf(canMount)(
  'room is counted as the server counts it: it stops writing when a hundredth is left',
  async () => {
    await mountMemory(bench.dataFolder, 'size=100m');
    isMounted = true;
    const engine = await make();
    await engine.start(bench.config);
    const space = await engine.diskSpace();
    await writeFile(path.join(bench.dataFolder, 'ballast'), Buffer.alloc((space?.freeBytes ?? 0) + 100_000));
    expect((await engine.diskSpace())?.freeBytes).toBe(0);
    // The server looks at the disk once in a while only.
    await vi.waitFor(async () => {
      await expect(client(engine).putObject('mini-cloud', 'a', Buffer.alloc(10))).rejects.toMatchObject({
        code: 'XMinioStorageFull',
      });
    }, PATIENT);
  },
);

test.runIf(canMount)('a folder that turned read-only is named', async () => {
  await mountMemory(bench.dataFolder, 'size=100m');
  isMounted = true;
  const engine = await make();
  await engine.start(bench.config);
  await engine.stop();
  await makeReadOnly(bench.dataFolder);
  await expect(engine.start(bench.config)).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
});

/** The real program, installed as a download would be. */
async function placeProgram(folder: string): Promise<string> {
  const original = await minioBinary();
  await mkdir(folder, { recursive: true });
  const program = path.join(folder, path.basename(original));
  await copyFile(original, program);
  const record = path.join(path.dirname(original), 'server.json');
  await copyFile(record, path.join(folder, 'server.json'));
  return program;
}

const pinned = process.env['MCM_TEST_MINIO'] === undefined;

test.runIf(pinned)('a damaged program that came with the app is named when no other can be had', async () => {
  const bundledFolder = path.join(bench.home, 'bundled');
  const program = await placeProgram(bundledFolder);
  const engine = await make({ explicitPath: null, bundledFolder });
  await engine.start(bench.config);
  expect(engine.state().details).toMatchObject({ source: 'bundled', binaryPath: program });
  await engine.stop();
  await truncate(program, 1_000_000);
  await expect(engine.start(bench.config)).rejects.toMatchObject({
    code: 'SERVER_DAMAGED',
    data: { path: program },
  });
});

test('something that starts but is no server is tried again, then given up with its last words', async () => {
  const program = path.join(bench.home, 'minio');
  const script =
    '#!/bin/sh\n[ "$1" = --version ] && echo "minio version RELEASE.2026" && exit 0\necho "no luck" >&2\nexit 3\n';
  await writeFile(program, script, { mode: 0o755 });
  const engine = await make({ explicitPath: program });
  await expect(engine.start(bench.config)).rejects.toMatchObject({
    code: 'SERVER_CRASH_LOOP',
    data: { failures: 5, message: 'no luck' },
  });
  const first = bench.states.find(({ failure }) => failure !== null);
  expect(first?.failure).toEqual({ code: 'SERVER_EXITED', data: { exitCode: 3, message: 'no luck' } });
});

test('a server that never becomes ready is ended after the limit', async () => {
  const program = path.join(bench.home, 'minio');
  const script =
    '#!/bin/sh\n[ "$1" = --version ] && echo "minio version RELEASE.2026" && exit 0\nexec sleep 1000\n';
  await writeFile(program, script, { mode: 0o755 });
  const engine = await make({ explicitPath: program, timings: { readyMs: 200, failuresAllowed: 2 } });
  await expect(engine.start(bench.config)).rejects.toMatchObject({ code: 'SERVER_CRASH_LOOP' });
  expect(bench.states.some(({ failure }) => failure?.code === 'SERVER_START_TIMEOUT')).toBe(true);
  const pids = bench.states.map(({ details }) => details?.pid ?? null).filter((pid) => pid !== null);
  expect(pids.length).toBeGreaterThan(0);
  expect(pids.filter((pid) => isRunning(pid))).toEqual([]);
});

test('a program that lost its run bit is named', async () => {
  const program = path.join(bench.home, 'minio');
  await copyFile(await minioBinary(), program);
  await chmod(program, 0o600);
  const engine = await make({ explicitPath: program });
  await expect(engine.start(bench.config)).rejects.toMatchObject({
    code: 'SERVER_NOT_EXECUTABLE',
    data: { path: program },
  });
});

test.runIf(process.platform === 'linux')(
  'the server outlives an app that is killed, and goes on writing its log',
  async () => {
    const engine = await make();
    await engine.start(bench.config);
    const pid = engine.state().details?.pid ?? 0;
    expect(await readlink(`/proc/${pid}/fd/1`)).toBe(path.join(bench.home, 'logs', 'server.log'));
    const group = await readFile(`/proc/${pid}/stat`, 'utf8');
    expect(group.split(') ')[1]?.split(' ')[2]).toBe(String(pid)); // a group of its own
  },
);

test.each([
  ['deleted', (file: string) => rm(file)],
  ['damaged', (file: string) => writeFile(file, '{"for')],
])('a marker that was %s is written anew, as the store shows whose folder it is', async (_what, harm) => {
  const file = path.join(bench.dataFolder, MARKER_FILE);
  const engine = await make();
  await engine.start(bench.config);
  await client(engine).putObject('mini-cloud', 'a', Buffer.from('a'));
  await engine.stop();
  const before = await readFile(file, 'utf8');
  await harm(file);

  await engine.start({ ...bench.config, mayClaim: false });
  expect(await client(engine).statObject('mini-cloud', 'a')).toMatchObject({ size: 1 });
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('a folder without its marker is never taken for this cloud’s when its store is another one', async () => {
  const engine = await make();
  await engine.start(bench.config);
  await engine.stop();
  const format = path.join(bench.dataFolder, 'objects', '.minio.sys', 'format.json');
  await rename(path.join(bench.dataFolder, MARKER_FILE), path.join(bench.home, 'marker'));
  const text = await readFile(format, 'utf8');
  await writeFile(format, text.replace(/"id":"./u, '"id":"x'));

  await expect(engine.start({ ...bench.config, mayClaim: false })).rejects.toMatchObject({
    code: 'DATA_FOLDER_LOST_MARKER',
  });
});
