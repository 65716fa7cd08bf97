import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import type { ConflictChoice } from '../../electron/contract/drive.ts';
import type { Transfer, TransfersEvent } from '../../electron/contract/transfers.ts';
import { asideInPlace } from '../../electron/core/db/aside.ts';
import type { Db } from '../../electron/core/db/schema.ts';
import { makeDrive, type Drive } from '../../electron/core/drive/drive.ts';
import type { Caller } from '../../electron/core/lib/caller.ts';
import { makeEvents, type Events } from '../../electron/core/lib/events.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { makeReach } from '../../electron/core/sharing/reach.ts';
import { makeTransfers, type Transfers } from '../../electron/core/transfers/transfers.ts';
import { makeUsage } from '../../electron/core/usage/usage.ts';
import { tempDatabase } from './temp-database.ts';
import { startTestStore, type TestStore } from './test-store.ts';

/** The transfers room on a real server, a real database and the real drive. */
export interface TestTransfers {
  readonly db: Db;
  readonly store: TestStore;
  readonly drive: Drive;
  readonly events: Events;
  /** A folder for what a person has on this computer. */
  readonly folder: string;
  readonly busy: number[];
  /** What was shown in the file manager. */
  readonly shown: string[];
  /** The room as it runs now; another one after {@link restart}. */
  room(): Transfers;
  /** Bytes that can still be stored; null for no limit. */
  freeBytes: number | null;
  /** Several may have the same name. */
  addPerson(name: string, quotaBytes?: number | null): Promise<TestPerson>;
  /** Ends the room as quitting the app does, and makes another on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestPerson {
  readonly userId: string;
  readonly caller: Caller;
  /** The handle that the shell would give for a path of this computer. */
  grant(path: string): string;
  upload(paths: readonly string[], folderId?: string | null, conflicts?: ConflictChoice): Promise<void>;
  /** Grants made for one upload, as for pasted content. */
  uploadTemporary(paths: readonly string[]): Promise<void>;
  download(ids: readonly string[], folder: string): Promise<void>;
  /** Uploads, waits until all is there, and clears the list. */
  uploaded(...paths: string[]): Promise<void>;
  /** What the buttons of the panel do, to the transfers named or to all. */
  edit(kind: 'pause' | 'resume' | 'retry' | 'cancel' | 'clear', ids?: string[] | null): Promise<void>;
  view(): Promise<TransfersEvent>;
  /** Waits until nothing waits, runs or is being read. */
  settled(timeoutMs?: number): Promise<TransfersEvent>;
  one(name: string): Promise<Transfer>;
  /** Waits until a transfer runs and has moved so many bytes. */
  underWay(name: string, bytes: number): Promise<void>;
  /** Paths of everything in the person's cloud, with sizes of files. */
  tree(): Promise<Record<string, number | null>>;
  node(name: string): Promise<string>;
}

/** What each test is given: a person of its own, and two empty folders on this computer. */
interface Given {
  readonly world: TestTransfers;
  readonly ana: TestPerson;
  readonly sources: string;
  readonly target: string;
}

/** One world for all the tests of a file; `onEach` hears before each what that one is given. */
export function shareTransfers(onEach: (given: Given) => void): void {
  let world: TestTransfers;
  let ana: TestPerson;
  let own: string;
  beforeAll(async () => {
    world = await startTestTransfers();
  });
  beforeEach(async () => {
    own = await mkdtemp(path.join(world.folder, 'one test '));
    const [sources, target] = [path.join(own, 'sources'), path.join(own, 'target')];
    await mkdir(sources);
    await mkdir(target);
    ana = await world.addPerson('ana');
    onEach({ world, ana, sources, target });
  });
  afterEach(async () => {
    await world.room().forgetUser(ana.userId);
    await rm(own, { recursive: true, force: true });
  });
  afterAll(() => world.stop());
}

