import { sql, type CompiledQuery } from 'kysely';
import { Worker } from 'node:worker_threads';
import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Db, Tx } from './schema.ts';

/** A query that only reads: anything Kysely can compile. */
export interface Reading<Row> {
  compile(): CompiledQuery<Row>;
}

/**
 * Does away from the event loop what the disk makes slow: answers queries that read much, so that nothing waits for them.
 * They see what was committed before they began, and nothing of a transaction that is still open.
 */
export interface Aside {
  /**
   * All rows of a query. One whose signal aborts before its turn is never run. Throws TOO_BUSY when too many wait, and the
   * signal's reason.
   */
  all<Row>(query: Reading<Row>, signal?: AbortSignal): Promise<Row[]>;
  /**
   * Moves what was committed from the log to the file, which otherwise a commit does in its own time whenever the log is
   * long enough. Who writes much asks for it now and then.
   */
  checkpoint(): Promise<void>;
  /**
   * A transaction on the core's own connection that does not wait for the disk. After a power cut it may not have
   * happened; whatever is committed after it in the usual way takes it along, so that nothing can be there without what
   * came before.
   */
  durableLater<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Ends the threads; what still waits fails. */
  stop(): Promise<void>;
}

/** What a thread is told when it is made. */
export interface AsideData {
  readonly file: string;
  readonly nativeBinding: string | null;
}

/** What a thread is asked: a query, or a checkpoint for null. */
export type AsideTask = { readonly text: string; readonly parameters: readonly unknown[] } | null;

/** What it answers. */
export type AsideAnswer = { readonly rows: readonly unknown[] } | { readonly error: string };

interface AsideOptions extends AsideData {
  /** The worker, as file path or URL. */
  readonly workerFile: URL | string;
  readonly log: Log;
}

interface Waiting {
  readonly task: AsideTask;
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Two, so that a search need not wait for somebody's count of everything. */
const THREADS = 2;
/** Their memory is given back when nobody asked for so long. */
const IDLE_MS = 60_000;
/** More than so many never catch up. */
const WAITING_MAXIMUM = 200;

/** One thread with a connection of its own; it does one query at a time. */
class Thread {
  current: Waiting | null = null;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  readonly #options: AsideOptions;
  readonly #onFree: () => void;

  constructor(options: AsideOptions, onFree: () => void) {
    this.#options = options;
    this.#onFree = onFree;
  }

  run(waiting: Waiting): void {
    clearTimeout(this.#idle);
    this.current = waiting;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(waiting.task);
  }

  async end(reason: Error): Promise<void> {
    const [worker, lost] = [this.#worker, this.current];
    this.#worker = null;
    this.current = null;
    clearTimeout(this.#idle);
    lost?.reject(reason);
    await worker?.terminate();
  }

  #start(): Worker {
    const { file, nativeBinding, workerFile, log } = this.#options;
    const workerData: AsideData = { file, nativeBinding };
    // The flags of the parent (a debugger, a test runner's loader) are not the worker's.
    const started = new Worker(workerFile, { execArgv: [], workerData, name: 'aside' });
    const died = (reason: Error) => {
      if (this.#worker !== started) return;
      log.error({ err: reason }, 'a thread for reading died');
      void this.end(reason).then(this.#onFree);
    };
    started.on('message', (answer: AsideAnswer) => {
      const asker = this.current;
      this.current = null;
      started.unref();
      if ('error' in answer) asker?.reject(new Error(`reading aside: ${answer.error}`));
      else asker?.resolve(answer.rows);
      this.#idle = setTimeout(() => void this.end(new Error('idle')), IDLE_MS);
      this.#idle.unref();
      this.#onFree();
    });
    started.on('error', died);
    started.on('exit', (code) => died(new Error(`the thread ended with ${String(code)}`)));
    return started;
  }
}

/** Makes the threads that read a SQLite file beside the core's own connection; each is begun when first needed. */
export function makeAside(options: AsideOptions): Aside {
  const queue: Waiting[] = [];
  let stopped = false;
  const next = () => {
    for (const thread of threads) {
      if (queue.length === 0) return;
      if (thread.current !== null) continue;
      const waiting = queue.shift();
      if (waiting !== undefined) thread.run(waiting);
    }
  };
  const ask = (task: AsideTask, signal?: AbortSignal) => {
    if (stopped) throw new Error('reading aside is stopped');
    signal?.throwIfAborted();
    if (queue.length >= WAITING_MAXIMUM) throw fail('TOO_BUSY');
    return new Promise<readonly unknown[]>((resolve, reject) => {
      const waiting: Waiting = { task, resolve, reject };
      queue.push(waiting);
      signal?.addEventListener(
        'abort',
        () => {
          const at = queue.indexOf(waiting);
          if (at === -1) return;
          queue.splice(at, 1);
          reject(signal.reason);
        },
        { once: true },
      );
      next();
    });
  };
  const threads = Array.from({ length: THREADS }, () => new Thread(options, next));

  return {
    async all<Row>(query: Reading<Row>, signal?: AbortSignal) {
      const compiled = query.compile();
      const rows = await ask({ text: compiled.sql, parameters: compiled.parameters }, signal);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the query's type says what its rows are
      return rows as Row[];
    },
    async checkpoint() {
      await ask(null);
    },
    durableLater: (db, work) =>
      db.connection().execute(async (connection) => {
        await sql`pragma synchronous = normal`.execute(connection);
        try {
          return await connection.transaction().execute(work);
        } finally {
          await sql`pragma synchronous = full`.execute(connection);
        }
      }),
    async stop() {
      stopped = true;
      const reason = new Error('reading aside was stopped');
      for (const { reject } of queue.splice(0)) reject(reason);
      await Promise.all(threads.map((thread) => thread.end(reason)));
    },
  };
}

/** The same in place, where the database answers without blocking anybody, and for tests without threads. */
export function asideInPlace(db: {
  executeQuery<Row>(query: CompiledQuery<Row>): Promise<{ rows: Row[] }>;
}): Aside {
  return {
    async all(query, signal) {
      signal?.throwIfAborted();
      return (await db.executeQuery(query.compile())).rows;
    },
    // The commits do it themselves.
    checkpoint: () => Promise.resolve(),
    durableLater: (own, work) => own.transaction().execute(work),
    stop: () => Promise.resolve(),
  };
}
