import type { ConflictChoice, NameConflict } from '../../contract/drive.ts';
import type { Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { finish, newChange, type Change, type Outcome } from './change.ts';
import { isLive } from '../lib/chains.ts';
import { folderNames, type Chains } from './chain.ts';
import { ensureFolders, topFolder } from './folders.ts';
import { readChains, type NodeRow } from './nodes.table.ts';
import { readRows } from './place.table.ts';
import { place } from './place.ts';
import type { ServiceDeps } from './service-deps.ts';
import { goneIn } from './undo-steps.ts';

interface Restoring {
  readonly ids: readonly string[];
  readonly conflicts: ConflictChoice;
  readonly batch?: string | undefined;
}

/**
 * Puts trashed files and folders back where they were. A folder that is gone or in the trash itself is made again;
 * for a name taken meanwhile `conflicts` says what to do. What is not in the trash is passed over. Throws NOT_FOUND.
 */
export function restore(
  { db, usage, now }: Pick<ServiceDeps, 'db' | 'usage' | 'now'>,
  userId: string,
  { ids, conflicts: choice, batch }: Restoring,
): Promise<Outcome> {
  return db.transaction().execute(async (tx) => {
    const change = newChange(userId, now());
    const rootId = await topFolder(tx, userId);
    const placed: NodeRow[] = [];
    const conflicts: NameConflict[] = [];
    for (const level of await levels(tx, userId, ids)) {
      // Read again for each level: an entry may be in a folder that has just come back.
      const chains = await readChains(tx, userId, level);
      const rows = await readRows(tx, userId, level);
      const places = await placesOf(tx, change, { rootId, chains, rows });
      for (const [folderId, some] of places) {
        const came = await place(tx, change, folderId, some, () => choice);
        placed.push(...came.placed);
        conflicts.push(...came.conflicts);
      }
    }
    const gone = new Set(change.steps.flatMap(goneIn));
    for (const { id } of placed)
      if (!gone.has(id)) change.happened.push({ nodeId: id, kind: 'restored', detail: null });
    return finish(tx, usage, change, {
      kind: 'restore',
      activity: 'restored',
      subject: placed[0]?.name,
      count: placed.length,
      conflicts,
      batch,
    });
  });
}

/** The ids of entries in the trash, by how deep they were: outer ones first, so that inner ones find them live. */
async function levels(tx: Tx, userId: string, ids: readonly string[]): Promise<string[][]> {
  const chains = await readChains(tx, userId, ids);
  const byDepth = new Map<number, string[]>();
  for (const id of new Set(ids)) {
    const node = chains.get(id);
    if (node === undefined || node.purged_at !== null) throw fail('NOT_FOUND');
    if (node.trashed_at === null) continue;
    const depth = folderNames(chains, id).length;
    byDepth.set(depth, [...(byDepth.get(depth) ?? []), id]);
  }
  return [...byDepth].toSorted(([one], [other]) => one - other).map(([, level]) => level);
}

/** The live folder of each entry, made where it is gone. */
async function placesOf(
  tx: Tx,
  change: Change,
  { rootId, chains, rows }: { rootId: string; chains: Chains; rows: readonly NodeRow[] },
): Promise<Map<string, NodeRow[]>> {
  const places = new Map<string, NodeRow[]>();
  const known = new Map<string, string>();
  for (const row of rows) {
    let folderId = row.parent_id;
    if (folderId === null || row.trashed_path !== null || !isLive(chains, folderId)) {
      const names = folderNames(chains, row.id);
      const key = JSON.stringify(names);
      folderId = known.get(key) ?? (await madeAgain(tx, change, rootId, names));
      known.set(key, folderId);
    }
    const some = places.get(folderId) ?? [];
    some.push(row);
    places.set(folderId, some);
  }
  return places;
}

async function madeAgain(tx: Tx, change: Change, rootId: string, names: readonly string[]): Promise<string> {
  const { id, changed, made } = await ensureFolders(tx, change.userId, rootId, names, change.at);
  for (const folderId of changed) change.folderIds.add(folderId);
  if (made.length > 0) change.steps.push({ did: 'made', ids: made });
  return id;
}
