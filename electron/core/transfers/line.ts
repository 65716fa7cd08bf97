import type { Db } from '../db/schema.ts';
import { newId } from '../lib/ids.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { driveOf } from './rows.ts';
import type { Ledger } from './ledger.ts';
import { isBig, makeTask, SMALL_MAXIMUM, type Reserved, type Task } from './task.ts';
import { storedBehind } from './stored.ts';
import { assignObjects, nextWaiting, type TransferRow } from './transfers.table.ts';

/** How many are taken from the table at a time, and how few left make it worth asking again. */
const TAKE = 64;
const LOW = 24;

interface Lane {
  readonly userId: string;
  readonly direction: TransferRow['direction'];
  readonly big: boolean;
  tasks: Task[];
  /** Everything up to this id has been taken. */
  cursor: string;
  /** Nothing more was found after the cursor. */
  empty: boolean;
  filling: boolean;
  /** Raised when what was taken is put back, so that an answer on its way is thrown away. */
  version: number;
}

interface Deps {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly ledger: Ledger;
  /** Ids that have been taken and have not ended. */
  readonly isTaken: (id: string) => boolean;
  readonly onFilled: () => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * The transfers in line, one lane for each person, direction and size class, so that taking turns between lanes is
 * fair: nobody's ten thousand files stand before another's one.
 */
export class Line {
  readonly #deps: Deps;
  #lanes: Lane[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether more is being taken from the table. */
  get isFilling(): boolean {
    return this.#lanes.some(({ filling }) => filling);
  }

  /** Something of this person may wait from this id on; an empty id means anywhere. */
  added(userId: string, firstId: string): void {
    if (!this.#lanes.some((lane) => lane.userId === userId)) {
      for (const direction of ['upload', 'download', 'zip'] as const) {
        for (const big of [false, true]) {
          this.#lanes.push({
            userId,
            direction,
            big,
            tasks: [],
            cursor: '',
            empty: false,
            filling: false,
            version: 0,
          });
        }
      }
    }
    for (const lane of this.#lanes) {
      if (lane.userId !== userId) continue;
      lane.empty = false;
      if (firstId <= lane.cursor) lane.cursor = firstId.slice(0, -1);
    }
  }

  /** Puts what was taken and has not begun back, because a person is about to change it. */
  putBack(userId: string): void {
    for (const lane of this.#lanes) {
      if (lane.userId !== userId) continue;
      lane.version += 1;
      // Those to be tried again have begun once, and only the runner knows of them.
      lane.tasks = lane.tasks.filter(({ row }) => this.#deps.isTaken(row.id));
      lane.cursor = '';
      lane.empty = false;
    }
  }

  forget(userId: string): void {
    this.putBack(userId);
    this.#lanes = this.#lanes.filter((lane) => lane.userId !== userId);
  }

  /** Puts a task that is to be tried again at the head of its lane. */
  again(task: Task): void {
    const lane = this.#lanes.find(
      ({ userId, direction, big }) =>
        userId === task.row.user_id && direction === task.row.direction && big === isBig(task.row),
    );
    lane?.tasks.unshift(task);
  }

  /** The next of a size class, in turns; undefined when none is at hand, though more may be on the way. */
  next(big: boolean, mayRun: (userId: string) => boolean): Task | undefined {
    for (const lane of this.#lanes) {
      if (lane.big !== big || !mayRun(lane.userId)) continue;
      let task = lane.tasks.shift();
      while (task !== undefined && task.stopped !== null) task = lane.tasks.shift();
      if (lane.tasks.length < LOW) this.#fill(lane);
      if (task === undefined) continue;
      this.#lanes = [...this.#lanes.filter((other) => other !== lane), lane];
      return task;
    }
    return undefined;
  }

  #fill(lane: Lane): void {
    if (lane.filling || lane.empty) return;
    lane.filling = true;
    const { version } = lane;
    this.#take(lane, version).then(
      (tasks) => {
        lane.filling = false;
        if (lane.version === version) lane.tasks.push(...tasks);
        if (tasks.length > 0 || lane.version !== version) this.#deps.onFilled();
      },
      (error: unknown) => {
        lane.filling = false;
        this.#deps.onFailed(error);
      },
    );
  }

  async #take(lane: Lane, version: number): Promise<Task[]> {
    const { db, ledger, isTaken } = this.#deps;
    await ledger.book(lane.userId);
    return ledger.inOrder(async () => {
      const { cursor } = lane;
      const found = await nextWaiting(db, { ...lane, border: SMALL_MAXIMUM }, cursor, TAKE);
      if (lane.version !== version) return [];
      // Something may have been added before this point while the table was read.
      if (lane.cursor === cursor) {
        lane.cursor = found.at(-1)?.id ?? cursor;
        lane.empty = found.length < TAKE;
      }
      const held = new Set([...lane.tasks, ...ledger.endedOf(lane.userId)].map(({ row }) => row.id));
      const rows = found.filter(({ id }) => !isTaken(id) && !held.has(id));
      if (lane.direction === 'upload') {
        const objects = await this.#reserve(rows);
        return rows.map((row) => makeTask(row, objects.get(row.id) ?? null, null));
      }
      const stored = await storedBehind(db, rows);
      return rows.map((row) => makeTask(row, null, stored.get(row.id) ?? null));
    });
  }

  /** Finds or makes the reservation of each upload, all in one transaction. */
  async #reserve(rows: readonly TransferRow[]): Promise<Map<string, Reserved>> {
    const { db, store } = this.#deps;
    const reserved = new Map<string, Reserved>();
    if (rows.length === 0) return reserved;
    const ids = rows.flatMap(({ object_id }) => (object_id === null ? [] : [object_id]));
    const found = new Map((await store.rows.find(db, ids)).map((object) => [object.id, object]));
    const missing: TransferRow[] = [];
    for (const row of rows) {
      const object = found.get(row.object_id ?? '');
      if (object === undefined) missing.push(row);
      else {
        const storedEtag = object.state === 'stored' ? object.etag : null;
        reserved.set(row.id, { id: object.id, key: object.key, storedEtag });
      }
    }
    if (missing.length === 0) return reserved;
    await db.transaction().execute(async (tx) => {
      const made = missing.map((row) => ({ row, id: newId(), key: store.newKey() }));
      await store.rows.reserve(
        tx,
        made.map(({ row, id, key }) => ({ id, key, owner_id: driveOf(row), size: row.total_bytes })),
      );
      await assignObjects(
        tx,
        made.map(({ row, id }) => ({ id: row.id, objectId: id })),
      );
      for (const { row, id, key } of made) {
        Object.assign(row, { object_id: id, multipart: null });
        reserved.set(row.id, { id, key, storedEtag: null });
      }
    });
    return reserved;
  }
}
