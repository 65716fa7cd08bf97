import type { IncomingMessage } from 'node:http';

/** The most that a form or a call of the script has to say, in bytes. */
const LARGEST = 16_384;

/** A small body as text; null when it is larger than any of ours, or broke off. */
export async function readSmallBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) return null;
      length += chunk.length;
      if (length > LARGEST) return null;
      chunks.push(chunk);
    }
  } catch {
    return null; // nobody waits for an answer any more
  }
  return Buffer.concat(chunks).toString('utf8');
}
