import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { acceptedCoding } from './coding.ts';

const gzip = promisify(zlib.gzip);
/** Bytes from which packing an answer saves a phone more than it costs the computer. */
const PACKED_FROM = 4096;

/**
 * Sends a web Response as fast as the device takes it; a stream is given up when the signal aborts. The headers that the
 * door set before stay unless the Response says otherwise.
 */
export async function sendWebResponse(
  to: ServerResponse,
  response: Response,
  { request, signal }: { readonly request: IncomingMessage; readonly signal: AbortSignal },
): Promise<void> {
  for (const [name, value] of response.headers) to.setHeader(name, value);
  const streamed = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (!streamed) {
    const whole = Buffer.from(await response.arrayBuffer());
    const packs =
      whole.length > PACKED_FROM && acceptedCoding(request.headers['accept-encoding']) !== 'identity';
    const body = packs ? await gzip(whole, { level: 4 }) : whole;
    if (packs) to.setHeader('content-encoding', 'gzip');
    to.setHeader('content-length', String(body.length));
    to.writeHead(response.status).end(body);
    return;
  }
  to.writeHead(response.status);
  to.flushHeaders();
  const reader = response.body?.getReader();
  if (reader === undefined) {
    to.end();
    return;
  }
  const stop = () => {
    // What it was waiting for is told by the read that ends.
    void reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) stop();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (to.destroyed) break;
      if (!to.write(next.value)) await once(to, 'drain', { signal });
    }
    to.end();
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
