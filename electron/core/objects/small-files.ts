import { Worker } from 'node:worker_threads';
import { makePipelined, type Pipelined } from './pipelined.ts';
import { makeShelf } from './shelf.ts';
import { smallFilesWorker, type SmallJob, type SmallOutcome } from './small-files-worker.ts';

/** Largest file whose bytes are handed to and from the worker whole. */
export const SMALL_FILE = 256 * 1024;
/** Files in one message, which bounds the memory in it. */
const JOBS_AT_ONCE = 16;
/** The worker goes when nothing was asked for so long. */
const IDLE_MS = 5000;

/** Reads and writes small files in a thread of its own, many with one message, and fetches them from the store and stores them. */
export interface SmallFiles {
  readonly fetch: Pipelined['get'];
  readonly send: Pipelined['put'];
  /** Resolves with whatever came of it; rejects only when the worker breaks or is closed. */
  do(job: SmallJob): Promise<SmallOutcome>;
  close(): void;
}

interface Waiting {
  readonly job: SmallJob;
  readonly resolve: (outcome: SmallOutcome) => void;
  readonly reject: (error: unknown) => void;
}

export function makeSmallFiles(): SmallFiles {
  let shelf = makeShelf();
  const pipelined = makePipelined((size) => shelf.take(size));
  const waiting: Waiting[] = [];
  let underWay: Waiting[] = [];
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;

  function begin(): Worker {
    const made = new Worker(`(${smallFilesWorker.toString()})()`, { eval: true, name: 'small-files' });
    made.on('message', (outcomes: SmallOutcome[]) => {
      const answered = underWay;
      underWay = [];
      answered.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new Error('the worker forgot a file'));
        else resolve(outcome);
      });
      next();
    });
    made.on('error', (error) => end(error));
    return made;
  }

  function next(): void {
    if (underWay.length > 0) return;
    clearTimeout(idle);
    if (waiting.length === 0) {
      worker?.unref();
      idle = setTimeout(() => end(new Error('idle')), IDLE_MS);
      idle.unref();
      return;
    }
    worker ??= begin();
    worker.ref();
    underWay = waiting.splice(0, JOBS_AT_ONCE);
    const jobs = underWay.map(({ job }) => job);
    const moved = jobs.flatMap(ownBufferOf);
    worker.postMessage({ jobs }, moved);
  }

  function end(reason: Error): void {
    clearTimeout(idle);
    const [gone, lost] = [worker, [...underWay, ...waiting.splice(0)]];
    worker = null;
    underWay = [];
    // A worker that is being ended may still look at what it was given.
    shelf = makeShelf();
    for (const { reject } of lost) reject(reason);
    void gone?.terminate();
  }

  return {
    fetch: pipelined.get,
    send: pipelined.put,
    do: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        // The others of this moment come along.
        if (waiting.length === 1) setImmediate(next);
      }),
    close() {
      pipelined.close();
      end(new Error('closed'));
    },
  };
}

/** The memory that goes with a job; what lies on the shelf stays there. */
function ownBufferOf(job: SmallJob): ArrayBuffer[] {
  return job.kind === 'write' && job.bytes.buffer instanceof ArrayBuffer ? [job.bytes.buffer] : [];
}
