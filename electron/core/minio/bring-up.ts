import type { EngineStage, EngineState } from '../../contract/engine.ts';
import { fail, isFailure, systemCode, type AppError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from '../objects/connection.ts';
import { BUCKET, checkFolder, confirmStore, prepareFolder, storeFolder } from './data-folder.ts';
import { diskSpace } from './disk.ts';
import { ensureBucket } from './external.ts';
import type { KnownMarker } from './known-marker.ts';
import { launch, type RunningServer } from './launch.ts';
import { readMarker, type Marker } from './marker.ts';
import { makeMeter } from './meter.ts';
import type { PidFile } from './pid-file.ts';
import type { Program, Programs } from './programs.ts';
import type { Provider, ProgramWish } from './provide.ts';
import { makeClient } from './s3-client.ts';
import type { ServerLog } from './server-log.ts';
import { REGION } from './server-process.ts';
import type { Reporter } from './supervision.ts';
import type { EngineTimings } from './timings.ts';

const BUCKET_TIMEOUT_MS = 10_000;

/** A server of our own, on a data folder. */
export interface ManagedConfig {
  readonly kind: 'managed';
  readonly cloudId: string;
  readonly dataFolder: string;
  readonly source: ProgramWish['source'];
  readonly credentials: { readonly accessKey: string; readonly secretKey: string };
  /** Only on the very first start: an empty or absent folder may become this cloud's. */
  readonly mayClaim: boolean;
}

/** What running a server of our own needs. */
export interface ManagedDeps {
  readonly provider: Provider;
  readonly programs: Programs;
  readonly pidFile: PidFile;
  readonly serverLog: ServerLog;
  readonly knownMarker: KnownMarker;
  readonly runFolder: string;
  readonly log: Log;
  readonly timings: EngineTimings;
  readonly reporter: Reporter;
}

/** A server that can be used, on a folder that is known to be the right one. */
export interface BroughtUp {
  readonly server: RunningServer;
  readonly marker: Marker;
}

/** How to reach the managed server on a port. */
export function connectionOn(port: number, credentials: ManagedConfig['credentials']): Connection {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: REGION,
    accessKey: credentials.accessKey,
    secretKey: credentials.secretKey,
    bucket: BUCKET,
    managed: true,
  };
}

/** What admins may know of a running server. */
export function detailsOf({ record }: RunningServer, memoryBytes: number | null): EngineState['details'] {
  const { name, version, source, outdated, path: binaryPath } = record.program;
  const { pid, dataFolder } = record;
  const endpoint = `127.0.0.1:${record.port}`;
  return { name, version, source, outdated, pid, endpoint, dataFolder, memoryBytes, binaryPath };
}

/** Walks the stages of a start, from finding the program to the bucket. */
export function makeBringUp(
  deps: ManagedDeps,
  config: ManagedConfig,
  signal: AbortSignal,
): {
  /** Whether the folder may still become this cloud's: until the first time that it worked. */
  readonly mayClaim: () => boolean;
  /** Starts a server, or readies one that is running. Throws what is wrong and leaves no process then. */
  readonly bringUp: (running: RunningServer | null) => Promise<BroughtUp>;
} {
  const { provider, programs, pidFile, knownMarker, timings, log, reporter } = deps;
  const { dataFolder: folder, cloudId, credentials } = config;
  let { mayClaim } = config;
  let port: number | null = null;

  const stage = (name: EngineStage) =>
    reporter.state({ status: 'starting', stage: name, progress: null, nextTryAt: null });

  async function provide(): Promise<Program> {
    const reading = await readMarker(folder);
    const notBefore = reading.kind === 'found' ? reading.marker.release : null;
    let source = '';
    let meter = makeMeter();
    return provider.provide(
      { source: config.source, notBefore },
      {
        signal,
        onStage: stage,
        onSource: ({ name, version }) => {
          source = `${name} ${version}`;
          meter = makeMeter();
        },
        onBytes: (bytes, totalBytes) => {
          meter.add(bytes);
          const bytesPerSecond = Math.round(meter.speed());
          const left = totalBytes === null ? null : Math.max(0, totalBytes - bytes);
          const secondsLeft = left === null || bytesPerSecond === 0 ? null : Math.ceil(left / bytesPerSecond);
          reporter.state({ progress: { bytes, totalBytes, bytesPerSecond, secondsLeft, source } });
        },
      },
    );
  }

  function begin({ pinned: _pinned, ...program }: Program): Promise<RunningServer> {
    stage('start');
    return launch({
      record: { cloudId, dataFolder: folder, store: storeFolder(folder), program },
      credentials,
      preferredPort: port,
      runFolder: deps.runFolder,
      log: deps.serverLog,
      pidFile,
      readyMs: timings.readyMs,
      signal,
      onStarted: (begun) => {
        reporter.state({ details: detailsOf(begun, null) });
        stage('ready');
      },
    });
  }

  /** A program that cannot be run, or that ends at once, may have been damaged unseen: then it is got again. */
  async function beginIntact(): Promise<RunningServer> {
    for (let attempt = 1; ; attempt += 1) {
      const program = await provide();
      stage('folder');
      await prepareFolder({ folder, cloudId, mayClaim });
      try {
        return await begin(program);
      } catch (error) {
        const isSuspicious = isFailure(error, 'SERVER_DAMAGED') || isFailure(error, 'SERVER_EXITED');
        if (!isSuspicious || signal.aborted || (await programs.isIntact(program, true))) throw error;
        log.warn({ path: program.path }, 'a server program is damaged');
        await provider.discard(program);
        // Found to be damaged, it is passed over next time.
        if (attempt > 1) throw fail('SERVER_DAMAGED', { path: program.path }, error);
      }
    }
  }

  async function readyStore(server: RunningServer): Promise<Marker> {
    stage('bucket');
    const marker = await prepareFolder({ folder, cloudId, mayClaim });
    const isFirst = marker.storeId === null;
    try {
      if (isFirst) {
        const client = makeClient(connectionOn(server.record.port, credentials), BUCKET_TIMEOUT_MS);
        await ensureBucket(client, BUCKET, REGION);
      }
      return await confirmStore(folder, marker, server.record.program.version);
    } catch (error) {
      if (isFirst) throw await storeFailure(error);
      // A full disk, say: the server still serves, and the store was noted long ago.
      log.warn({ err: error }, 'the marker could not be renewed');
      return marker;
    }
  }

  async function storeFailure(error: unknown): Promise<AppError> {
    const code = systemCode(error);
    if (code === 'ENOSPC' || code === 'XMinioStorageFull') {
      return fail('DISK_FULL', { folder, free: (await diskSpace(folder))?.freeBytes ?? 0 }, error);
    }
    const message = error instanceof Error ? error.message.slice(0, 300) : '';
    return fail('SERVER_EXITED', { exitCode: null, message }, error);
  }

  return {
    mayClaim: () => mayClaim,
    async bringUp(running) {
      reporter.state({ status: 'starting', stage: 'find', nextTryAt: null });
      // Before any download: the folder is what a person most likely has to do something about.
      if (running === null) {
        await knownMarker.mend(folder, cloudId);
        await checkFolder({ folder, cloudId, mayClaim });
      }
      const server = running ?? (await beginIntact());
      ({ port } = server.record);
      try {
        const marker = await readyStore(server);
        await knownMarker.keep(marker);
        mayClaim = false;
        return { server, marker };
      } catch (error) {
        await server.process.end(timings.stopMs);
        await pidFile.remove();
        throw error;
      }
    },
  };
}
