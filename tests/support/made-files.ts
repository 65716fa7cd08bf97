import { createCipheriv } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Writes a file of pseudo-random bytes that differ for each seed; answers with its path. */
export async function makeFile(folder: string, name: string, size: number, seed = 1): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await pipeline(pseudoRandom(size, seed), createWriteStream(file));
  return file;
}

/** A stream cipher over zeros is the fastest generator at hand that no compression can shrink. */
function* pseudoRandom(size: number, seed: number): Generator<Buffer> {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  const zeros = Buffer.alloc(1024 * 1024);
  for (let left = size; left > 0; left -= zeros.length)
    yield cipher.update(left < zeros.length ? zeros.subarray(0, left) : zeros);
}
