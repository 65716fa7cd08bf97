import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { fetchServerForDevelopment } from '../../electron/core/minio/development.ts';
import { cacheFolder } from '../../scripts/cache.ts';

const READY_WITHIN_MS = 20_000;
let binary: Promise<string> | undefined;

/** Path of a real server program: `MCM_TEST_MINIO`, or the pinned one in the cache, downloaded once. */
export function minioBinary(): Promise<string> {
  const chosen = process.env['MCM_TEST_MINIO'];
  binary ??=
    chosen === undefined || chosen === ''
      ? fetchServerForDevelopment(cacheFolder())
      : Promise.resolve(chosen);
  return binary;
}

/** A real server on an empty temporary folder. */
export interface TestMinio {
  /** For example http://127.0.0.1:41234. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly port: number;
  readonly pid: number;
  readonly folder: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would, and leaves its folder. */
  kill(): Promise<void>;
}

/** Starts a real server and waits until it answers. Give `folder` to keep the data, `port` and `secretKey` to have those. */
export async function startMinio(
  options: { folder?: string; port?: number; secretKey?: string } = {},
): Promise<TestMinio> {
  const folder = options.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'mcm-minio-')));
  const secretKey = options.secretKey ?? randomBytes(16).toString('hex');
  if (options.port !== undefined) return startAt(options.port, folder, secretKey);
  // A port that was free a moment ago may be another test's by now.
  for (let left = 2; ; left -= 1) {
    try {
      return await startAt(await getPort({ host: '127.0.0.1' }), folder, secretKey);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function startAt(port: number, folder: string, secretKey: string): Promise<TestMinio> {
  const program = await minioBinary();
  const accessKey = 'mcm-test';
  const args = [
    'server',
    folder,
    '--address',
    `127.0.0.1:${port}`,
    '--certs-dir',
    path.join(folder, '.certs'),
  ];
  const running = execa(program, args, {
    env: {
      MINIO_ROOT_USER: accessKey,
      MINIO_ROOT_PASSWORD: secretKey,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
    },
    stdio: 'ignore',
    reject: false,
    cleanup: true,
  });
  const { pid } = running;
  if (pid === undefined) throw new Error(`${program} did not start: ${(await running).shortMessage ?? ''}`);
  const endpoint = `http://127.0.0.1:${port}`;
  const ended = running.then((result) => {
    throw new Error(
      `the server ended with ${result.exitCode ?? result.signal ?? 'an error'} instead of starting`,
    );
  });
  ended.catch(() => undefined); // it ends in every test; only before it is ready does that matter
  await Promise.race([untilReady(endpoint), ended]);

  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    running.kill(signal);
    await running;
  };
  return {
    endpoint,
    accessKey,
    secretKey,
    port,
    pid,
    folder,
    async stop() {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    kill: () => end('SIGKILL'),
  };
}

async function untilReady(endpoint: string): Promise<void> {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end) {
    const response = await fetch(`${endpoint}/minio/health/ready`).catch(() => null);
    if (response?.ok === true) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
  throw new Error(`no server answered at ${endpoint}`);
}
