import path from 'node:path';
import type {
  EngineState,
  ExternalEndpoint,
  LocationReport,
  BinaryCandidate,
} from '../../contract/engine.ts';
import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from '../objects/connection.ts';
import type { ManagedConfig } from './bring-up.ts';
import { inspectLocation } from './data-folder.ts';
import { diskSpace, usableBytes, type DiskSpace } from './disk.ts';
import type { DownloadLimits } from './download.ts';
import { cloudIn } from './lost-folder.ts';
import type { BucketWish, Former } from './bucket-marker.ts';
import { checkExternal, detectEndpoints, findCloud } from './external.ts';
import { superviseManaged } from './managed.ts';
import { makeKnownMarker } from './known-marker.ts';
import type { Manifest } from './manifest.ts';
import { makePidFile } from './pid-file.ts';
import { makePrograms } from './programs.ts';
import { makeProvider } from './provide.ts';
import { makeServerLog } from './server-log.ts';
import { makeStateKeeper } from './state-keeper.ts';
import type { Supervision } from './supervision.ts';
import { ENGINE_TIMINGS, type EngineTimings } from './timings.ts';
import { superviseExternal, type ExternalConfig } from './watch-external.ts';

/** Which server to run, or to use. */
export type EngineConfig = ManagedConfig | ExternalConfig;

/** What can be used on this machine. */
export interface EngineOptions {
  readonly candidates: BinaryCandidate[];
  readonly endpoints: string[];
}

/** The server that holds the bytes: started, watched, started again, stopped. */
export interface Engine {
  state(): EngineState;
  /**
   * Starts what the config says; what runs with another config is stopped first. Resolves when it runs. Throws the
   * failure that the state then also shows; a lost data folder or an unreachable endpoint goes on being looked for.
   */
  start(config: EngineConfig): Promise<Connection>;
  /** Stops it and waits until no process is left. */
  stop(): Promise<void>;
  /** Stops it for good: whoever asks to start it from now on gets SERVER_NOT_RUNNING. */
  close(): Promise<void>;
  /** Stops and starts with the config of the last start. Throws SERVER_NOT_RUNNING when there was none. */
  restart(): Promise<void>;
  /** How to reach the store now; null while it is not running. The port can change with every start. */
  connection(): Connection | null;
  /** Waits, however long, until it runs. Rejects only when the signal aborts. */
  whenRunning(signal?: AbortSignal): Promise<Connection>;
  options(): Promise<EngineOptions>;
  inspectLocation(folder: string, cloudId: string): Promise<LocationReport>;
  /** The id of the cloud in a folder, which is marked anew where its marker is lost. Throws DATA_FOLDER_*. */
  cloudIn(folder: string): Promise<string>;
  /** The cloud in the bucket of an external server, to bring it back; changes nothing. Throws ENDPOINT_*, BUCKET_*. */
  cloudAt(external: ExternalEndpoint): Promise<Former>;
  /** A real write, read and delete, and a look at whose the bucket is. Throws ENDPOINT_*, BUCKET_*. */
  checkExternal(external: ExternalEndpoint, wish: BucketWish): Promise<void>;
  /** Room that uploads may use on the data folder's disk; null where it cannot be known. */
  diskSpace(): Promise<DiskSpace | null>;
}

/** What the engine needs. */
export interface EngineDeps {
  /** Keeps `bin` (downloads), `run` (process record) and `logs` under it. */
  readonly home: string;
  readonly bundledFolder: string | null;
  readonly manifest: Manifest;
  readonly log: Log;
  /** Told of every change of the state; those of a progress come at most five times a second. */
  readonly onChange: () => void;
  /** A server program that the person names; `MCM_SERVER` when absent. */
  readonly explicitPath?: string | null;
  readonly timings?: Partial<EngineTimings>;
  readonly downloadLimits?: DownloadLimits;
}

/** Makes the engine; nothing is started. */
export function makeEngine(deps: EngineDeps): Engine {
  const { home, manifest, log } = deps;
  const timings = { ...ENGINE_TIMINGS, ...deps.timings };
  const explicitPath = deps.explicitPath ?? (process.env['MCM_SERVER'] || null);
  const binFolder = path.join(home, 'bin');
  const runFolder = path.join(home, 'run');
  const programs = makePrograms({
    manifest,
    explicitPath,
    bundledFolder: deps.bundledFolder,
    binFolder,
    memoryFile: path.join(runFolder, 'programs.json'),
  });
  const provider = makeProvider({
    programs,
    manifest,
    explicitPath,
    binFolder,
    log,
    limits: deps.downloadLimits,
  });
  const keeper = makeStateKeeper(deps.onChange);
  const shared = {
    provider,
    programs,
    pidFile: makePidFile(path.join(runFolder, 'server.json')),
    serverLog: makeServerLog(path.join(home, 'logs')),
    knownMarker: makeKnownMarker(path.join(runFolder, 'marker.json'), log),
    runFolder,
    log,
    timings,
    reporter: keeper.reporter,
  };

  let config: EngineConfig | null = null;
  let current: Supervision | null = null;
  let changing: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** Starts and stops one after the other, in the order asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = changing.then(work);
    changing = done.catch(() => undefined);
    return done;
  }

  async function end(): Promise<void> {
    const ending = current;
    current = null;
    await ending?.stop();
  }

  function begin(wanted: EngineConfig): Promise<Supervision> {
    return inTurn(async () => {
      // Who asked before may come after: a server that is begun now would be left behind.
      if (closed) throw fail('SERVER_NOT_RUNNING');
      const isSame = JSON.stringify(wanted) === JSON.stringify(config);
      if (current !== null && isSame && keeper.state().status !== 'failed') return current;
      await end();
      config = wanted;
      keeper.reset(wanted.kind);
      current =
        wanted.kind === 'managed' ? superviseManaged(shared, wanted) : superviseExternal(shared, wanted);
      return current;
    });
  }

  async function start(wanted: EngineConfig): Promise<Connection> {
    const { started } = await begin(wanted);
    await started;
    const connection = keeper.connection();
    if (connection === null) throw fail('SERVER_NOT_RUNNING');
    return connection;
  }

  return {
    start,
    state: keeper.state,
    connection: keeper.connection,
    whenRunning: keeper.whenRunning,
    stop: () => inTurn(end),
    close() {
      closed = true;
      return inTurn(end);
    },
    async restart() {
      if (config === null) throw fail('SERVER_NOT_RUNNING');
      const wanted = config;
      await inTurn(end);
      await start(wanted);
    },
    async options() {
      const [candidates, endpoints] = await Promise.all([provider.candidates(), detectEndpoints(ownPort())]);
      return { candidates, endpoints };
    },
    inspectLocation,
    cloudIn,
    cloudAt: findCloud,
    async checkExternal(external, wish) {
      await checkExternal(external, wish);
    },
    async diskSpace() {
      if (config?.kind !== 'managed') return null;
      const space = await diskSpace(config.dataFolder);
      return space === null ? null : { ...space, freeBytes: usableBytes(space) };
    },
  };

  function ownPort(): number | null {
    const connection = keeper.connection();
    return connection?.managed === true ? Number(new URL(connection.endpoint).port) : null;
  }
}
