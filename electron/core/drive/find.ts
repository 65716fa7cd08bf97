import { z } from 'zod';
import { historyEntry, type find, type HistoryEntry } from '../../contract/find.ts';
import type { Db } from '../db/schema.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import { unmarked } from '../lib/unmarked.ts';
import { RECENT_MAXIMUM } from './collection.table.ts';
import { listCollection } from './collection.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { pathFrom } from './elsewhere.ts';
import {
  foldersQuery,
  readHistory,
  readReplacements,
  readVersionTotals,
  touch,
  type FolderPosition,
} from './find.table.ts';
import { liveFolder } from './folders.ts';
import { measure } from './measure.ts';
import { placed } from './placed.ts';
import { noteOpened } from './recent.table.ts';
import { makeSearch } from './search.ts';
import type { ServiceDeps } from './service-deps.ts';

const folderPosition = z.tuple([z.string(), z.string()]);

/** Makes the service that finds files and folders wherever they are. */
export function makeFind(deps: ServiceDeps): ServiceOf<typeof find> {
  const { db, now, elsewhere } = deps;
  const search = makeSearch(deps);

  async function liveEntry(userId: string, id: string) {
    const [node] = await placed(db, userId, [id]);
    if (node === undefined) throw fail('NOT_FOUND');
    return node;
  }

  return {
    search: (caller, input, signal) => search(signedIn(caller).userId, input, signal),
    collection: (caller, input, signal) => listCollection(deps, signedIn(caller).userId, input, signal),
    async folders(caller, { folderId, cursor, limit }) {
      const { userId } = signedIn(caller);
      const after: FolderPosition | null = cursor === null ? null : decodeCursor(folderPosition, cursor);
      const ownerId = await elsewhere.ownerOf(userId, folderId, 'read');
      const parent = await liveFolder(db, ownerId, folderId);
      const page = { userId: ownerId, folderId: parent, after, limit: limit + 1 };
      const rows = await foldersQuery(db, page).execute();
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ id, name, has_folders: hasFolders }) => ({
          id,
          name,
          hasFolders: Boolean(hasFolders),
        })),
        next: last === undefined ? null : encodeCursor([last.sort_key, last.id]),
      };
    },
    async details(caller, { id }) {
      const { userId } = signedIn(caller);
      const entrance = await elsewhere.entrance(userId, id);
      const ownerId = entrance?.ownerId ?? userId;
      const node = await liveEntry(ownerId, id);
      const { count, bytes } = await readVersionTotals(db, ownerId, id);
      const totals = { versionCount: count, versionBytes: bytes };
      if (entrance === null) return { ...node, owner: null, ...totals };
      const { folderId, ownerName: name, access } = entrance;
      const owner = { id: ownerId, name, access };
      return { ...unmarked(node), path: pathFrom(node.path, folderId), owner, ...totals };
    },
    async measure(caller, { ids }, signal) {
      const ownerId = await elsewhere.oneOf(signedIn(caller).userId, ids);
      return measure(deps, ownerId, ids, signal);
    },
    async history(caller, { id, limit }) {
      const { userId } = signedIn(caller);
      const ownerId = await elsewhere.ownerOf(userId, id, 'read');
      const entries = await historyOf(db, ownerId, await liveEntry(ownerId, id), limit);
      return ownerId === userId ? entries : entries.flatMap(seenElsewhere);
    },
    async opened(caller, { id }) {
      const { userId } = signedIn(caller);
      const at = now().toISOString();
      const entrance = await elsewhere.entrance(userId, id);
      const { kind } = await liveEntry(entrance?.ownerId ?? userId, id);
      if (kind === 'folder') return;
      // What its owner used last says nothing of others, who each have their own.
      if (entrance === null) await touch(db, userId, id, at);
      else
        await db
          .transaction()
          .execute((tx) => noteOpened(tx, { userId, nodeId: id, at, kept: RECENT_MAXIMUM }));
    },
  };
}

/** What others may know of it: neither the owner's marks, nor the folders that it was in before, which are not shared. */
function seenElsewhere(entry: HistoryEntry): HistoryEntry[] {
  if (entry.kind === 'tagged') return [];
  return [{ ...entry, detail: entry.kind === 'renamed' ? entry.detail : null }];
}

/** What was noted, and what is known without notes: when it was made, and when its content was replaced. */
async function historyOf(
  db: Db,
  userId: string,
  node: { readonly id: string; readonly createdAt: string },
  limit: number,
): Promise<HistoryEntry[]> {
  const noted = (await readHistory(db, userId, node.id, limit)).map((row) => historyEntry.parse(row));
  const replaced = await readReplacements(db, userId, node.id, limit);
  const at = (kind: HistoryEntry['kind']) =>
    new Set(noted.filter((entry) => entry.kind === kind).map((entry) => entry.at));
  // Bringing an earlier content back replaces the one of now as well, and is said once.
  const [broughtBack, saidAlready] = [at('versionRestored'), at('replaced')];
  // A copy, and what came from another drive, is made by what is noted of it.
  const made = new Set([...at('copied'), ...at('moved')]);
  const replacements = replaced
    .filter((one) => !broughtBack.has(one.at) && !saidAlready.has(one.at))
    .map(({ id, at: when }): HistoryEntry => ({ id, at: when, kind: 'replaced', detail: null }));
  const creation: HistoryEntry[] = made.has(node.createdAt)
    ? []
    : [{ id: node.id, at: node.createdAt, kind: 'created', detail: null }];
  return [...noted, ...replacements, ...creation]
    .toSorted((one, other) => other.at.localeCompare(one.at) || other.id.localeCompare(one.id))
    .slice(0, limit);
}
