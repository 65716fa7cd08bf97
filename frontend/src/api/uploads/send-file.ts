import type { WebUpload } from '../../../../electron/contract/uploads.ts';
import type { Client } from '../client.ts';
import type { Slots } from './slots.ts';
import { PartFailed, type putPart } from './put-part.ts';

/** How many addresses are asked for at once: enough for a while, few enough to be used before they are too old. */
const SIGNED_AT_ONCE = 16;

export interface SendDeps {
  readonly calls: Pick<Client['uploads'], 'sign'>;
  readonly put: typeof putPart;
  /** Shared by all files: a browser has six connections to the cloud, and some are for other things. */
  readonly slots: Slots;
}

/** How many parts a file of this size has. An empty file is one empty part. */
function partCount({ sizeBytes, partBytes }: Pick<WebUpload, 'sizeBytes' | 'partBytes'>): number {
  return Math.max(1, Math.ceil(sizeBytes / partBytes));
}

/**
 * Sends the parts of a file that the store does not have yet; `onDone` hears how many bytes of the file are there or
 * on their way. Throws {@link PartFailed} at the first part that fails, what the calls throw, or the signal's reason.
 */
export async function sendFile(
  { calls, put, slots }: SendDeps,
  file: Blob,
  upload: WebUpload,
  onDone: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const stored = new Map(upload.parts.map(({ number, sizeBytes }) => [number, sizeBytes]));
  const missing = Array.from({ length: partCount(upload) }, (_, at) => at + 1).filter((n) => !stored.has(n));
  let kept = [...stored.values()].reduce((sum, bytes) => sum + bytes, 0);
  const underWay = new Map<number, number>();
  const tell = () =>
    onDone(Math.min(upload.sizeBytes, kept + [...underWay.values()].reduce((a, b) => a + b, 0)));
  tell();
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);

  async function one(number: number, url: string): Promise<void> {
    const bytes = file.slice((number - 1) * upload.partBytes, number * upload.partBytes);
    try {
      await put(
        url,
        bytes,
        (sent) => {
          underWay.set(number, sent);
          tell();
        },
        both,
      );
      kept += bytes.size;
    } finally {
      underWay.delete(number);
      tell();
    }
  }

  let failure: unknown;
  const running = new Set<Promise<void>>();
  for (let at = 0; at < missing.length && failure === undefined; at += SIGNED_AT_ONCE) {
    const numbers = missing.slice(at, at + SIGNED_AT_ONCE);
    const { urls } = await calls.sign({ id: upload.id, numbers }, { signal });
    for (const [index, number] of numbers.entries()) {
      const url = urls[index];
      if (url === undefined) throw new PartFailed('refused');
      const free = await slots.take(both);
      if (failure !== undefined) {
        free();
        break;
      }
      const sending = one(number, url)
        .catch((error: unknown) => {
          failure ??= error;
          stop.abort(error);
        })
        .finally(() => {
          free();
          running.delete(sending);
        });
      running.add(sending);
    }
  }
  await Promise.all(running);
  signal.throwIfAborted();
  if (failure !== undefined) throw failure;
}
