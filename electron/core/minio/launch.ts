import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../lib/errors.ts';
import { isHealthy } from './health.ts';
import type { PidFile, ServerRecord } from './pid-file.ts';
import { freePort } from './ports.ts';
import { exitFailure, saysPortTaken, type ServerLog } from './server-log.ts';
import { spawnServer, type ProcessExit, type ServerProcess } from './server-process.ts';

/** A server process that answers, with where its lines in the log begin. */
export interface RunningServer {
  readonly process: ServerProcess;
  readonly record: ServerRecord;
  readonly logFrom: number;
}

/** What a launch needs. */
export interface Launch {
  readonly record: Omit<ServerRecord, 'version' | 'pid' | 'startedAt' | 'since' | 'port'>;
  readonly credentials: { readonly accessKey: string; readonly secretKey: string };
  readonly preferredPort: number | null;
  readonly runFolder: string;
  readonly log: ServerLog;
  readonly pidFile: PidFile;
  readonly readyMs: number;
  readonly signal: AbortSignal;
  /** The process is there; now its answer is awaited. */
  readonly onStarted: (server: RunningServer) => void;
}

const PORT_TRIES = 5;
const POLL_MS = 10;

/**
 * Starts the server and waits until it answers; when somebody else has the port, on another one.
 * Throws SERVER_*, DATA_FOLDER_*, DISK_FULL or NO_FREE_PORT; leaves no process behind then.
 */
export async function launch(options: Launch): Promise<RunningServer> {
  const { signal, log } = options;
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? options.preferredPort : null);
    const server = await begin(options, port);
    try {
      options.onStarted(server);
      const exit = await untilReady(server, options.readyMs, signal);
      if (exit === 'ready') return server;
      const complaint = await log.lastComplaint(server.logFrom);
      if (complaint === null || !saysPortTaken(complaint)) {
        throw exitFailure(complaint ?? exit.signal, exit.exitCode, options.record.dataFolder);
      }
      if (attempt === PORT_TRIES) throw fail('NO_FREE_PORT');
    } catch (error) {
      await server.process.end(signal.aborted ? 2000 : 0);
      await options.pidFile.remove();
      throw error;
    }
  }
}

async function begin(options: Launch, port: number): Promise<RunningServer> {
  const { runFolder, pidFile, credentials, signal } = options;
  const certificates = path.join(runFolder, 'certs');
  await mkdir(certificates, { recursive: true });
  signal.throwIfAborted();
  const { stream, from } = await options.log.open();
  const { store, program } = options.record;
  const server = await spawnServer({
    program: program.path,
    store,
    port,
    credentials,
    certificates,
    workFolder: runFolder,
    log: stream,
  });
  const record: ServerRecord = {
    ...options.record,
    version: 1,
    pid: server.pid,
    startedAt: null,
    since: new Date().toISOString(),
    port,
  };
  pidFile.write(record);
  void pidFile.complete(record);
  return { process: server, record, logFrom: from };
}

async function untilReady(
  { process: server, record }: RunningServer,
  readyMs: number,
  signal: AbortSignal,
): Promise<'ready' | ProcessExit> {
  let exit: ProcessExit | undefined;
  void server.exited.then((how) => {
    exit = how;
  });
  const end = performance.now() + readyMs;
  while (performance.now() < end) {
    const ready = await isHealthy(record.port, 'ready', 1000);
    // Looked at after the answer: it may have come from whoever has the port instead.
    if (exit !== undefined) return exit;
    if (ready) return 'ready';
    await wait(POLL_MS, undefined, { signal });
  }
  throw fail('SERVER_START_TIMEOUT', { seconds: Math.round(readyMs / 1000) });
}
