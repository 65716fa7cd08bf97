import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { transfers } from '../../contract/transfers.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { signedIn, type Caller, type GrantedPath } from '../lib/caller.ts';
import { fail, systemCode } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import type { ServiceOf } from '../lib/service.ts';
import { watchFacts } from '../lib/watch.ts';
import { inGroups } from '../lib/in-groups.ts';
import type { Reach } from '../sharing/reach.ts';
import type { Edits } from './edits.ts';
import type { Ledger } from './ledger.ts';
import type { Reader } from './reader.ts';
import { newRow } from './rows.ts';
import type { Task } from './task.ts';
import { objectsOfVersions, ownedNodes } from './stored.table.ts';
import { checkFolder } from './target.ts';
import { selectTransfers, type TransferRow } from './transfers.table.ts';
import { viewOf } from './view.ts';

interface Deps {
  readonly db: Db;
  readonly drive: DriveAccess;
  readonly reach: Reach;
  readonly events: Events;
  readonly ledger: Ledger;
  readonly reader: Reader;
  readonly edits: Edits;
  readonly tasksOf: (userId: string) => Task[];
  readonly show: (file: string) => void;
}

/** Shortest time between two events of a watcher, in milliseconds. */
const WATCH_INTERVAL_MS = 220;
const INSERTED_AT_ONCE = 500;

