/** Makes a JPEG of a small picture that lies at this address of the store. */
export type JpegOf = (url: string, signal: AbortSignal) => Promise<Uint8Array>;

/** Pixels of a small picture at most, with room to spare: whatever has more is none of ours. */
const PIXELS = 2_000_000;
const QUALITY = 80;

/**
 * Small pictures for browsers that know no WebP: Safari before 2020. They are few, so nothing is kept, and one is made
 * after the other, away from the event loop.
 */
export function makeJpegOf(): JpegOf {
  let last: Promise<unknown> = Promise.resolve();

  async function make(url: string, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`the store answered ${String(response.status)}`);
    const picture = Buffer.from(await response.arrayBuffer());
    const { loadSharp } = await import('./decode/load-sharp.ts');
    return loadSharp()(picture, { limitInputPixels: PIXELS })
      .flatten({ background: '#fff' })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  }

  return (url, signal) => {
    const made = last.then(
      () => make(url, signal),
      () => make(url, signal),
    );
    last = made;
    return made;
  };
}
