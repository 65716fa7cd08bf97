import { isFailure, toFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { Jobs } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Line } from './line.ts';
import type { StopReason, Task } from './task.ts';
import { judge } from './verdict.ts';

const BIG_AT_ONCE = 2;
const SMALL_AT_ONCE = 32;
/** Bytes safe, rows not yet: more than this many wait for the database before others begin. */
const FINISHING_MAXIMUM = 48;
/** How often watchers are told while something moves, in milliseconds. */
const HEARTBEAT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

interface Deps {
  readonly line: Line;
  readonly jobs: Jobs;
  readonly ledger: Ledger;
  readonly store: ObjectStore;
  readonly log: Log;
  /** How many people's choices are being read: what comes of them begins by itself. */
  readonly readingCount: () => number;
  /** Told how many transfers run or are about to, when it changes and not more often than the heartbeat. */
  readonly onBusy: (count: number) => void;
}

/** Runs what is in line, several at once, and tries again what can be tried again. */
export class Runner {
  readonly #deps: Deps;
  /** Taken from the line and not ended, by id. */
  readonly tasks: Map<string, Task>;
  /** People whose transfers are being changed: nothing of theirs begins meanwhile. */
  readonly #held = new Map<string, number>();
  readonly #stopping = new AbortController();
  #running = { big: 0, small: 0 };
  #finishing = 0;
  #open = false;
  #opening = false;
  #awayInARow = 0;
  #heartbeat: NodeJS.Timeout | null = null;
  #told = 0;

  constructor(deps: Deps, tasks: Map<string, Task>) {
    this.#deps = deps;
    this.tasks = tasks;
  }

  get runningCount(): number {
    return this.#running.big + this.#running.small + this.#finishing;
  }

  /**
   * How many run or will in a moment, with nobody's help: between two files, before another try of one, and while a
   * folder is read, there are moments in which nothing runs.
   */
  get busyCount(): number {
    const { line, readingCount } = this.#deps;
    const again = Array.from(this.tasks.values()).filter(({ retryTimer }) => retryTimer !== null).length;
    return this.runningCount + again + readingCount() + (line.isFilling ? 1 : 0);
  }

  /** Lets those who hear of {@link busyCount} know that something begins. */
  stirred(): void {
    if (!this.#stopping.signal.aborted) this.#beat();
  }

  /** Begins what there is room for. Harmless at any time. */
  kick(): void {
    if (this.#stopping.signal.aborted) return;
    if (!this.#open) {
      this.#waitForStore();
      return;
    }
    const mayRun = (userId: string) => !this.#held.has(userId);
    for (const [size, limit] of [
      ['small', SMALL_AT_ONCE],
      ['big', BIG_AT_ONCE],
    ] as const) {
      while (this.#running[size] < limit && this.#finishing < FINISHING_MAXIMUM) {
        const task = this.#deps.line.next(size === 'big', mayRun);
        if (task === undefined) break;
        this.#begin(task, size);
      }
    }
  }

  /** Nothing of this person begins until the work is done; then what is in line goes on. */
  async holding<T>(userId: string, work: () => Promise<T>): Promise<T> {
    this.#held.set(userId, (this.#held.get(userId) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.#held.get(userId) ?? 1) - 1;
      if (left === 0) this.#held.delete(userId);
      else this.#held.set(userId, left);
      this.kick();
    }
  }

  /** Makes a task end and waits until its outcome is in the ledger. */
  async halt(task: Task, reason: StopReason): Promise<void> {
    task.stopped ??= reason;
    if (task.retryTimer !== null) clearTimeout(task.retryTimer);
    task.control.abort();
    await task.ended;
    // One that waited to be tried again had no try under way that could note the end.
    if (this.tasks.get(task.row.id) === task) await this.#settle(task);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(Array.from(this.tasks.values(), (task) => this.halt(task, 'park')));
    await this.#deps.ledger.flush();
    this.#beat();
  }

  #begin(task: Task, size: 'big' | 'small'): void {
    const { ledger } = this.#deps;
    this.tasks.set(task.row.id, task);
    this.#running[size] += 1;
    task.status = 'running';
    task.failure = null;
    task.reported = false;
    task.control = new AbortController();
    const book = ledger.known(task.row.user_id);
    if (book !== undefined) book.running += 1;
    this.#beat();
    ledger.changed(task.row.user_id);
    let finishing = false;
    const moved = () => {
      finishing = true;
      this.#running[size] -= 1;
      this.#finishing += 1;
      this.kick();
    };
    task.ended = this.#run(task, moved)
      .catch((error: unknown) => {
        this.tasks.delete(task.row.id);
        this.#deps.log.error({ err: error, id: task.row.id }, 'the outcome of a transfer was not written');
      })
      .finally(() => {
        if (book !== undefined) book.running -= 1;
        if (finishing) this.#finishing -= 1;
        else this.#running[size] -= 1;
        ledger.changed(task.row.user_id);
        this.kick();
        this.#beat();
      });
  }

