import { randomBytes } from 'node:crypto';
import { silentLog } from '../../electron/core/lib/log.ts';
import { toNodeName } from '../../electron/core/drive/names.ts';
import type { ObjectStore } from '../../electron/core/objects/object-store.ts';
import { makeReach } from '../../electron/core/sharing/reach.ts';
import { makeUploads, type UploadBy, type Uploads } from '../../electron/core/uploads/uploads.ts';
import { makeDriveWorld, type DriveWorld, type Resident } from './drive-world.ts';
import { startTestStore, type TestStore } from './test-store.ts';

const MIB = 1024 * 1024;

/** Uploads of browsers on a real database and a real store. */
export interface UploadsWorld {
  readonly drive: DriveWorld;
  readonly server: TestStore;
  readonly uploads: Uploads;
  /** Uploads made anew on the same database, as after a crash; `store` may be one that fails. */
  restart(store?: Partial<ObjectStore>): Uploads;
  /** Begins an upload of so many bytes; answers with them. */
  begin(
    by: UploadBy,
    file?: Partial<Parameters<Uploads['begin']>[1]> & { size?: number },
  ): Promise<{ id: string; bytes: Buffer; parts: number; partBytes: number }>;
  /** Puts parts of bytes straight into the store, all of them when no numbers are given. */
  put(by: UploadBy, id: string, bytes: Buffer, partBytes: number, numbers?: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

/** Who a person is to the uploads. */
export function byOf({ id }: Pick<Resident, 'id'>): UploadBy {
  return { ownerId: id, personId: id, shareId: null, visitor: null, sender: null };
}

/** Makes the world. */
export async function makeUploadsWorld(): Promise<UploadsWorld> {
  const [drive, server] = [await makeDriveWorld(), await startTestStore()];
  const { events, database, clock } = drive;
  const made: Uploads[] = [];
  const make = (store: Partial<ObjectStore> = {}): Uploads => {
    const uploads = makeUploads({
      db: database.db,
      store: { ...server.store, ...store },
      drive: drive.drive.access,
      reach: makeReach(),
      events,
      log: silentLog(),
      nameOf: (typed) => toNodeName(typed).name,
      now: () => clock.now,
    });
    made.push(uploads);
    return uploads;
  };
  let uploads = make();
  return {
    drive,
    server,
    get uploads() {
      return uploads;
    },
    restart(store) {
      uploads = make(store);
      return uploads;
    },
    async begin(by, { size = 20 * MIB + 7, ...file } = {}) {
      const bytes = randomBytes(size);
      const { id, partBytes } = await uploads.begin(by, {
        folderId: await drive.drive.access.resolveFolder(by.ownerId, null),
        name: 'film.mp4',
        sizeBytes: size,
        modifiedAt: '2026-01-02T03:04:05.000Z',
        ...file,
      });
      return { id, bytes, partBytes, parts: Math.max(1, Math.ceil(size / partBytes)) };
    },
    async put(by, id, bytes, partBytes, numbers) {
      const all = Array.from({ length: Math.max(1, Math.ceil(bytes.length / partBytes)) }, (_, at) => at + 1);
      const wanted = numbers ?? all;
      const origin = server.connection()?.endpoint ?? '';
      const urls = await uploads.sign(by, id, wanted, origin);
      for (const [at, number] of wanted.entries()) {
        const body = bytes.subarray((number - 1) * partBytes, number * partBytes);
        const answer = await fetch(urls[at] ?? '', { method: 'PUT', body: new Uint8Array(body) });
        if (!answer.ok) throw new Error(`part ${String(number)}: ${String(answer.status)}`);
      }
    },
    async close() {
      for (const one of made) await one.stop();
      await drive.close();
      await server.stop();
    },
  };
}