export async function startTestTransfers(): Promise<TestTransfers> {
  const store = await startTestStore();
  const database = await tempDatabase();
  const { db } = database;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-transfers-'));
  const temporaryFolder = path.join(folder, 'tmp');
  await mkdir(temporaryFolder);
  const events = makeEvents();
  const log = silentLog();
  const busy: number[] = [];
  const shown: string[] = [];
  const freeSpace = () =>
    Promise.resolve(test.freeBytes === null ? null : { freeBytes: test.freeBytes, totalBytes: 2 ** 40 });
  const aside = asideInPlace(db);
  const usage = makeUsage({ db, aside, events, freeSpace });
  const drive = makeDrive({ db, aside, usage: usage.recorder, events, log, freeSpace });
  const make = () =>
    makeTransfers({
      db,
      store: store.store,
      drive: drive.access,
      reach: makeReach(),
      usage: usage.recorder,
      events,
      log,
      temporaryFolder,
      onBusy: (count) => busy.push(count),
      show: (file) => shown.push(file),
    });
  let room = make();
  await room.start();

  const test: TestTransfers = {
    db,
    store,
    drive,
    events,
    folder,
    busy,
    shown,
    room: () => room,
    freeBytes: null,
    async addPerson(name, quotaBytes = null) {
      const userId = newId();
      const rootId = newId();
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('users')
          .values({
            id: userId,
            name,
            user_name: name,
            user_name_key: userId,
            role: 'member',
            password_hash: '',
            recovery_hash: null,
            must_change_password: 0,
            disabled: 0,
            quota_bytes: quotaBytes,
            root_id: rootId,
            used_bytes: 0,
            file_count: 0,
            version_bytes: 0,
            version_count: 0,
            created_at: new Date().toISOString(),
            last_seen_at: null,
          })
          .execute();
        await drive.access.createRoot(tx, userId, rootId);
      });
      return person(test, userId);
    },
    async restart() {
      await room.stop();
      room = make();
      await room.start();
    },
    async stop() {
      await room.stop();
      await drive.stop();
      await database.close();
      await store.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return test;
}

function person(test: TestTransfers, userId: string): TestPerson {
  const grants = new Map<string, { path: string; temporary: boolean }>();
  const grant = (granted: string, temporary = false) => {
    const id = randomUUID();
    grants.set(id, { path: granted, temporary });
    return id;
  };
  const caller: Caller = {
    user: { userId, role: 'member', sessionId: newId(), mustChangePassword: false },
    desktop: true,
    origin: 'window',
    connection: {
      begin: () => undefined,
      end: () => undefined,
      takeGrant(id) {
        const granted = grants.get(id);
        grants.delete(id);
        return Promise.resolve(granted);
      },
    },
  };
  const service = () => test.room().service;
  const everything = () =>
    test.db
      .selectFrom('nodes')
      .select(['id', 'parent_id', 'name', 'kind', 'size'])
      .where('owner_id', '=', userId)
      .where('trashed_at', 'is', null)
      .execute();

  const made: TestPerson = {
    userId,
    caller,
    grant: (path) => grant(path),
    async upload(paths, folderId = null, conflicts = 'keepBoth') {
      await service().upload(
        caller,
        { folderId, grants: paths.map((one) => grant(one)), conflicts },
        undefined,
      );
    },
    async uploadTemporary(paths) {
      const made = paths.map((one) => grant(one, true));
      await service().upload(caller, { folderId: null, grants: made, conflicts: 'keepBoth' }, undefined);
    },
    async download(ids, folder) {
      await service().download(caller, { ids: [...ids], grant: grant(folder) }, undefined);
    },
    async uploaded(...paths) {
      await made.upload(paths);
      await made.settled();
      await made.edit('clear');
    },
    async edit(kind, ids = null) {
      await service()[kind](caller, { ids }, undefined);
    },
    async view() {
      const stop = new AbortController();
      for await (const event of await service().watch(caller, undefined, stop.signal)) {
        stop.abort();
        return event;
      }
      throw new Error('no first event');
    },
    settled: (timeoutMs = 60_000) =>
      vi.waitFor(
        async () => {
          const event = await made.view();
          const { waiting, running, reading } = event.totals;
          if (waiting + running > 0 || reading) throw new Error(JSON.stringify(event));
          return event;
        },
        { timeout: timeoutMs, interval: 25 },
      ),
    async one(name) {
      const { items } = await made.view();
      const found = items.find((item) => item.name === name);
      if (found === undefined) throw new Error(`no transfer ${name} in ${JSON.stringify(items)}`);
      return found;
    },
    underWay: (name, bytes) =>
      vi.waitFor(
        async () => {
          const { status, doneBytes } = await made.one(name);
          if (status !== 'running' || doneBytes < bytes) throw new Error(`${status} ${String(doneBytes)}`);
        },
        { timeout: 60_000, interval: 1 },
      ),
    async tree() {
      const nodes = await everything();
      const byId = new Map(nodes.map((node) => [node.id, node]));
      const paths = nodes
        .filter(({ parent_id }) => parent_id !== null)
        .map((node) => {
          const names = [node.name];
          for (let up = byId.get(node.parent_id ?? ''); up !== undefined; up = byId.get(up.parent_id ?? ''))
            if (up.parent_id !== null) names.unshift(up.name);
          return [names.join('/'), node.kind === 'file' ? node.size : null] as const;
        });
      return Object.fromEntries(paths.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    },
    async node(name) {
      const found = (await everything()).find((node) => node.name === name);
      if (found === undefined) throw new Error(`nothing is called ${name}`);
      return found.id;
    },
  };
  return made;
}