  async #run(task: Task, moved: () => void): Promise<void> {
    const { jobs, ledger, log } = this.#deps;
    try {
      const finish = await jobs.move(task);
      // The next one's bytes need not wait until this one's row is safe.
      moved();
      await finish();
      this.#awayInARow = 0;
      this.tasks.delete(task.row.id);
      ledger.done(task);
    } catch (error) {
      if (task.stopped !== null) {
        await this.#settle(task);
        return;
      }
      const verdict = judge(error, task.row.attempts);
      if (verdict.kind === 'fail') {
        if (!isFailure(error)) log.error({ err: error, id: task.row.id }, 'a transfer failed');
        await jobs.failed(task, toFailure(error));
        this.tasks.delete(task.row.id);
        return;
      }
      task.status = 'retrying';
      task.failure = toFailure(error);
      log.info({ err: error, id: task.row.id }, 'a transfer is tried again');
      if (verdict.kind === 'whenBack') {
        this.#close();
        return;
      }
      await ledger.update(task, { attempts: task.row.attempts + 1 });
      if (this.#stopping.signal.aborted || task.stopped !== null) return;
      task.retryTimer = setTimeout(() => {
        task.retryTimer = null;
        this.#again(task);
      }, verdict.afterMs);
    }
  }

  /** Writes what became of a task that was made to stop. */
  async #settle(task: Task): Promise<void> {
    await this.#deps.jobs.stopped(task);
    this.tasks.delete(task.row.id);
  }

  #again(task: Task): void {
    task.status = 'waiting';
    this.#deps.line.again(task);
    this.kick();
  }

  #close(): void {
    this.#open = false;
    this.#waitForStore();
  }

  /** Begins again when the store is back; one that goes away at once each time is given longer and longer. */
  #waitForStore(): void {
    if (this.#opening) return;
    this.#opening = true;
    const { signal } = this.#stopping;
    const pauseMs = this.#awayInARow === 0 ? 0 : Math.min(LONGEST_WAIT_MS, 250 * 2 ** this.#awayInARow);
    this.#awayInARow += 1;
    const open = async () => {
      await pause(pauseMs, signal);
      await this.#deps.store.whenAvailable(signal);
    };
    open().then(
      () => {
        this.#opening = false;
        if (signal.aborted) return;
        this.#open = true;
        for (const task of this.tasks.values()) {
          if (task.status === 'retrying' && task.retryTimer === null && task.stopped === null)
            this.#again(task);
        }
        this.kick();
      },
      (error: unknown) => {
        this.#opening = false;
        if (signal.aborted) return;
        this.#deps.log.info({ err: error }, 'the store is still away');
        this.#waitForStore();
      },
    );
  }

  /** A timer only while something runs. */
  #beat(): void {
    const count = this.#stopping.signal.aborted ? this.runningCount : this.busyCount;
    if (count > 0 && this.#heartbeat === null) {
      this.#tell(count);
      this.#heartbeat = setInterval(() => {
        const busy = this.busyCount;
        this.#tell(busy);
        const moving = Array.from(this.tasks.values()).filter(({ status }) => status === 'running');
        for (const userId of new Set(moving.map(({ row }) => row.user_id))) this.#deps.ledger.changed(userId);
        if (busy > 0 || this.#heartbeat === null) return;
        clearInterval(this.#heartbeat);
        this.#heartbeat = null;
      }, HEARTBEAT_MS);
    }
    if (count === 0 && this.#stopping.signal.aborted) {
      if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
      this.#heartbeat = null;
      this.#tell(0);
    }
  }

  #tell(count: number): void {
    if (count === this.#told) return;
    this.#told = count;
    this.#deps.onBusy(count);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms === 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
