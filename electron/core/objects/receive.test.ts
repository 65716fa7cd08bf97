import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DirectResponse } from './direct-get.ts';
import { receive } from './receive.ts';

const MIB = 1024 * 1024;
const never = new AbortController().signal;

/** An answer whose body is at hand: it comes as fast as it is taken, and in whatever moment the rest is asked for. */
class BodyAtHand implements DirectResponse {
  readonly statusCode = 200;
  readonly headers = {};
  readonly #body: Buffer;
  #at = 0;
  #take: (piece: Buffer) => number = () => 0;
  #finish: { resolve(): void; reject(error: Error): void } | undefined;

  constructor(body: Buffer) {
    this.#body = body;
  }

  deliver(take: (piece: Buffer) => number): Promise<void> {
    this.#take = take;
    return new Promise((resolve, reject) => {
      this.#finish = { resolve, reject };
      this.resume();
    });
  }

  resume(): void {
    this.#at += this.#take(this.#body.subarray(this.#at));
    if (this.#at === this.#body.length) this.#finish?.resolve();
  }

  destroy(): void {
    this.#finish?.reject(new Error('destroyed'));
  }
}

async function received(
  body: Buffer,
  ahead: number,
  write: (piece: Buffer, at: number) => Promise<void> = () => Promise.resolve(),
): Promise<{ bytes: Buffer; progress: number[] }> {
  const bytes = Buffer.alloc(body.length);
  const progress: number[] = [];
  await receive(new BodyAtHand(body), {
    start: 0,
    async write(piece, at) {
      await write(piece, at);
      piece.copy(bytes, at);
    },
    inTurn: true,
    ahead,
    verifier: null,
    onProgress: (done) => void progress.push(done),
    signal: never,
  });
  return { bytes, progress };
}

describe('a body that comes faster than it is written', () => {
  test.each([0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB + 5, 9 * MIB])(
    'is written whole and in order, all %i bytes of it',
    async (size) => {
      const body = randomBytes(size);
      for (const ahead of [1, 2, 7]) {
        const { bytes, progress } = await received(body, ahead, () => new Promise(setImmediate));
        expect(bytes.equals(body)).toBe(true);
        expect(progress.at(-1) ?? 0).toBe(size);
        // Also where a write is done at once, so that its end meets the end of the body.
        expect((await received(body, ahead)).bytes.equals(body)).toBe(true);
      }
    },
  );

  test('is kept waiting in as many pieces as are allowed, and no more', async () => {
    let go: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      go = resolve;
    });
    const body = randomBytes(9 * MIB);
    const answer = new BodyAtHand(body);
    let taken = 0;
    const deliver = answer.deliver.bind(answer);
    answer.deliver = (take) =>
      deliver((piece) => {
        const count = take(piece);
        taken += count;
        return count;
      });
    const receiving = receive(answer, {
      start: 0,
      write: () => first,
      inTurn: true,
      ahead: 2,
      verifier: null,
      onProgress: () => undefined,
      signal: never,
    });
    expect(taken).toBe(3 * MIB);
    go();
    await receiving;
    expect(taken).toBe(9 * MIB);
  });

  test('may be handed on before what came before it is written', async () => {
    const body = randomBytes(5 * MIB + 1);
    const waiting: (() => void)[] = [];
    const handed: Buffer[] = [];
    await receive(new BodyAtHand(body), {
      start: 0,
      async write(piece) {
        handed.push(Buffer.from(piece));
        if (handed.length <= 3) await new Promise<void>((resolve) => void waiting.push(resolve));
        for (const go of handed.length < 3 ? [] : waiting.splice(0)) go();
      },
      inTurn: false,
      ahead: 3,
      verifier: null,
      onProgress: () => undefined,
      signal: never,
    });
    expect(Buffer.concat(handed).equals(body)).toBe(true);
  });

  test('ends with the failure of what could not be written, and writes nothing after it', async () => {
    const full = new Error('full');
    const written: number[] = [];
    const writing = received(randomBytes(9 * MIB), 2, async (_, at) => {
      await new Promise(setImmediate);
      if (at === 3 * MIB) throw full;
      written.push(at);
    });
    await expect(writing).rejects.toBe(full);
    expect(written).toEqual([0, MIB, 2 * MIB]);
  });
});
