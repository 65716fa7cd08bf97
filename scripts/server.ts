import path from 'node:path';
import { fetchServerForDevelopment } from '../electron/core/minio/development.ts';
import { isFailure } from '../electron/core/lib/errors.ts';
import { cacheFolder } from './cache.ts';
import { Problem } from './lib/problem.ts';
import { type Progress, showProgress } from './lib/progress.ts';
import type { Environment } from './lib/run.ts';

export interface DevelopmentServer {
  /** Path of the storage server's program. */
  readonly executable: string;
  /** Folder of the program and the record that it was verified. */
  readonly folder: string;
  /** Shows it to the app and to the tests. */
  readonly env: Environment;
}

/** A storage server for development and tests: from the cache, or the first pinned source that can be reached. */
export async function developmentServer(): Promise<DevelopmentServer> {
  const bars = new Map<string, Progress>();
  try {
    const executable = await fetchServerForDevelopment(
      cacheFolder(),
      ({ id, name, version }, bytes, total) => {
        const bar = bars.get(id) ?? showProgress(`${name} ${version}`);
        bars.set(id, bar);
        bar.update(bytes, total);
      },
    );
    const folder = path.dirname(executable);
    return { executable, folder, env: { MCM_SERVER_FOLDER: folder, MCM_TEST_MINIO: executable } };
  } catch (error) {
    throw isFailure(error, 'SERVER_UNREACHABLE_SOURCES')
      ? new Problem(`No storage server could be downloaded: ${JSON.stringify(error.data)}`, { cause: error })
      : error;
  } finally {
    for (const bar of bars.values()) bar.end();
  }
}
