import path from 'node:path';
import { makeAside } from '../../electron/core/db/aside.ts';
import { makeDrive } from '../../electron/core/drive/drive.ts';
import type { Caller } from '../../electron/core/lib/caller.ts';
import { makeEvents } from '../../electron/core/lib/events.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { makeUsage } from '../../electron/core/usage/usage.ts';
import { tempDatabase } from '../support/temp-database.ts';
import { makeDriveOf } from './made-drive.ts';

/** The drive of one person with so many generated entries, on a database and threads of its own and without a store. */
export async function openBenchDrive(size: number) {
  const database = await tempDatabase();
  const { db } = database;
  const { userId, rootId } = makeDriveOf(size, database);
  const events = makeEvents();
  const aside = makeAside({
    file: path.join(database.folder, 'cloud.sqlite'),
    nativeBinding: process.env['BETTER_SQLITE3_BINDING'] ?? null,
    workerFile: new URL('../../electron/core/db/aside.worker.ts', import.meta.url),
    log: silentLog(),
  });
  const freeSpace = () => Promise.resolve(null);
  const usage = makeUsage({ db, aside, events, freeSpace });
  const drive = makeDrive({ db, aside, usage: usage.recorder, events, log: silentLog(), freeSpace });
  const caller: Caller = {
    user: { userId, role: 'member', sessionId: userId, mustChangePassword: false },
    desktop: true,
    origin: 'window',
    connection: { begin: () => undefined, end: () => undefined, takeGrant: () => Promise.resolve(undefined) },
  };
  const close = async () => {
    await drive.stop();
    await aside.stop();
    await database.close();
  };
  return { database, db, drive, caller, userId, rootId, close };
}
