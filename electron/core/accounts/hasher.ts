import { Worker } from 'node:worker_threads';
import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { FairLine, type Asker } from './ways.ts';

/** What the worker is asked. */
export type HashTask =
  | { readonly kind: 'hash'; readonly password: string; readonly cost: number }
  | { readonly kind: 'compare'; readonly password: string; readonly hash: string };

/** What the worker answers to the question of that number: the hash, or whether it fits, or what went wrong. */
export type HashAnswer =
  | { readonly id: number; readonly value: string | boolean }
  | { readonly id: number; readonly error: string };

/** Hashes passwords away from the event loop, one after the other. Throws TOO_MANY_ATTEMPTS where too many wait. */
export interface Hasher {
  hash(password: string, cost: number, asker?: Asker): Promise<string>;
  compare(password: string, hash: string, asker?: Asker): Promise<boolean>;
  /** Ends the worker; what still waits fails. */
  stop(): Promise<void>;
}

/** The worker's few megabytes are given back when nobody signed in for so long. */
const IDLE_MS = 60_000;
/** Whoever finds a line that is full is told to come again in so many seconds. */
const RETRY_SECONDS = 10;
const INSIDE: Asker = { way: 'inside', origin: '' };

interface Waiting {
  readonly task: HashTask;
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (error: Error) => void;
}

/** Makes the hasher on one worker thread, begun when first needed and begun again should it die. */
export function makeHasher(workerFile: URL | string, log: Log): Hasher {
  const waiting = new FairLine<Waiting>();
  /** What the worker is at. */
  let current: (Waiting & { readonly id: number }) | undefined;
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  let stopped = false;

  async function end(reason: Error): Promise<void> {
    const ending = worker;
    worker = undefined;
    clearTimeout(idle);
    const all = [...(current === undefined ? [] : [current]), ...waiting.clear()];
    current = undefined;
    for (const { reject } of all) reject(reason);
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
      if (answer.id !== current?.id) return;
      const asked = current;
      current = undefined;
      if ('error' in answer) asked.reject(new Error(`bcrypt: ${answer.error}`));
      else asked.resolve(answer.value);
      if (!begin()) {
        idle = setTimeout(() => void end(new Error('the password worker rests')), IDLE_MS);
        idle.unref();
        started.unref();
      }
    });
    started.on('error', died);
    started.on('exit', (code) => died(new Error(`the password worker ended with ${code}`)));
    return started;
  }

  /** Gives the worker what comes next; false when there is nothing. */
  function begin(): boolean {
    const next = current === undefined ? waiting.next() : undefined;
    if (next === undefined) return current !== undefined;
    clearTimeout(idle);
    worker ??= start();
    worker.ref();
    last += 1;
    current = { ...next, id: last };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    worker.postMessage({ id: last, task: next.task });
    return true;
  }

  function ask(task: HashTask, asker: Asker): Promise<string | boolean> {
    if (stopped) return Promise.reject(new Error('the hasher is stopped'));
    return new Promise((resolve, reject) => {
      const refused = waiting.enter(asker, { task, resolve, reject });
      refused?.reject(fail('TOO_MANY_ATTEMPTS', { retryAfterSeconds: RETRY_SECONDS }));
      begin();
    });
  }

  return {
    hash: async (password, cost, asker = INSIDE) =>
      String(await ask({ kind: 'hash', password, cost }, asker)),
    compare: async (password, hash, asker = INSIDE) =>
      (await ask({ kind: 'compare', password, hash }, asker)) === true,
    async stop() {
      stopped = true;
      await end(new Error('the hasher was stopped'));
    },
  };
}
