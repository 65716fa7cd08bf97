import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, systemCode } from '../lib/errors.ts';
import { SourceError } from './download.ts';
import { fetchSource, type FetchHooks } from './fetch-source.ts';
import { hashFile } from './hash.ts';
import { executableName, type ServerSource } from './manifest.ts';

/** Lies beside an installed program, so that later damage is recognised. */
const RECORD = 'server.json';
/** A program takes about this much unpacked, where the manifest does not say. */
const UNPACKED_BYTES = 160 * 1024 * 1024;

const installRecord = z.object({
  version: z.literal(1),
  sourceId: z.string(),
  name: z.string(),
  release: z.string(),
  outdated: z.boolean(),
  executable: z.string().regex(/^[\w.-]+$/u),
  sha256: z.string(),
  bytes: z.int(),
});

/** A server program that was put into its folder, with what it must be like. */
export interface Installed {
  readonly sourceId: string;
  readonly name: string;
  readonly version: string;
  readonly outdated: boolean;
  /** Absolute path of the program. */
  readonly executable: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What somebody who waits for an installation is told. */
export interface InstallHooks extends FetchHooks {
  /** A source is tried now. */
  readonly onSource?: (source: ServerSource) => void;
}

/** The program installed in a folder, as its record says; null when there is none or the record is of no use. */
export async function readInstalled(folder: string): Promise<Installed | null> {
  let text: string;
  try {
    text = await readFile(path.join(folder, RECORD), 'utf8');
  } catch (error) {
    if (systemCode(error) !== undefined) return null;
    throw error;
  }
  const record = installRecord.safeParse(parseJson(text)).data;
  if (record === undefined) return null;
  const { release, executable, version: _format, ...rest } = record;
  return { ...rest, version: release, executable: path.join(folder, executable) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a record cut short: the schema then says no
  }
}

/**
 * Installs one source's program into `<binFolder>/<source id>`: fetched, verified, then given its run bit, then put
 * in place by one rename. Throws {@link SourceError}, or the disk's own error.
 */
export async function installSource(
  source: ServerSource,
  binFolder: string,
  hooks: InstallHooks,
): Promise<Installed> {
  const work = path.join(binFolder, `.work-${randomUUID()}`);
  const ready = path.join(work, 'ready');
  await mkdir(ready, { recursive: true });
  try {
    const fetched = await fetchSource(source, { parts: path.join(binFolder, '.parts'), work }, hooks);
    const executable = executableName(source);
    const program = path.join(ready, executable);
    await rename(fetched, program);
    const { id: sourceId, name, outdated } = source;
    const sha256 = await hashFile(program, 'sha256', 'hex');
    const bytes = (await stat(program)).size;
    const facts = { sourceId, name, outdated, sha256, bytes };
    const record: z.infer<typeof installRecord> = {
      version: 1,
      ...facts,
      release: source.version,
      executable,
    };
    await chmod(program, 0o755);
    await writeSynced(path.join(ready, RECORD), JSON.stringify(record, null, 2));
    await syncFile(program);
    const folder = path.join(binFolder, source.id);
    await replaceFolder(ready, folder);
    return { ...facts, version: source.version, executable: path.join(folder, executable) };
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Installs the first source that works. Throws SERVER_UNREACHABLE_SOURCES with what was tried, or DOWNLOAD_DISK_FULL,
 * where the next source would not fit either.
 */
export async function installFirst(
  sources: readonly ServerSource[],
  binFolder: string,
  hooks: InstallHooks,
): Promise<Installed> {
  const tried: { source: string; reason: string }[] = [];
  for (const source of sources) {
    hooks.onSource?.(source);
    const needed = (source.build.bytes ?? UNPACKED_BYTES / 4) + UNPACKED_BYTES;
    try {
      return await installSource(source, binFolder, hooks);
    } catch (error) {
      hooks.signal.throwIfAborted();
      const code = systemCode(error);
      if (code === 'ENOSPC' || code === 'EDQUOT') {
        await rm(path.join(binFolder, '.parts'), { recursive: true, force: true });
        throw fail('DOWNLOAD_DISK_FULL', { needed, free: await freeBytes(binFolder) }, error);
      }
      if (!(error instanceof SourceError)) throw error;
      tried.push({ source: `${source.name} ${source.version}`, reason: error.message });
    }
  }
  throw fail('SERVER_UNREACHABLE_SOURCES', { tried });
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function replaceFolder(ready: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  // A virus scanner may hold a new program open for a moment on Windows.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(ready, folder);
      return;
    } catch (error) {
      const busy = ['EBUSY', 'EPERM', 'EACCES'].includes(systemCode(error) ?? '');
      if (!busy || attempt === 10) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, attempt * 100);
      });
    }
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
