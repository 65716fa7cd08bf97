import type { IncomingMessage } from 'node:http';
import { SMALL_BODY } from './limits.ts';

/** The whole body of a request, or null when it is larger than `largest` bytes. Throws when the device goes away. */
export async function readBody(request: IncomingMessage, largest = SMALL_BODY): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a body that is no bytes');
    bytes += chunk.length;
    if (bytes > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