/** Serves what people ask of their transfers. */
export function makeService(deps: Deps): ServiceOf<typeof transfers> {
  const { db, drive, reach, events, ledger, reader, edits } = deps;

  /** Notes what was chosen and begins to read it; from here on it survives everything. */
  async function queue(userId: string, rows: readonly TransferRow[]): Promise<void> {
    const book = await ledger.book(userId);
    // Until the reader has taken over, so that nobody sees a moment in which nothing seems to happen.
    book.reading += 1;
    try {
      for (const some of inGroups(rows, INSERTED_AT_ONCE)) await ledger.insert(userId, some);
      await reader.read(userId);
    } finally {
      book.reading -= 1;
    }
  }

  return {
    async upload(caller, { folderId, grants, conflicts }) {
      const { userId } = signedIn(caller);
      const owner = await reach.ownerOf(db, userId, folderId, 'write');
      const folder = await drive.resolveFolder(owner, folderId);
      const batchId = newId();
      const granted = await Promise.all(grants.map((id) => take(caller, id)));
      const rows = granted.map((one) =>
        newRow({
          batch_id: batchId,
          user_id: userId,
          direction: 'upload',
          name: path.basename(one.path),
          path: one.path,
          temporary: one.temporary ? 1 : 0,
          folder_id: folder,
          drive_owner_id: other(userId, owner),
          conflict: conflicts,
        }),
      );
      await queue(userId, rows);
      return { batchId };
    },
    decide: (caller, { batchId, ids, choice }) => edits.decide(signedIn(caller).userId, batchId, ids, choice),
    async download(caller, { ids, grant }) {
      const { userId } = signedIn(caller);
      const wanted = [...new Set(ids)];
      const owner = await reach.ownerOfAll(db, userId, wanted);
      const names = await ownedNodes(db, owner, wanted);
      if (names.size < wanted.length) throw fail('NOT_FOUND');
      const { path: folder } = await take(caller, grant);
      await checkFolder(folder);
      const batchId = newId();
      const rows = wanted.map((id) =>
        newRow({
          batch_id: batchId,
          user_id: userId,
          direction: 'download',
          name: names.get(id) ?? '',
          path: folder,
          node_id: id,
          drive_owner_id: other(userId, owner),
        }),
      );
      await queue(userId, rows);
      return { batchId };
    },
    async downloadVersion(caller, { id, versionId, grant }) {
      const { userId } = signedIn(caller);
      const owner = await reach.ownerOfAll(db, userId, [id]);
      const name = (await ownedNodes(db, owner, [id])).get(id);
      const stored = await objectsOfVersions(db, owner, [versionId]);
      // An earlier content of another file is none of this one's.
      if (name === undefined || stored.get(versionId)?.nodeId !== id) throw fail('NOT_FOUND');
      const { path: folder } = await take(caller, grant);
      await checkFolder(folder);
      const row = newRow({
        batch_id: newId(),
        user_id: userId,
        direction: 'download',
        name,
        path: folder,
        node_id: id,
        version_id: versionId,
        drive_owner_id: other(userId, owner),
      });
      await queue(userId, [row]);
      return { batchId: row.batch_id };
    },
    async zip(caller, { ids, grant }) {
      const { userId } = signedIn(caller);
      const wanted = [...new Set(ids)];
      const owner = await reach.ownerOfAll(db, userId, wanted);
      if ((await ownedNodes(db, owner, wanted)).size < wanted.length) throw fail('NOT_FOUND');
      const { path: file } = await take(caller, grant);
      await checkArchive(file);
      const row = newRow({
        batch_id: newId(),
        user_id: userId,
        direction: 'zip',
        name: path.basename(file),
        path: file,
        selection: JSON.stringify(wanted),
        drive_owner_id: other(userId, owner),
      });
      await queue(userId, [row]);
      return { batchId: row.batch_id };
    },
    async show(caller, { id }) {
      const { userId } = signedIn(caller);
      const page = { after: '', limit: 1 };
      const [row] = await ledger.write(() => selectTransfers(db, userId, [id], ['done'], page));
      if (row === undefined || row.direction === 'upload') throw fail('NOT_FOUND');
      deps.show(await stillThere(row.path));
    },
    async *watch(caller, _input, signal) {
      const { userId } = signedIn(caller);
      const concerns = (fact: { userId: string }) => fact.userId === userId;
      // Whoever saw something move is told at once that all has ended.
      let moves = false;
      const atOnce = () => moves && ledger.known(userId)?.moves === false;
      const options = { concerns, signal, intervalMs: WATCH_INTERVAL_MS, atOnce };
      for await (const _ of watchFacts(events, 'transfers.changed', options)) {
        const view = await viewOf(deps, userId);
        moves = view.totals.running > 0 || view.totals.waiting > 0 || view.totals.reading;
        yield view;
      }
    },
    pause: (caller, { ids }) => edits.pause(signedIn(caller).userId, ids),
    resume: (caller, { ids }) => edits.resume(signedIn(caller).userId, ids),
    retry: (caller, { ids }) => edits.retry(signedIn(caller).userId, ids),
    cancel: (caller, { ids }) => edits.cancel(signedIn(caller).userId, ids),
    clear: (caller, { ids }) => edits.clear(signedIn(caller).userId, ids),
  };
}

/** Whose drive it is, where it is not the person's own. */
function other(userId: string, owner: string): string | null {
  return owner === userId ? null : owner;
}

async function take(caller: Caller, id: string): Promise<GrantedPath> {
  const granted = await caller.connection.takeGrant(id);
  if (granted === undefined) throw fail('GRANT_EXPIRED');
  return granted;
}

/** What was fetched, or the folder it was put in when it was moved since. Throws SOURCE_MISSING when that is gone. */
async function stillThere(file: string): Promise<string> {
  try {
    await stat(file);
    return file;
  } catch (error) {
    const folder = path.dirname(file);
    const found = await stat(folder).catch(() => null);
    if (found?.isDirectory() === true) return folder;
    throw fail('SOURCE_MISSING', { path: file }, error);
  }
}

/** A handle for something else, such as a file to upload, must never be written over: only archives are. */
async function checkArchive(file: string): Promise<void> {
  if (path.extname(file).toLowerCase() !== '.zip') throw fail('INVALID_INPUT', { fields: ['grant'] });
  await checkFolder(path.dirname(file));
  try {
    if (!(await stat(file)).isFile()) throw fail('TARGET_NOT_WRITABLE', { path: file });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}
