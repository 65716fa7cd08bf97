import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { Piece } from './piece.ts';
import { rangeHeader, STORE_IDLE_MS, type Reading, type StoreQuestion } from './reading.ts';

/** Reads an object over TLS. Rejects when the store does not give just what was asked for. */
export function openSecureReading({ url, host, range, signal }: StoreQuestion): Promise<Reading> {
  const request = https.get(url, {
    agent: false,
    signal,
    headers: {
      ...(host === undefined ? {} : { host }),
      ...(range === null ? {} : { range: rangeHeader(range) }),
    },
  });
  return new Promise((resolve, reject) => {
    request.setTimeout(STORE_IDLE_MS, () => request.destroy(new Error('no answer from the store')));
    request.once('error', reject);
    request.once('response', (answer) => {
      const length = Number(answer.headers['content-length']);
      if (answer.statusCode !== (range === null ? 200 : 206) || !Number.isSafeInteger(length)) {
        request.destroy(new Error(`the store answered ${String(answer.statusCode)}`));
        return;
      }
      request.setTimeout(0);
      answer.on('error', () => undefined); // told to whoever takes the body
      resolve(readingOf(answer, length, range?.start ?? 0));
    });
  });
}

function readingOf(answer: IncomingMessage, length: number, start: number): Reading {
  let position = start;
  let resting = true;
  answer.pause();
  return {
    length,
    run: (take) =>
      new Promise((resolve, reject) => {
        answer.socket.setTimeout(STORE_IDLE_MS, () => {
          if (!resting) answer.destroy(new Error('no answer from the store'));
        });
        answer.once('end', resolve);
        answer.once('error', reject);
        answer.once('close', () => reject(new Error('the store broke off')));
        answer.on('data', (bytes: Buffer) => {
          resting = true;
          const piece = new Piece(position, bytes, null);
          position += bytes.length;
          take(piece);
          if (resting) answer.pause();
        });
        if (resting) answer.pause();
        else answer.resume();
      }),
    more() {
      resting = false;
      answer.resume();
    },
    destroy: () => void answer.destroy(),
  };
}
