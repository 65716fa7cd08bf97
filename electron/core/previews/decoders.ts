import { Worker } from 'node:worker_threads';
import type { Log } from '../lib/log.ts';
import { READY, type DecodeOutcome, type DecoderData, type DecodeTask } from './decode/task.ts';

/** Threads in which pictures are decoded, so that neither the work nor a hostile file stops the core. */
export interface Decoders {
  /** How many tasks may run at once. */
  readonly slots: number;
  /** Never throws: a thread that dies or takes too long made nothing of its task. */
  run(task: DecodeTask): Promise<DecodeOutcome>;
  /** Ends all threads; what still runs is `unreachable`. */
  stop(): Promise<void>;
}

export interface DecoderFiles {
  /** The worker: `thumbnail.worker.ts`, or what the bundle made of it. */
  readonly worker: URL;
  /** Path of the PDF decoder's WebAssembly. */
  readonly pdfium: string;
}

const SLOTS = 2;
/** The megabytes of a decoder are given back when nobody looked at pictures for so long. */
const REST_MS = 30_000;
/** What decodes for longer than this was made to. */
const TASK_MS = 40_000;
/** For what is not in the pictures' own memory, which has limits of its own. */
const HEAP_MIB = 512;

interface Thread {
  readonly worker: Worker;
  busy: boolean;
  ready: boolean;
  rest: NodeJS.Timeout | undefined;
}

/** Makes the decoders; threads begin when they are first needed. */
export function makeDecoders({ worker: file, pdfium }: DecoderFiles, log: Log): Decoders {
  const threads = new Set<Thread>();
  let stopped = false;
  let ready: Promise<unknown> | undefined;

  function start(): Thread {
    const worker = new Worker(file, {
      // The flags of the parent (a debugger, a test runner's loader) are not the worker's.
      execArgv: [],
      workerData: { pdfium } satisfies DecoderData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
      stdout: true,
      stderr: true,
    });
    // What decoders print about strange files is of use to nobody; what they fail of comes as an outcome.
    worker.stdout.resume();
    worker.stderr.resume();
    const thread: Thread = { worker, busy: true, ready: false, rest: undefined };
    threads.add(thread);
    const gone = () => {
      clearTimeout(thread.rest);
      threads.delete(thread);
    };
    worker.on('exit', gone);
    worker.on('message', (message: DecodeOutcome | typeof READY) => {
      if (message === READY) thread.ready = true;
    });
    worker.on('error', (error) => {
      gone();
      log[thread.ready ? 'warn' : 'error']({ err: error }, 'a decoder of pictures died');
    });
    return thread;
  }

  function rest(thread: Thread): void {
    thread.busy = false;
    thread.worker.unref();
    thread.rest = setTimeout(() => {
      threads.delete(thread);
      void thread.worker.terminate();
    }, REST_MS).unref();
  }

  return {
    slots: SLOTS,
    async run(task) {
      // Libraries that threads share have to be in the process before the first of them, and stay when the last ends.
      ready ??= import('./decode/load-sharp.ts').then(({ loadSharp }) => loadSharp());
      await ready;
      if (stopped) return { kind: 'unreachable', reason: 'stopped' };
      const thread = Array.from(threads).find(({ busy }) => !busy) ?? start();
      thread.busy = true;
      clearTimeout(thread.rest);
      thread.worker.ref();
      const outcome = await answer(thread, task);
      if (threads.has(thread)) rest(thread);
      return stopped ? { kind: 'unreachable', reason: 'stopped' } : outcome;
    },
    async stop() {
      stopped = true;
      const all = Array.from(threads);
      threads.clear();
      for (const thread of all) clearTimeout(thread.rest);
      await Promise.all(all.map(({ worker }) => worker.terminate()));
    },
  };
}

function answer(thread: Thread, task: DecodeTask): Promise<DecodeOutcome> {
  const { worker } = thread;
  return new Promise((resolve) => {
    const end = (outcome: DecodeOutcome | typeof READY) => {
      if (outcome === READY) return;
      clearTimeout(limit);
      worker.off('message', end);
      worker.off('exit', died);
      worker.off('error', died);
      resolve(outcome);
    };
    const died = (reason: unknown) =>
      end({ kind: 'nothing', reason: `the decoder ended: ${String(reason)}` });
    const limit = setTimeout(() => void worker.terminate(), TASK_MS);
    worker.on('message', end);
    worker.on('exit', died);
    worker.on('error', died);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    worker.postMessage(task);
  });
}
