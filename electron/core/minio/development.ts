import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemCode } from '../lib/errors.ts';
import { hashFile } from './hash.ts';
import { installFirst, readInstalled } from './install.ts';
import { readManifest, sourcesFor, type ServerSource } from './manifest.ts';

/** How far a download for development is; `total` is null while unknown. */
export type DevelopmentProgress = (source: ServerSource, bytes: number, total: number | null) => void;

/**
 * Path of a pinned server program in a cache folder (`<cache>/server/<source>/`), downloaded when it is not there.
 * Several processes may ask at the same time: one downloads, the others wait.
 */
export async function fetchServerForDevelopment(
  cacheFolder: string,
  onProgress: DevelopmentProgress = () => undefined,
  manifestFile: string | URL = new URL('../../../resources/minio/manifest.json', import.meta.url),
): Promise<string> {
  const binFolder = path.join(cacheFolder, 'server');
  const sources = sourcesFor(await readManifest(manifestFile));
  const cached = await findCached(sources, binFolder);
  if (cached !== null) return cached;
  await mkdir(binFolder, { recursive: true });
  return withLock(path.join(binFolder, '.lock'), async () => {
    const meanwhile = await findCached(sources, binFolder);
    if (meanwhile !== null) return meanwhile;
    let current = sources[0];
    const { executable } = await installFirst(sources, binFolder, {
      onSource: (source) => {
        current = source;
      },
      onBytes: (bytes, total) => {
        if (current !== undefined) onProgress(current, bytes, total);
      },
      onVerify: () => undefined,
      signal: new AbortController().signal,
    });
    return executable;
  });
}

async function findCached(sources: readonly ServerSource[], binFolder: string): Promise<string | null> {
  for (const { id } of sources) {
    const installed = await readInstalled(path.join(binFolder, id));
    if (installed === null) continue;
    const actual = await hashFile(installed.executable, 'sha256', 'hex').catch(() => null);
    if (actual === installed.sha256) return installed.executable;
  }
  return null;
}

async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      if (await isAbandoned(file)) await rm(file, { force: true });
      else await wait(200);
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}
