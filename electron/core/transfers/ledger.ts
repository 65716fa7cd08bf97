import type { Db, Tx } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import { grouped } from '../lib/grouped.ts';
import type { Log } from '../lib/log.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { Book } from './book.ts';
import { breathe } from '../lib/breathe.ts';
import { isBig, type Task } from './task.ts';
import {
  deleteTransfers,
  finishTransfers,
  insertTransfers,
  sumTransfers,
  updateTransfer,
  type TransferRow,
} from './transfers.table.ts';

/** Ends of many small files within this time, in milliseconds, are written in one transaction. */
const GATHER_MS = 150;

interface Deps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  /** The tasks of a person that have been taken from the line and not ended. */
  readonly tasksOf: (userId: string) => Iterable<Task>;
}

/**
 * What is known of all transfers: the rows, and each person's totals that follow them. One writer, in order, so that
 * totals and rows never drift apart. What it has not written yet is at most a transfer that ended, which the next
 * start finds out by itself.
 */
export class Ledger {
  readonly #deps: Deps;
  readonly #books = new Map<string, Book>();
  #queue: Promise<unknown> = Promise.resolve();
  #ended: Task[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A person's totals; read from the rows the first time. */
  async book(userId: string): Promise<Book> {
    const known = this.#books.get(userId);
    if (known !== undefined) return known;
    await this.write(() => (this.#books.has(userId) ? Promise.resolve() : this.#recount(userId)));
    return this.#bookOf(userId);
  }

  /** The totals if anybody has asked for them or anything moves; for paths that must not wait. */
  #bookOf(userId: string): Book {
    let book = this.#books.get(userId);
    if (book === undefined) {
      book = new Book();
      this.#books.set(userId, book);
    }
    return book;
  }

  known(userId: string): Book | undefined {
    return this.#books.get(userId);
  }

  forget(userId: string): void {
    this.#books.delete(userId);
  }

  /**
   * Does something with the rows in order with all that is written, though those that ended just now may still stand
   * as waiting: {@link endedOf} knows them.
   */
  inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined); // whoever asked hears of it
    return result;
  }

  /** Transfers that are done and not yet written as such. */
  endedOf(userId: string): Task[] {
    return this.#ended.filter(({ row }) => row.user_id === userId);
  }

  /** Does something with the rows when everything before it has been written. */
  write<T>(work: () => Promise<T>): Promise<T> {
    return this.inOrder(async () => {
      await this.#flush();
      return work();
    });
  }

  /** Adds transfers to the line. */
  async insert(
    userId: string,
    rows: readonly TransferRow[],
    replaced: readonly TransferRow[] = [],
  ): Promise<void> {
    await this.book(userId);
    await this.write(async () => {
      await this.#deps.db.transaction().execute(async (tx) => {
        await deleteTransfers(
          tx,
          replaced.map(({ id }) => id),
        );
        await insertTransfers(tx, rows);
      });
      const book = this.#bookOf(userId);
      for (const row of replaced) book.add(row.status, row.total_bytes, row.done_bytes, -1);
      for (const row of rows) book.add(row.status, row.total_bytes, row.done_bytes);
    });
    this.changed(userId);
    await breathe();
  }

  /** Changes the row of a task, and the totals with it. A change of `done_bytes` is what the person is told, too. */
  async update(task: Task, change: Partial<TransferRow>): Promise<void> {
    const { row } = task;
    await this.write(async () => {
      await updateTransfer(this.#deps.db, row.id, change);
      const book = this.known(row.user_id);
      book?.adjust(row.done_bytes - task.doneBytes);
      book?.add(row.status, row.total_bytes, row.done_bytes, -1);
      Object.assign(row, change);
      if (change.done_bytes !== undefined) task.doneBytes = change.done_bytes;
      book?.add(row.status, row.total_bytes, row.done_bytes);
      if (row.status === 'waiting') book?.adjust(task.doneBytes - row.done_bytes);
    });
    this.changed(row.user_id);
  }

  /** Counts a person's totals anew, after many rows changed at once. */
  async recount(userId: string): Promise<void> {
    await this.write(() => this.#recount(userId));
    this.changed(userId);
  }

  async #recount(userId: string): Promise<void> {
    const sums = await sumTransfers(this.#deps.db, userId);
    const book = this.#bookOf(userId);
    book.clear();
    for (const { status, count, totalBytes, doneBytes } of sums)
      book.add(status, totalBytes, doneBytes, count);
    for (const task of this.#deps.tasksOf(userId)) book.adjust(task.doneBytes - task.row.done_bytes);
    // Those that ended meanwhile are still written as waiting.
    for (const { row } of this.#ended) {
      if (row.user_id !== userId) continue;
      book.add('waiting', row.total_bytes, row.done_bytes, -1);
      book.add('done', row.total_bytes, row.total_bytes);
    }
  }

  /** Notes how far a transfer is. What a large one says first is where it goes on, and no measure of its speed. */
  progress(task: Task, doneBytes: number): void {
    const moved = doneBytes - task.doneBytes;
    const book = this.known(task.row.user_id);
    task.doneBytes = doneBytes;
    if (isBig(task.row) && !task.reported) {
      book?.adjust(moved);
    } else {
      if (moved > 0) task.speed.add(moved);
      book?.move(moved);
    }
    task.reported = true;
  }

  /** Notes that a transfer is done: told at once, written together with others that end at the same time. */
  done(task: Task): void {
    this.#ended.push(task);
    this.progress(task, task.row.total_bytes);
    const { row } = task;
    const book = this.known(row.user_id);
    book?.add('waiting', row.total_bytes, row.total_bytes, -1);
    book?.add('done', row.total_bytes, row.total_bytes);
    book?.ended();
    this.changed(row.user_id);
    this.#timer ??= setTimeout(() => {
      this.flush().catch((error: unknown) => this.#deps.log.error({ err: error }, 'ends were not written'));
    }, GATHER_MS);
  }

  flush(): Promise<void> {
    return this.write(() => Promise.resolve());
  }

  async #flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const tasks = this.#ended;
    if (tasks.length === 0) return;
    const finishedAt = new Date().toISOString();
    await this.#deps.db.transaction().execute(async (tx) => {
      await finishTransfers(
        tx,
        tasks.map(({ row }) => row.id),
        finishedAt,
      );
      await this.#recordDownloads(tx, tasks.filter(isDownload));
    });
    this.#ended = this.#ended.filter((task) => !tasks.includes(task));
  }

  async #recordDownloads(tx: Tx, tasks: readonly Task[]): Promise<void> {
    const { usage } = this.#deps;
    const ended = grouped(
      tasks.map(({ row }) => row),
      (row) => row.user_id,
    );
    for (const [userId, rows] of ended) {
      const bytes = rows.reduce((sum, { total_bytes }) => sum + total_bytes, 0);
      const count = rows.length;
      await usage.traffic(tx, { userId, direction: 'download', bytes, count });
      await usage.activity(tx, { userId, kind: 'downloaded', subject: rows[0]?.name ?? null, count });
    }
  }

  changed(userId: string): void {
    this.#deps.events.emit('transfers.changed', { userId });
  }
}

/** What went from the cloud to this computer, as files or as an archive. */
const isDownload = ({ row }: Task): boolean => row.direction !== 'upload';
