import type { Caller } from '../../electron/core/lib/caller.ts';
import type { Role } from '../../electron/contract/people.ts';
import { asideInPlace } from '../../electron/core/db/aside.ts';
import { makeDrive, type Drive } from '../../electron/core/drive/drive.ts';
import { makeEvents, type Events } from '../../electron/core/lib/events.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { makeReach } from '../../electron/core/sharing/reach.ts';
import { makeUsage } from '../../electron/core/usage/usage.ts';
import { tempDatabase } from './temp-database.ts';

type Database = Awaited<ReturnType<typeof tempDatabase>>;

/** A person of the world, with their calls bound to them. */
export interface Resident {
  readonly id: string;
  readonly rootId: string;
  readonly caller: Caller;
  /** Stores a file without any bytes: the rows alone. Answers with its node. */
  store(
    name: string,
    options?: { folderId?: string; size?: number; modifiedAt?: string },
  ): Promise<{
    id: string;
    name: string;
    objectId: string;
  }>;
  /** Reserves an object, as an upload does before its bytes. */
  reserve(size?: number): Promise<string>;
}

/** Drive and statistics on a real database, without a store. */
export interface DriveWorld {
  readonly database: Database;
  readonly events: Events;
  readonly drive: Drive;
  readonly usage: ReturnType<typeof makeUsage>;
  /** What the clock shows; tests move it. */
  readonly clock: { now: Date };
  /** What the disk has; null: not known. */
  readonly disk: { space: { freeBytes: number; totalBytes: number } | null };
  person(options?: { role?: Role; quotaBytes?: number | null }): Promise<Resident>;
  /** The same database under a drive made anew, as after a restart. */
  restart(): Promise<Drive>;
  close(): Promise<void>;
}

export async function makeDriveWorld(): Promise<DriveWorld> {
  const database = await tempDatabase();
  const { db } = database;
  const aside = asideInPlace(db);
  const events = makeEvents();
  const clock = { now: new Date('2026-03-10T12:00:00.000Z') };
  const disk: DriveWorld['disk'] = { space: null };
  const now = () => clock.now;
  const freeSpace = () => Promise.resolve(disk.space);
  const usage = makeUsage({ db, aside, events, freeSpace, now });
  const make = () =>
    makeDrive({
      db,
      aside,
      usage: usage.recorder,
      events,
      log: silentLog(),
      reach: makeReach(),
      freeSpace,
      now,
    });
  let drive = make();

  return {
    database,
    events,
    get drive() {
      return drive;
    },
    usage,
    clock,
    disk,
    async person({ role = 'member', quotaBytes = null } = {}) {
      const id = newId();
      const rootId = newId();
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('users')
          .values({
            id,
            name: id,
            user_name: id,
            user_name_key: id,
            role,
            password_hash: '',
            must_change_password: 0,
            disabled: 0,
            quota_bytes: quotaBytes,
            root_id: rootId,
            used_bytes: 0,
            file_count: 0,
            version_bytes: 0,
            version_count: 0,
            created_at: clock.now.toISOString(),
          })
          .execute();
        await drive.access.createRoot(tx, id, rootId);
      });
      const reserve = async (size = 1) => {
        const objectId = newId();
        await db
          .insertInto('objects')
          .values({
            id: objectId,
            key: objectId,
            owner_id: id,
            size,
            state: 'pending',
            created_at: clock.now.toISOString(),
          })
          .execute();
        return objectId;
      };
      return {
        id,
        rootId,
        caller: callerOf(id, role),
        reserve,
        async store(name, { folderId = rootId, size = 1, modifiedAt = '2026-01-01T00:00:00.000Z' } = {}) {
          const objectId = await reserve(size);
          const upload = { userId: id, objectId, etag: 'etag', size, folderId, name, modifiedAt };
          const node = await drive.access.commitUpload(upload);
          return { id: node.id, name: node.name, objectId };
        },
      };
    },
    async restart() {
      await drive.stop();
      drive = make();
      return drive;
    },
    async close() {
      await drive.stop();
      await database.close();
    },
  };
}

function callerOf(userId: string, role: Role): Caller {
  return {
    user: { userId, role, sessionId: newId(), mustChangePassword: false },
    desktop: true,
    origin: 'window',
    connection: { begin: () => undefined, end: () => undefined, takeGrant: () => Promise.resolve(undefined) },
  };
}
