import type { WriteStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { fail, systemCode } from '../lib/errors.ts';
import { isOurs, type ServerRecord } from './pid-file.ts';

/** How a process ended; both null when that cannot be known, as for one that another process started. */
export interface ProcessExit {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A running server process. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when it has ended, whoever ended it. */
  readonly exited: Promise<ProcessExit>;
  /** Asks it to end, and ends it by force after the grace (milliseconds). Throws when even that does not end it. */
  end(graceMs: number): Promise<void>;
}

/** How a server is to be started. */
export interface SpawnOptions {
  readonly program: string;
  readonly store: string;
  readonly port: number;
  readonly credentials: { readonly accessKey: string; readonly secretKey: string };
  /** An empty folder: certificates lying in the usual one would turn the server to HTTPS. */
  readonly certificates: string;
  /** Not on the data drive, so that it can be taken away. */
  readonly workFolder: string;
  /** An open file that the server writes its log to; closed when the server has ended. */
  readonly log: WriteStream;
}

const FORCED_MS = 10_000;
const ADOPTED_POLL_MS = 500;
/** What the server may know of our environment. Every MINIO_ variable of the person's own stays out. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'SystemDrive',
  'windir',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'TZ',
];

function environment({ accessKey, secretKey }: SpawnOptions['credentials']): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(passedOn),
    MINIO_ROOT_USER: accessKey,
    MINIO_ROOT_PASSWORD: secretKey,
    MINIO_SITE_REGION: REGION,
    // A paused upload may go on within a week; the server's own default forgets its parts after a day.
    MINIO_API_STALE_UPLOADS_EXPIRY: '168h',
    MINIO_BROWSER: 'off',
    MINIO_UPDATE: 'off',
    MINIO_CALLHOME_ENABLE: 'off',
    // Browsers reach the store through the app's own door only, which is the same origin for them.
    MINIO_API_CORS_ALLOW_ORIGIN: 'https://nobody.invalid',
    // By itself the server takes as few requests at once as memory happens to be free at its start, sixty perhaps; the
    // ones beyond wait, its own health among them. How many there are is for the door to say.
    MINIO_API_REQUESTS_MAX: '1024',
    // The app counts sizes itself; the server's own counting would only wake the disk.
    MINIO_SCANNER_SPEED: 'slowest',
    // A quarter less memory under many small files. A memory limit (GOMEMLIMIT) would save more, but the server
    // sizes its buffers and its number of requests by it, and becomes half as fast.
    GOGC: '50',
  };
}

/** The region that the managed server calls itself. */
export const REGION = 'us-east-1';

/** Starts a server process. Throws SERVER_NOT_EXECUTABLE or SERVER_DAMAGED when the system refuses to. */
export async function spawnServer(options: SpawnOptions): Promise<ServerProcess> {
  const { program, store, port, log } = options;
  const args = [
    'server',
    store,
    '--address',
    `127.0.0.1:${port}`,
    '--certs-dir',
    options.certificates,
    '--json',
  ];
  const running = execa(program, args, {
    cwd: options.workFolder,
    env: environment(options.credentials),
    extendEnv: false,
    stdin: 'ignore',
    stdout: log,
    stderr: log,
    buffer: false,
    reject: false,
    // Its own group: an interrupt in the terminal reaches the app, which then stops the server in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const { pid } = running;
  if (pid === undefined) {
    const { cause } = await running;
    log.destroy();
    const code = systemCode(cause);
    const noRight = code === 'EACCES' || code === 'EPERM';
    throw fail(noRight ? 'SERVER_NOT_EXECUTABLE' : 'SERVER_DAMAGED', { path: program }, cause);
  }
  const exited = running.then(({ exitCode, signal }) => {
    log.destroy();
    return { exitCode: exitCode ?? null, signal: signal ?? null };
  });
  return { pid, exited, end: (graceMs) => end(pid, exited, graceMs, () => Promise.resolve(true)) };
}

/** Takes over a server that an earlier run of the app left. */
export function adoptServer(record: ServerRecord): ServerProcess {
  const { pid } = record;
  const exited = untilGone(pid);
  return { pid, exited, end: (graceMs) => end(pid, exited, graceMs, () => isOurs(record)) };
}

async function untilGone(pid: number): Promise<ProcessExit> {
  while (isAlive(pid)) await wait(ADOPTED_POLL_MS, undefined, { ref: false });
  return { exitCode: null, signal: null };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Windows has no gentle signal: there the server is ended at once, which its store is made for. */
async function end(
  pid: number,
  exited: Promise<unknown>,
  graceMs: number,
  stillOurs: () => Promise<boolean>,
): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', FORCED_MS],
  ] as const) {
    if (limitMs <= 0) continue;
    if (!(await stillOurs())) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (systemCode(error) !== 'ESRCH') throw error;
    }
    if (await within(exited, limitMs)) return;
  }
  throw new Error(`server process ${pid} did not end`);
}

async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const stop = new AbortController();
  try {
    return await Promise.race([
      promise.then(() => true),
      wait(ms, false, { signal: stop.signal }).catch(() => false),
    ]);
  } finally {
    stop.abort();
  }
}
