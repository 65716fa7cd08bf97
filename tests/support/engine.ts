import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { silentLog } from '../../electron/core/lib/log.ts';
import type { EngineState } from '../../electron/contract/engine.ts';
import type { ManagedConfig } from '../../electron/core/minio/bring-up.ts';
import { makeEngine, type Engine, type EngineDeps } from '../../electron/core/minio/engine.ts';
import type { Manifest } from '../../electron/core/minio/manifest.ts';
import { minioBinary } from './minio-server.ts';

/** A manifest that offers nothing, for engines that are given their program. */
const EMPTY_MANIFEST: Manifest = { version: 1, safeSince: '', sources: [] };

/** Waits that suit a test: long enough for a busy machine, short enough to wait for. */
const TEST_TIMINGS = {
  probeEveryMs: 100,
  probeTimeoutMs: 5000,
  backoffMs: 20,
  folderEveryMs: 100,
  thoroughEveryMs: 200,
  externalEveryMs: 100,
};

/** A place for engines with the real server: what one leaves, the next finds. */
export interface EngineBench {
  readonly home: string;
  readonly dataFolder: string;
  readonly config: ManagedConfig;
  /** Every state that any engine made here was in, in order. */
  readonly states: EngineState[];
  make(deps?: Partial<EngineDeps>): Promise<Engine>;
  /** Stops every engine, ends every process that was seen, and removes the folder. */
  clear(): Promise<void>;
}

/** Makes the place, in a temporary folder. */
export async function makeEngineBench(): Promise<EngineBench> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'mcm-engine-'));
  const home = path.join(root, 'home');
  const dataFolder = path.join(root, 'data');
  await mkdir(home);
  const engines: Engine[] = [];
  const states: EngineState[] = [];
  const config: ManagedConfig = {
    kind: 'managed',
    cloudId: 'cloud-1',
    dataFolder,
    source: null,
    credentials: { accessKey: 'mcm-test', secretKey: randomBytes(16).toString('hex') },
    mayClaim: true,
  };
  return {
    home,
    dataFolder,
    config,
    states,
    async make(deps = {}) {
      const engine = makeEngine({
        home,
        bundledFolder: null,
        manifest: EMPTY_MANIFEST,
        log: silentLog(),
        onChange: () => {
          states.push(engine.state());
        },
        explicitPath: await minioBinary(),
        ...deps,
        timings: { ...TEST_TIMINGS, ...deps.timings },
      });
      engines.push(engine);
      return engine;
    },
    async clear() {
      await Promise.all(engines.map((engine) => engine.stop()));
      for (const pid of new Set(states.map(({ details }) => details?.pid ?? null))) {
        if (pid !== null && isRunning(pid)) process.kill(pid, 'SIGKILL');
      }
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Whether there is a process of this number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
