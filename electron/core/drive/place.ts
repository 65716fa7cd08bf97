import type { ConflictChoice, NameConflict } from '../../contract/drive.ts';
import type { Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { grouped } from '../lib/grouped.ts';
import type { Change } from './change.ts';
import { freeNameIn } from './folders.ts';
import { toNodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { addUsed, type NodeRow } from './nodes.table.ts';
import {
  childQuery,
  deleteNode,
  giveVersions,
  readRows,
  setNamedSpot,
  setParent,
  setSpot,
  someLiveQuery,
  someTrashedInQuery,
  takenKeys,
} from './place.table.ts';
import { replaceContent } from './replace-content.ts';
import type { Spot } from './undo-steps.ts';

const ROWS_AT_ONCE = 200;

/** Entries that came into a folder, and those that stayed where they were because of their names. */
export interface Placed {
  /** As they were before. */
  readonly placed: NodeRow[];
  readonly conflicts: NameConflict[];
}

/**
 * Puts entries (live, in the trash, or only just copied) into a live folder. What has a free name goes there in a few
 * statements; the rest as `choose` says, each by itself. Two of one name are in conflict with each other too. What is
 * inside the entries is not touched, except where folders merge: then the entries of the levels that meet are.
 */
export async function place(
  tx: Tx,
  change: Change,
  folderId: string,
  incoming: readonly NodeRow[],
  choose: (row: NodeRow) => ConflictChoice,
): Promise<Placed> {
  const taken = await takenKeys(
    tx,
    folderId,
    incoming.map((row) => row.name_key),
  );
  const free: NodeRow[] = [];
  const clashing: NodeRow[] = [];
  for (const row of incoming) {
    if (taken.has(row.name_key)) clashing.push(row);
    else free.push(row);
    taken.add(row.name_key);
  }
  await moveAll(tx, change, folderId, free);

  const placed = [...free];
  const conflicts: NameConflict[] = [];
  // Read again one by one: what came before may have changed both.
  for (const [index, { id, name_key: key }] of clashing.entries()) {
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe();
    const [row] = await readRows(tx, change.userId, [id]);
    if (row === undefined) continue;
    const existing = await childQuery(tx, folderId, key).executeTakeFirst();
    const choice = existing === undefined ? 'keepBoth' : choose(row);
    if (existing !== undefined && choice === 'ask')
      conflicts.push({ node: toDriveNode(row), existing: toDriveNode(existing) });
    if (choice === 'ask' || choice === 'skip') continue;
    if (existing === undefined || choice === 'keepBoth' || existing.kind !== row.kind)
      await moveNumbered(tx, change, folderId, row);
    else if (row.kind === 'file') await replaceFile(tx, change, existing, row);
    else await mergeFolder(tx, change, existing, row);
    placed.push(row);
  }
  if (placed.length > 0) change.folderIds.add(folderId);
  return { placed, conflicts };
}

/** Where a node is; only top folders and what is being deleted for ever are nowhere. */
export function spotOf(row: Pick<NodeRow, 'id' | 'parent_id' | 'trashed_at' | 'trashed_path'>): Spot {
  if (row.parent_id === null) throw new Error(`node ${row.id} is in no folder`);
  return { parent: row.parent_id, trashedAt: row.trashed_at, path: row.trashed_path };
}

/** A live place in a folder. */
function liveIn(folderId: string): Spot {
  return { parent: folderId, trashedAt: null, path: null };
}

/** Puts entries somewhere under their names, those from the same place together. */
export async function moveTogether(
  tx: Tx,
  change: Change,
  rows: readonly NodeRow[],
  to: (from: Spot) => Spot,
): Promise<void> {
  let written = 0;
  for (const some of grouped(rows, (row) => JSON.stringify(spotOf(row))).values()) {
    const [first] = some;
    if (first === undefined) continue;
    const from = spotOf(first);
    const spot = to(from);
    const ids = some.map(({ id }) => id);
    await setSpot(tx, change.userId, ids, spot);
    change.steps.push({ did: 'moved', ids, from, to: spot, along: false });
    change.folderIds.add(from.parent);
    written += ids.length;
    if (written >= ROWS_AT_ONCE) {
      written = 0;
      await breathe();
    }
  }
}

async function moveAll(tx: Tx, change: Change, folderId: string, rows: readonly NodeRow[]): Promise<void> {
  await moveTogether(tx, change, rows, () => liveIn(folderId));
}

async function moveNumbered(tx: Tx, change: Change, folderId: string, row: NodeRow): Promise<void> {
  const from = spotOf(row);
  const to = liveIn(folderId);
  const name = await freeNameIn(tx, change.userId, folderId, toNodeName(row.name), row.kind);
  await setNamedSpot(tx, change.userId, row.id, { spot: to, name, type: null });
  change.steps.push({
    did: 'named',
    id: row.id,
    from: { ...from, name: row.name },
    to: { ...to, name: name.name },
  });
  change.folderIds.add(from.parent);
}

/** Makes a file's content the newest of another file, which keeps its name and its id; its versions go along. */
async function replaceFile(tx: Tx, change: Change, existing: NodeRow, incoming: NodeRow): Promise<void> {
  const { object_id: objectId, size, modified_at: modifiedAt } = incoming;
  if (objectId === null) throw new Error(`file ${incoming.id} has no object`);
  const { versionId } = await replaceContent(tx, existing, { objectId, size, modifiedAt }, change.at);
  const versions = await giveVersions(tx, incoming.id, existing.id);
  await deleteNode(tx, incoming.id);
  await addUsed(tx, change.userId, { bytes: 0, files: -1 });
  change.steps.push({
    did: 'replaced',
    id: existing.id,
    objectId,
    versionId,
    touchedAt: existing.touched_at,
    size,
    incoming,
    versions,
  });
  change.happened.push({ nodeId: existing.id, kind: 'replaced', detail: null });
  if (incoming.parent_id !== null) change.folderIds.add(incoming.parent_id);
  if (existing.parent_id !== null) change.folderIds.add(existing.parent_id);
}

/** Puts the entries of a folder into another one, level by level where both have folders of one name. */
async function mergeFolder(tx: Tx, change: Change, existing: NodeRow, incoming: NodeRow): Promise<void> {
  for (;;) {
    const entries = await someLiveQuery(tx, incoming.id, ROWS_AT_ONCE).execute();
    if (entries.length === 0) break;
    await place(tx, change, existing.id, entries, () => 'replace');
    await breathe();
  }
  for (;;) {
    const trashed = await someTrashedInQuery(tx, incoming.id, ROWS_AT_ONCE).execute();
    if (trashed.length === 0) break;
    const ids = trashed.map(({ id }) => id);
    await setParent(tx, ids, existing.id);
    const along = { trashedAt: null, path: null };
    change.steps.push({
      did: 'moved',
      ids,
      from: { parent: incoming.id, ...along },
      to: { parent: existing.id, ...along },
      along: true,
    });
    await breathe();
  }
  await deleteNode(tx, incoming.id);
  change.steps.push({ did: 'merged', row: incoming });
  change.folderIds.add(incoming.id);
  if (incoming.parent_id !== null) change.folderIds.add(incoming.parent_id);
}
