import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isRunning, makeEngineBench, type EngineBench } from '../../../tests/support/engine.ts';
import { engineState } from '../../contract/engine.ts';
import { makeClient } from './s3-client.ts';
import type { Engine } from './engine.ts';

const PATIENT = { timeout: 60_000, interval: 20 };

let bench: EngineBench;
beforeEach(async () => {
  bench = await makeEngineBench();
});
afterEach(() => bench.clear());

function pidOf(engine: Engine): number {
  const pid = engine.state().details?.pid ?? null;
  if (pid === null) throw new Error('the server has no process');
  return pid;
}

async function putObject(engine: Engine, key: string): Promise<void> {
  const connection = engine.connection();
  if (connection === null) throw new Error('no connection');
  await makeClient(connection, 5000).putObject(connection.bucket, key, Buffer.from(key));
}

async function hasObject(engine: Engine, key: string): Promise<boolean> {
  const connection = await engine.whenRunning();
  return makeClient(connection, 5000)
    .statObject(connection.bucket, key)
    .then(
      () => true,
      () => false,
    );
}

test('a first start makes the folder, walks the stages in order and ends with a bucket that takes objects', async () => {
  const engine = await bench.make();
  const connection = await engine.start(bench.config);
  expect(connection).toMatchObject({ bucket: 'mini-cloud', managed: true, region: 'us-east-1' });
  expect(connection.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  const stages = bench.states.map(({ stage }) => stage).filter((stage) => stage !== null);
  expect([...new Set(stages)]).toEqual(['find', 'folder', 'start', 'ready', 'bucket']);
  expect(engine.state()).toMatchObject({
    status: 'running',
    stage: null,
    failure: null,
    details: { source: 'setting', dataFolder: bench.dataFolder },
  });
  expect(engine.state().details?.version).toMatch(/^RELEASE\./u);
  expect(engineState.safeParse(engine.state()).success).toBe(true);
  await putObject(engine, 'a');
  expect(await hasObject(engine, 'a')).toBe(true);
});

const outside = Object.values(os.networkInterfaces())
  .flat()
  .find((each) => each !== undefined && !each.internal && each.family === 'IPv4')?.address;

test.runIf(outside !== undefined)('the server cannot be reached from the network', async () => {
  const engine = await bench.make();
  const { endpoint } = await engine.start(bench.config);
  await expect(fetch(`http://${outside}:${new URL(endpoint).port}`)).rejects.toThrow('fetch failed');
});

test('the console of the server is off', async () => {
  const engine = await bench.make();
  await engine.start(bench.config);
  const log = await readFile(path.join(bench.home, 'logs', 'server.log'), 'utf8');
  expect(log).toContain('S3-API');
  expect(log).not.toContain('Console:');
});

test('a stop leaves no process and no record of one', async () => {
  const engine = await bench.make();
  await engine.start(bench.config);
  const pid = pidOf(engine);
  await engine.stop();
  expect(isRunning(pid)).toBe(false);
  expect(engine.connection()).toBeNull();
  expect(engine.state()).toMatchObject({ status: 'stopped', details: null });
  await expect(readFile(path.join(bench.home, 'run', 'server.json'))).rejects.toThrow('ENOENT');
});

test('a stop during a start ends that start', async () => {
  const engine = await bench.make();
  const starting = engine.start(bench.config);
  await vi.waitFor(() => expect(engine.state().stage).toBe('ready'), PATIENT);
  const pid = pidOf(engine);
  await Promise.all([engine.stop(), expect(starting).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' })]);
  expect(isRunning(pid)).toBe(false);
});

test('a start that was asked for before the end and comes after it leaves no server behind', async () => {
  const engine = await bench.make();
  const closing = engine.close();
  await expect(engine.start(bench.config)).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
  await closing;
  expect(engine.state().details?.pid ?? null).toBeNull();
  expect(bench.states.map(({ status }) => status)).not.toContain('running');
});

test('what is stored is there after a restart', async () => {
  const engine = await bench.make();
  await engine.start(bench.config);
  await putObject(engine, 'a');
  const before = pidOf(engine);
  await engine.restart();
  expect(pidOf(engine)).not.toBe(before);
  expect(await hasObject(engine, 'a')).toBe(true);
});

test('a server that crashes is started again, on the same port', async () => {
  const engine = await bench.make();
  const { endpoint } = await engine.start(bench.config);
  await putObject(engine, 'a');
  const crashed = pidOf(engine);
  process.kill(crashed, 'SIGKILL');
  await vi.waitFor(() => {
    expect(engine.state().status).toBe('running');
    expect(pidOf(engine)).not.toBe(crashed);
  }, PATIENT);
  expect(engine.connection()?.endpoint).toBe(endpoint);
  expect(await hasObject(engine, 'a')).toBe(true);
  expect(bench.states.find(({ nextTryAt }) => nextTryAt !== null)).toMatchObject({
    status: 'unhealthy',
    failure: { code: 'SERVER_EXITED' },
    failuresInARow: 1,
  });
});

test('a server that hangs is noticed, ended and started again', async () => {
  const engine = await bench.make({ timings: { probeTimeoutMs: 200 } });
  await engine.start(bench.config);
  const hung = pidOf(engine);
  process.kill(hung, 'SIGSTOP');
  await vi.waitFor(() => {
    expect(engine.state().status).toBe('running');
    expect(pidOf(engine)).not.toBe(hung);
  }, PATIENT);
  expect(isRunning(hung)).toBe(false);
  expect(bench.states.some(({ failure }) => failure?.code === 'SERVER_HUNG')).toBe(true);
});

test('after five failures in a row it stops trying and says why; a start begins anew', async () => {
  const engine = await bench.make();
  await engine.start(bench.config);
  const killing = setInterval(() => {
    if (engine.state().status === 'running' && isRunning(pidOf(engine)))
      process.kill(pidOf(engine), 'SIGKILL');
  }, 10);
  try {
    await vi.waitFor(() => expect(engine.state().status).toBe('failed'), PATIENT);
  } finally {
    clearInterval(killing);
  }
  expect(engine.state()).toMatchObject({
    failure: { code: 'SERVER_CRASH_LOOP', data: { failures: 5, message: 'SIGKILL' } },
    failuresInARow: 5,
    nextTryAt: null,
  });
  await engine.start(bench.config);
  expect(engine.state()).toMatchObject({ status: 'running', failuresInARow: 0 });
});

test('a server that ran long enough has its failures behind it', async () => {
  const engine = await bench.make({ timings: { stableMs: 300 } });
  await engine.start(bench.config);
  process.kill(pidOf(engine), 'SIGKILL');
  await vi.waitFor(() => {
    expect(bench.states.some(({ failuresInARow }) => failuresInARow === 1)).toBe(true);
    expect(engine.state()).toMatchObject({ status: 'running', failuresInARow: 0 });
  }, PATIENT);
});

test('a server left by an app that died is taken over, and can be stopped', async () => {
  const died = await bench.make();
  const first = await died.start(bench.config);
  await putObject(died, 'a');
  const left = pidOf(died);

  const next = await bench.make();
  expect(await next.start(bench.config)).toEqual(first);
  expect(pidOf(next)).toBe(left);
  expect(await hasObject(next, 'a')).toBe(true);
  await next.stop();
  expect(isRunning(left)).toBe(false);
});

test('a left-over server that crashes after it was taken over is started again', async () => {
  const died = await bench.make();
  await died.start(bench.config);
  const left = pidOf(died);
  const next = await bench.make({ timings: { failuresAllowed: 50 } });
  await next.start(bench.config);
  await died.stop();
  await vi.waitFor(() => {
    expect(next.state().status).toBe('running');
    expect(pidOf(next)).not.toBe(left);
  }, PATIENT);
});

test('a left-over server with other credentials is ended, and another one is started', async () => {
  const died = await bench.make();
  await died.start(bench.config);
  const left = pidOf(died);
  const next = await bench.make();
  await next.start({ ...bench.config, credentials: { accessKey: 'mcm-test', secretKey: 'another-secret' } });
  expect(pidOf(next)).not.toBe(left);
  expect(isRunning(left)).toBe(false);
});

test('a process that only has the number of a left-over server is not touched', async () => {
  const engine = await bench.make();
  await engine.start(bench.config);
  const file = path.join(bench.home, 'run', 'server.json');
  await vi.waitFor(
    async () => expect(await readFile(file, 'utf8')).not.toContain('"startedAt":null'),
    PATIENT,
  );
  const record = await readFile(file, 'utf8');
  await engine.stop();
  const stranger = startStranger();
  try {
    await writeFile(file, record.replace(/"pid":\d+/u, `"pid":${stranger.pid}`));
    await engine.start(bench.config);
    await engine.stop();
    expect(isRunning(stranger.pid)).toBe(true);
  } finally {
    stranger.end();
  }
});

test('a port that a stranger took meanwhile means another port, without a question', async () => {
  const engine = await bench.make({ timings: { backoffMs: 2000 } });
  const { endpoint } = await engine.start(bench.config);
  const port = Number(new URL(endpoint).port);
  process.kill(pidOf(engine), 'SIGKILL');
  await vi.waitFor(() => expect(engine.state().nextTryAt).not.toBeNull(), PATIENT);
  const stranger = net.createServer().listen(port, '127.0.0.1');
  try {
    await vi.waitFor(() => expect(engine.state().status).toBe('running'), PATIENT);
    expect(engine.connection()?.endpoint).not.toBe(endpoint);
  } finally {
    stranger.close();
  }
});

test.each([
  ['is gone', () => rm(bench.dataFolder, { recursive: true })],
  [
    'is an empty mount point',
    () => rm(bench.dataFolder, { recursive: true }).then(() => mkdir(bench.dataFolder)),
  ],
  ['has lost its store', () => rm(path.join(bench.dataFolder, 'objects'), { recursive: true })],
  [
    'has lost its bucket',
    () => rm(path.join(bench.dataFolder, 'objects', 'mini-cloud'), { recursive: true }),
  ],
])('a cloud whose folder %s is never made anew', async (_what, lose) => {
  const engine = await bench.make();
  await engine.start(bench.config);
  await engine.stop();
  await lose();
  await expect(engine.start({ ...bench.config, mayClaim: false })).rejects.toMatchObject({
    code: 'DATA_FOLDER_MISSING',
    data: { folder: bench.dataFolder },
  });
  expect(engine.state()).toMatchObject({ status: 'failed', failure: { code: 'DATA_FOLDER_MISSING' } });
});

test('a folder that goes away while the server runs stops it; when it is back, so is the cloud', async () => {
  const engine = await bench.make();
  await engine.start(bench.config);
  await putObject(engine, 'a');
  const pid = pidOf(engine);
  const away = `${bench.dataFolder}-away`;
  await rename(bench.dataFolder, away);
  await vi.waitFor(() => expect(engine.state().status).toBe('failed'), PATIENT);
  expect(engine.state().failure).toEqual({
    code: 'DATA_FOLDER_MISSING',
    data: { folder: bench.dataFolder },
  });
  expect(isRunning(pid)).toBe(false);
  await rm(bench.dataFolder, { recursive: true, force: true });
  await rename(away, bench.dataFolder);
  expect(await hasObject(engine, 'a')).toBe(true);
  expect(engine.state()).toMatchObject({ status: 'running', failure: null });
});

test.runIf(process.platform === 'linux')(
  'the server program is told nothing of MINIO_ settings that belong to the person',
  async () => {
    vi.stubEnv('MINIO_ROOT_USER', 'somebody-else');
    vi.stubEnv('MINIO_BROWSER', 'on');
    try {
      const engine = await bench.make();
      await engine.start(bench.config);
      const environment = await readFile(`/proc/${pidOf(engine)}/environ`, 'utf8');
      expect(environment).toContain('MINIO_BROWSER=off');
      expect(environment).not.toContain('somebody-else');
    } finally {
      vi.unstubAllEnvs();
    }
  },
);

test('restarting what never was started is refused', async () => {
  const engine = await bench.make();
  await expect(engine.restart()).rejects.toMatchObject({ code: 'SERVER_NOT_RUNNING' });
});

function startStranger(): { pid: number; end: () => void } {
  // Even its command line speaks of the store, as an editor with a file open there would.
  const child = spawn(process.execPath, [
    '-e',
    'setInterval(() => {}, 1000)',
    path.join(bench.dataFolder, 'objects'),
  ]);
  const { pid } = child;
  if (pid === undefined) throw new Error('the stranger did not start');
  return { pid, end: () => child.kill('SIGKILL') };
}
