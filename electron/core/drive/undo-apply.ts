import type { Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { breathe } from '../lib/breathe.ts';
import { grouped } from '../lib/grouped.ts';
import { inGroups } from '../lib/in-groups.ts';
import type { Change } from './change.ts';
import type { Chains } from './chain.ts';
import { typeOfName } from './file-type.ts';
import { toNodeName } from './names.ts';
import { addUsed, readChains, type NodeRow } from './nodes.table.ts';
import { readRows, setNamedSpot, setSpot } from './place.table.ts';
import { setMarks } from './tags.table.ts';
import {
  deleteIfEmpty,
  giveTheseVersions,
  insertAgain,
  takeAlongBack,
  takeContentBack,
} from './undo-apply.table.ts';
import type { Spot, Step } from './undo-steps.ts';
import { addVersions, findVersion, releaseObjects } from './versions.table.ts';

type Did<D extends Step['did']> = Extract<Step, { did: D }>;

/** Where something is being taken back: `live` gathers what has to be live in the end. */
interface Undoing {
  readonly tx: Tx;
  readonly change: Change;
  /** Name to show when something has changed that has no name of its own any more. */
  readonly subject: string;
  readonly live: Set<string>;
}

/**
 * Takes back the steps of a change, the last one first. Throws UNDO_OUTDATED when something is not as the change left
 * it; the transaction must end then. The database's own rules may fail too: names taken, folders that are gone.
 */
export async function takeBack(
  tx: Tx,
  change: Change,
  subject: string,
  steps: readonly Step[],
): Promise<void> {
  const undoing: Undoing = { tx, change, subject, live: new Set() };
  for (const [index, step] of steps.toReversed().entries()) {
    await takeStepBack(undoing, step);
    if (index % 50 === 49) await breathe();
  }
  const ids = [...undoing.live];
  const chains = await readChains(tx, change.userId, ids);
  const reached = new Set<string>();
  for (const id of ids) {
    if (!reachesTop(chains, id, reached)) throw outdated(undoing, chains.get(id)?.name);
    change.happened.push({ nodeId: id, kind: 'undone', detail: null });
  }
}

async function takeStepBack(undoing: Undoing, step: Step): Promise<void> {
  switch (step.did) {
    case 'moved':
      await (step.along ? takeAlong(undoing, step) : moveBack(undoing, step));
      break;
    case 'named':
      await nameBack(undoing, step);
      break;
    case 'tagged':
      await markBack(undoing, step.ids, (row) => row.tags === step.to, { tags: step.from });
      break;
    case 'favoured':
      await markBack(undoing, step.ids, (row) => row.favourite_at === step.to, { favourite_at: step.from });
      break;
    case 'replaced':
      await contentBack(undoing, step);
      break;
    case 'merged':
      await unmerge(undoing, step);
      break;
    case 'made':
      await unmake(undoing, step);
      break;
    case 'copied':
      await trashCopies(undoing, step);
      break;
  }
}

/** The nodes, all of which must still be there and as `same` says; throws UNDO_OUTDATED. */
async function unchanged(
  undoing: Undoing,
  ids: readonly string[],
  same: (row: NodeRow) => boolean,
): Promise<NodeRow[]> {
  const rows = await readRows(undoing.tx, undoing.change.userId, ids);
  const other = rows.find((row) => row.purged_at !== null || !same(row));
  if (rows.length < ids.length || other !== undefined) throw outdated(undoing, other?.name);
  return rows;
}

function isAt(row: NodeRow, spot: Spot): boolean {
  return row.parent_id === spot.parent && row.trashed_at === spot.trashedAt && row.trashed_path === spot.path;
}

async function moveBack(undoing: Undoing, { ids, from, to }: Did<'moved'>): Promise<void> {
  const rows = await unchanged(undoing, ids, (row) => isAt(row, to));
  await setSpot(undoing.tx, undoing.change.userId, ids, from);
  noteMoved(undoing, rows, from, to);
}

function noteMoved({ change, live }: Undoing, rows: readonly NodeRow[], from: Spot, to: Spot): void {
  for (const { id, kind } of rows) {
    if (from.trashedAt === null) live.add(id);
    else change.happened.push({ nodeId: id, kind: 'undone', detail: null });
    if (kind === 'folder') change.folderIds.add(id);
  }
  for (const { parent } of [from, to]) change.folderIds.add(parent);
}

async function nameBack(undoing: Undoing, { id, from, to }: Did<'named'>): Promise<void> {
  const rows = await unchanged(undoing, [id], (row) => isAt(row, to) && row.name === to.name);
  const type = rows[0]?.kind === 'file' ? typeOfName(from.name) : null;
  const place = { spot: from, name: toNodeName(from.name), type };
  await setNamedSpot(undoing.tx, undoing.change.userId, id, place);
  noteMoved(undoing, rows, from, to);
}

async function markBack(
  undoing: Undoing,
  ids: readonly string[],
  same: (row: NodeRow) => boolean,
  marks: Parameters<typeof setMarks>[3],
): Promise<void> {
  const { tx, change } = undoing;
  const rows = await unchanged(undoing, ids, same);
  await setMarks(tx, change.userId, ids, marks);
  for (const { id, parent_id: parentId } of rows) {
    change.happened.push({ nodeId: id, kind: 'undone', detail: null });
    if (parentId !== null) change.folderIds.add(parentId);
  }
}

/** What went along in the trash may be gone for ever by now, or be back: that is nobody's loss. */
async function takeAlong({ tx, change }: Undoing, { ids, from, to }: Did<'moved'>): Promise<void> {
  for (const some of inGroups(ids)) await takeAlongBack(tx, change.userId, some, to.parent, from.parent);
}

async function contentBack(undoing: Undoing, step: Did<'replaced'>): Promise<void> {
  const { tx, change, live } = undoing;
  const { userId } = change;
  const [row] = await unchanged(undoing, [step.id], ({ object_id: id }) => id === step.objectId);
  const version = await findVersion(tx, userId, step.id, step.versionId);
  if (version === undefined) throw outdated(undoing, row?.name);
  await takeContentBack(tx, step.id, version, step.touchedAt);
  await addVersions(tx, userId, { usedBytes: 0, versionBytes: -version.size, versions: -1 });
  live.add(step.id);
  if (row?.parent_id !== undefined && row.parent_id !== null) change.folderIds.add(row.parent_id);
  const { incoming } = step;
  if (incoming === null) {
    await addUsed(tx, userId, { bytes: -step.size, files: 0 });
    await releaseObjects(tx, [step.objectId]);
    return;
  }
  await insertAgain(tx, incoming);
  await addUsed(tx, userId, { bytes: 0, files: 1 });
  if (step.versions.length > 0) await giveTheseVersions(tx, step.versions, step.id, incoming.id);
  noteBack(undoing, incoming);
}

async function unmerge(undoing: Undoing, { row }: Did<'merged'>): Promise<void> {
  await insertAgain(undoing.tx, row);
  noteBack(undoing, row);
}

function noteBack({ change, live }: Undoing, row: NodeRow): void {
  if (row.trashed_at === null) live.add(row.id);
  if (row.parent_id !== null) change.folderIds.add(row.parent_id);
}

/** Folders made on the way go again, unless something has come into them since. */
async function unmake({ tx, change, live }: Undoing, { ids }: Did<'made'>): Promise<void> {
  for (const id of ids.toReversed()) {
    const parentId = await deleteIfEmpty(tx, change.userId, id);
    if (parentId === null) continue;
    live.delete(id);
    change.folderIds.add(parentId);
  }
}

/**
 * Copies go to the trash, whatever has become of them since: from there they can come back. Those that are not live any
 * more are passed over, and a change of which nothing is live is outdated.
 */
async function trashCopies(undoing: Undoing, { ids }: Did<'copied'>): Promise<void> {
  const { tx, change } = undoing;
  const chains = await readChains(tx, change.userId, ids);
  const rows = await readRows(
    tx,
    change.userId,
    ids.filter((id) => reachesTop(chains, id, new Set())),
  );
  if (rows.length === 0 && ids.length > 0) throw outdated(undoing);
  for (const [parent, some] of grouped(rows, (row) => row.parent_id)) {
    if (parent === null) continue;
    const spot = { parent, trashedAt: change.at, path: null };
    await setSpot(
      tx,
      change.userId,
      some.map(({ id }) => id),
      spot,
    );
    noteMoved(undoing, some, spot, spot);
  }
}

/** True when a node and all folders above it are live, up to the top. `reached` are known to be. */
function reachesTop(chains: Chains, id: string, reached: Set<string>): boolean {
  const way = new Set<string>();
  for (let node = chains.get(id); node !== undefined; node = chains.get(node.parent_id ?? '')) {
    // A folder that is met twice is inside itself.
    if (node.trashed_at !== null || way.has(node.id)) return false;
    way.add(node.id);
    if (node.parent_id !== null && !reached.has(node.id)) continue;
    for (const above of way) reached.add(above);
    return true;
  }
  return false;
}

/** What cannot be taken back as it is no longer as the change left it. */
function outdated({ subject }: Undoing, name: string = subject) {
  return fail('UNDO_OUTDATED', { name });
}
