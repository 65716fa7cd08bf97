import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { systemCode } from '../../lib/errors.ts';
import type { Coding } from './coding.ts';

/** A file of the page as it is sent. */
export interface PackedFile {
  readonly bytes: Buffer;
  /** Names these very bytes, quotes included. */
  readonly etag: string;
}

const gzip = promisify(zlib.gzip);
const brotli = promisify(zlib.brotliCompress);
/** The page with its fonts and languages takes a third of it; what was asked for longest ago goes first. */
const LARGEST = 24 * 1024 * 1024;

/** Reads files of the page and packs each once. Answers undefined for what is not there. */
export function makePageCache(): (file: string, coding: Coding) => Promise<PackedFile | undefined> {
  const kept = new Map<string, Promise<PackedFile | undefined>>();
  const sizes = new Map<string, number>();
  let total = 0;

  function drop(key: string): void {
    kept.delete(key);
    total -= sizes.get(key) ?? 0;
    sizes.delete(key);
  }

  return (file, coding) => {
    const key = `${coding} ${file}`;
    const before = kept.get(key);
    kept.delete(key);
    const packing = before ?? pack(file, coding);
    kept.set(key, packing);
    if (before !== undefined) return packing;
    packing.then(
      (packed) => {
        // What is not there is not remembered either: its names have no end.
        if (packed === undefined || kept.get(key) !== packing) return drop(key);
        sizes.set(key, packed.bytes.length);
        total += packed.bytes.length;
        for (const oldest of kept.keys()) {
          if (total <= LARGEST) break;
          if (sizes.has(oldest)) drop(oldest);
        }
        return undefined;
      },
      () => drop(key),
    );
    return packing;
  };
}

async function pack(file: string, coding: Coding): Promise<PackedFile | undefined> {
  let plain: Buffer;
  try {
    plain = await readFile(file);
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { bytes: await squeeze(plain, coding), etag: `"${digest}-${coding}"` };
}

/** The middle level of each: the highest takes seconds for a tenth less. */
function squeeze(plain: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'identity') return Promise.resolve(plain);
  if (coding === 'gzip') return gzip(plain, { level: 6 });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  return brotli(plain, { params: { [BROTLI_PARAM_QUALITY]: 5, [BROTLI_PARAM_SIZE_HINT]: plain.length } });
}
