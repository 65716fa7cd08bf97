import http from 'node:http';
import https from 'node:https';

/** The store did not give the bytes, so that nothing is known of the picture yet. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const IDLE_MS = 20_000;

/** Fetches a part of an object, both ends included, or all of it. Throws {@link Unreachable}. */
export function fetchBytes(
  url: string,
  length: number,
  range?: { readonly start: number; readonly end: number },
): Promise<Buffer> {
  const { request } = url.startsWith('https:') ? https : http;
  const headers = range === undefined ? {} : { range: `bytes=${String(range.start)}-${String(range.end)}` };
  return new Promise((resolve, reject) => {
    const broken = (reason: unknown) => reject(new Unreachable(String(reason)));
    const sent = request(url, { headers }, (response) => {
      const status = response.statusCode ?? 0;
      if (status !== (range === undefined ? 200 : 206)) {
        response.destroy();
        broken(`the store answered ${String(status)}`);
        return;
      }
      const bytes = Buffer.allocUnsafeSlow(length);
      let filled = 0;
      response.on('data', (chunk: Buffer) => {
        if (filled + chunk.length <= length) chunk.copy(bytes, filled);
        filled += chunk.length;
      });
      response.once('error', broken);
      response.once('end', () => {
        if (filled === length) resolve(bytes);
        else broken(`${String(filled)} bytes came of ${String(length)}`);
      });
    });
    sent.setTimeout(IDLE_MS, () => sent.destroy(new Error('no answer')));
    sent.once('error', broken);
    sent.end();
  });
}
