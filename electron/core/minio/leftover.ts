import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { connectionOn, type ManagedConfig, type ManagedDeps } from './bring-up.ts';
import { BUCKET, checkFolder } from './data-folder.ts';
import { isHealthy } from './health.ts';
import type { RunningServer } from './launch.ts';
import { isOurs, type PidFile, type ServerRecord } from './pid-file.ts';
import { makeClient } from './s3-client.ts';
import { adoptServer } from './server-process.ts';
import type { EngineTimings } from './timings.ts';

interface Deps {
  readonly pidFile: PidFile;
  readonly timings: EngineTimings;
  readonly log: Log;
}

/**
 * The server that an app which died left running, if it does its work on the wanted folder with the wanted
 * credentials; one that does not is ended. A process that only has the same number is not touched.
 * Throws DATA_FOLDER_IN_USE when it cannot be ended.
 */
export async function takeLeftover(deps: ManagedDeps, config: ManagedConfig): Promise<RunningServer | null> {
  const record = await findLeftover(deps.pidFile);
  if (record === null) return null;
  if (await isWanted(record, deps, config)) {
    deps.log.info({ pid: record.pid, port: record.port }, 'a server left by an earlier run is taken over');
    return { process: adoptServer(record), record, logFrom: await deps.serverLog.size() };
  }
  await endLeftover(deps);
  return null;
}

/** Ends the server that an app which died left running. Throws DATA_FOLDER_IN_USE when it cannot be ended. */
export async function endLeftover({ pidFile, timings, log }: Deps): Promise<void> {
  const record = await findLeftover(pidFile);
  if (record === null) return;
  log.info({ pid: record.pid }, 'a server left by an earlier run is ended');
  try {
    await adoptServer(record).end(timings.stopMs);
  } catch (error) {
    throw fail('DATA_FOLDER_IN_USE', { folder: record.dataFolder }, error);
  }
  await pidFile.remove();
}

async function findLeftover(pidFile: PidFile): Promise<ServerRecord | null> {
  const record = await pidFile.read();
  if (record === null || (await isOurs(record))) return record;
  await pidFile.remove();
  return null;
}

async function isWanted(record: ServerRecord, deps: Deps, config: ManagedConfig): Promise<boolean> {
  const { timings, log } = deps;
  const { cloudId, dataFolder, source, credentials } = config;
  const isSame = record.cloudId === cloudId && record.dataFolder === dataFolder;
  if (!isSame || (source !== null && source !== record.program.source)) return false;
  if (!(await isHealthy(record.port, 'live', timings.probeTimeoutMs))) return false;
  try {
    await checkFolder({ folder: dataFolder, cloudId, mayClaim: false });
    const client = makeClient(connectionOn(record.port, credentials), timings.probeTimeoutMs);
    return await client.bucketExists(BUCKET);
  } catch (error) {
    log.info({ err: error }, 'the server left by an earlier run cannot be used');
    return false;
  }
}
