import { fail } from '../lib/errors.ts';

/**
 * Makes a JPEG of a small picture that lies at this address of the store. Throws TOO_BUSY when too many wait, and
 * whatever the signal says.
 */
export type JpegOf = (url: string, signal: AbortSignal) => Promise<Uint8Array>;

/** Pixels of a small picture at most, with room to spare: whatever has more is none of ours. */
const PIXELS = 2_000_000;
/** The same in bytes. */
const LARGEST = 4 * 1024 * 1024;
const QUALITY = 80;
/** A page of a share asks for a few dozen; more who wait would be kept waiting for longer than they do. */
const WAITING_MAXIMUM = 100;
/** A store that does not answer holds up nobody else for longer, in milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Small pictures for browsers that know no WebP: Safari before 2020. They are few, so nothing is kept, and one is made
 * after the other, away from the event loop.
 */
export function makeJpegOf(): JpegOf {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function make(url: string, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    const picture = await fetchPicture(url, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
    const { loadSharp } = await import('./decode/load-sharp.ts');
    return loadSharp()(picture, { limitInputPixels: PIXELS })
      .flatten({ background: '#fff' })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  }

  return async (url, signal) => {
    if (waiting >= WAITING_MAXIMUM) throw fail('TOO_BUSY');
    waiting += 1;
    const before = last;
    const made = (async () => {
      await before.catch(() => undefined); // whoever asked for that one is told
      return make(url, signal);
    })();
    last = made;
    try {
      return await made;
    } finally {
      waiting -= 1;
    }
  };
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<Buffer> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the store answered ${String(response.status)}`);
  }
  if (Number(response.headers.get('content-length')) > LARGEST) {
    await response.body?.cancel();
    throw new Error('too large for a small picture');
  }
  return Buffer.from(await response.arrayBuffer());
}
