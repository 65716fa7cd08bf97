import { lstat, opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, systemCode, toFailure } from '../lib/errors.ts';
import type { Failure } from '../../contract/errors.ts';

/** A file or folder found on this computer. */
export type LocalEntry =
  | { readonly kind: 'folder'; readonly path: string; readonly names: readonly string[] }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly names: readonly string[];
      readonly size: number;
      readonly mtimeMs: number;
    }
  | {
      readonly kind: 'unreadable';
      readonly path: string;
      readonly names: readonly string[];
      readonly failure: Failure;
    };

/** What a chosen path is; a link that a person chose is followed, unlike those inside a folder. */
export async function lookAt(chosen: string): Promise<LocalEntry> {
  const names = [path.basename(path.resolve(chosen))];
  try {
    const stats = await stat(chosen);
    if (stats.isDirectory()) return { kind: 'folder', path: chosen, names };
    if (stats.isFile()) return fileEntry(chosen, names, stats);
    throw fail('SOURCE_UNREADABLE', { path: chosen });
  } catch (error) {
    return { kind: 'unreadable', path: chosen, names, failure: toFailure(sourceFailure(chosen, error)) };
  }
}

/**
 * Everything below a folder, folders before what is in them. Links are not followed, so there are no rings; devices,
 * sockets and the like are passed over. `names` begin with the folder's own.
 */
export async function* walkTree(
  folder: string,
  names: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<LocalEntry, void, undefined> {
  const left = [{ folder, names }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    signal.throwIfAborted();
    yield { kind: 'folder', path: next.folder, names: next.names };
    try {
      for await (const entry of await opendir(next.folder, { bufferSize: 256 })) {
        const inside = { path: path.join(next.folder, entry.name), names: [...next.names, entry.name] };
        if (entry.isDirectory()) left.push({ folder: inside.path, names: inside.names });
        else if (entry.isFile()) yield await lookAtFile(inside.path, inside.names);
        signal.throwIfAborted();
      }
    } catch (error) {
      signal.throwIfAborted();
      const failure = toFailure(foundFailure(next.folder, error));
      yield { kind: 'unreadable', path: next.folder, names: next.names, failure };
    }
  }
}

async function lookAtFile(file: string, names: readonly string[]): Promise<LocalEntry> {
  try {
    return fileEntry(file, names, await lstat(file));
  } catch (error) {
    return { kind: 'unreadable', path: file, names, failure: toFailure(foundFailure(file, error)) };
  }
}

function fileEntry(
  file: string,
  names: readonly string[],
  { size, mtimeMs }: { size: number; mtimeMs: number },
): LocalEntry {
  return { kind: 'file', path: file, names, size, mtimeMs: Math.trunc(mtimeMs) };
}

/**
 * Names what is wrong with something found in a folder. A name that is not Unicode comes with marks in place of what
 * cannot be read, and nothing has the name that comes of it.
 */
function foundFailure(found: string, error: unknown): unknown {
  const name = path.basename(found);
  return systemCode(error) === 'ENOENT' && name.includes('\uFFFD')
    ? fail('NAME_INVALID', { name }, error)
    : sourceFailure(found, error);
}

/** Names what is wrong with a source; failures that already have a name keep it. */
export function sourceFailure(file: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('SOURCE_MISSING', { path: file }, error);
  return code?.startsWith('E') === true && !/^[A-Z]+_/u.test(code)
    ? fail('SOURCE_UNREADABLE', { path: file }, error)
    : error;
}
