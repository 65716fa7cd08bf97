import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/**
 * Sends a web Response as fast as the device takes it; a stream is given up when the signal aborts. The headers that the
 * door set before stay unless the Response says otherwise.
 */
export async function sendWebResponse(
  to: ServerResponse,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  for (const [name, value] of response.headers) to.setHeader(name, value);
  const streamed = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (!streamed) {
    const body = Buffer.from(await response.arrayBuffer());
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
