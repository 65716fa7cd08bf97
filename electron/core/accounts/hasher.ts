import { Worker } from 'node:worker_threads';
import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';

/** What the worker is asked. */
export type HashTask =
  | { readonly kind: 'hash'; readonly password: string; readonly cost: number }
  | { readonly kind: 'compare'; readonly password: string; readonly hash: string };

/** What the worker answers to the question of that number: the hash, or whether it fits, or what went wrong. */
export type HashAnswer =
  | { readonly id: number; readonly value: string | boolean }
  | { readonly id: number; readonly error: string };

/** Hashes passwords away from the event loop. */
export interface Hasher {
  hash(password: string, cost: number): Promise<string>;
  compare(password: string, hash: string): Promise<boolean>;
  /** Ends the worker; what still waits fails. */
  stop(): Promise<void>;
}

/** The worker's few megabytes are given back when nobody signed in for so long. */
const IDLE_MS = 60_000;
/** At some 0.3 s each: whoever comes after these would wait longer than anybody does. */
const WAITING_MAXIMUM = 24;

interface Waiting {
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (error: Error) => void;
}

/** Makes the hasher on one worker thread, begun when first needed and begun again should it die. */
export function makeHasher(workerFile: URL | string, log: Log): Hasher {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  let stopped = false;

  async function end(reason: Error): Promise<void> {
    const ending = worker;
    worker = undefined;
    clearTimeout(idle);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    await ending?.terminate();
  }

  function start(): Worker {
    // The flags of the parent (a debugger, a test runner's loader) are not the worker's.
    const started = new Worker(workerFile, { execArgv: [] });
    const died = (reason: Error) => {
      if (worker !== started) return;
      log.error({ err: reason }, 'the password worker died');
      void end(reason);
    };
    started.on('message', (answer: HashAnswer) => {
      const asker = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) asker?.reject(new Error(`bcrypt: ${answer.error}`));
      else asker?.resolve(answer.value);
      if (waiting.size === 0) {
        idle = setTimeout(() => void end(new Error('the password worker rests')), IDLE_MS);
        idle.unref();
        started.unref();
      }
    });
    started.on('error', died);
    started.on('exit', (code) => died(new Error(`the password worker ended with ${code}`)));
    return started;
  }

  /** Throws TOO_MANY_ATTEMPTS when the queue is full. */
  async function ask(task: HashTask): Promise<string | boolean> {
    if (stopped) throw new Error('the hasher is stopped');
    if (waiting.size >= WAITING_MAXIMUM) throw fail('TOO_MANY_ATTEMPTS', { retryAfterSeconds: 10 });
    clearTimeout(idle);
    worker ??= start();
    worker.ref();
    last += 1;
    const id = last;
    const answer = new Promise<string | boolean>((resolve, reject) => waiting.set(id, { resolve, reject }));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    worker.postMessage({ id, task });
    return answer;
  }

  return {
    hash: async (password, cost) => String(await ask({ kind: 'hash', password, cost })),
    compare: async (password, hash) => (await ask({ kind: 'compare', password, hash })) === true,
    async stop() {
      stopped = true;
      await end(new Error('the hasher was stopped'));
    },
  };
}
