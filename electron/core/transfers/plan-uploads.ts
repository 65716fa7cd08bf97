import { toFailure } from '../lib/errors.ts';
import { settleNames } from './asking.ts';
import { Coming } from './coming.ts';
import { lookAt, walkTree, type LocalEntry } from './local-tree.ts';
import type { PlanDeps } from './reader.ts';
import { driveOf, failedRow, firstId, Gathered, newRow } from './rows.ts';
import { knownInBatch, remainingUploadBytes, type TransferRow } from './transfers.table.ts';

/**
 * Puts the files of what was chosen together in line. It is read twice: first to know that there is room for all,
 * before a folder is made or a byte is sent; then to make the folders and the rows.
 */
export async function planUploads(
  deps: PlanDeps,
  roots: readonly TransferRow[],
  signal: AbortSignal,
): Promise<void> {
  const [first] = roots;
  if (first === undefined) return;
  const { user_id: userId, batch_id: batchId } = first;
  const { db, drive, ledger, onAdded, discard } = deps;
  const known = new Set((await knownInBatch(db, batchId, userId)).map(({ path }) => path));

  let [count, bytes] = [0, 0];
  for (const root of roots) {
    for await (const entry of entriesOf(root, signal)) {
      if (entry.kind !== 'file' || known.has(entry.path)) continue;
      count += 1;
      bytes += entry.size;
    }
  }
  await drive.checkRoom(driveOf(first), bytes + (await ledger.write(() => remainingUploadBytes(db, userId))));

  const coming = new Coming(await ledger.book(userId));
  coming.found(count, bytes, roots.length);
  const met = new Set<string>();
  const gathered = new Gathered(async (planned, replaced) => {
    signal.throwIfAborted();
    const { rows, skipped } = await settleNames(drive, planned, first.conflict, met);
    coming.came(planned, replaced);
    await ledger.insert(userId, rows, replaced);
    await discard(skipped);
    const next = firstId(rows);
    if (next !== undefined) onAdded(userId, next);
  });
  try {
    for (const root of roots) {
      if (!(await planRoot(deps, root, known, gathered, signal))) await gathered.replace(root);
    }
    await gathered.flush();
  } finally {
    coming.end();
  }
}

async function* entriesOf(root: TransferRow, signal: AbortSignal): AsyncGenerator<LocalEntry> {
  const chosen = await lookAt(root.path);
  if (chosen.kind === 'folder') yield* walkTree(root.path, chosen.names, signal);
  else yield chosen;
  signal.throwIfAborted();
}

/** Plans what was chosen; true when it is a file that has become its own row. */
async function planRoot(
  { drive }: PlanDeps,
  root: TransferRow,
  known: ReadonlySet<string>,
  gathered: Gathered,
  signal: AbortSignal,
): Promise<boolean> {
  const top = root.folder_id ?? '';
  let became = false;
  const given = {
    batch_id: root.batch_id,
    user_id: root.user_id,
    drive_owner_id: root.drive_owner_id,
    direction: 'upload' as const,
    conflict: root.conflict,
  };
  /** Folders of the cloud by their names; null for one that could not be made. */
  const folders = new Map<string, string | null>([['', top]]);
  const folderOf = (names: readonly string[]) => folders.get(names.join('/'));

  for await (const entry of entriesOf(root, signal)) {
    const name = entry.names.at(-1) ?? '';
    const parent = folderOf(entry.names.slice(0, -1));
    if (parent === null || parent === undefined) {
      // What could not be made has said so; what is in it would only repeat it.
      if (entry.kind === 'folder') folders.set(entry.names.join('/'), null);
      continue;
    }
    const row = { ...given, name, path: entry.path, folder_id: parent };
    if (entry.kind === 'folder') {
      try {
        folders.set(entry.names.join('/'), await drive.ensurePath(driveOf(root), parent, [name]));
      } catch (error) {
        folders.set(entry.names.join('/'), null);
        await gathered.add(failedRow(row, toFailure(error)));
      }
    } else if (entry.kind === 'unreadable') {
      await gathered.add(failedRow({ ...row, temporary: root.temporary }, entry.failure));
    } else if (!known.has(entry.path)) {
      const planned = { temporary: root.temporary, total_bytes: entry.size, source_mtime: entry.mtimeMs };
      became = entry.path === root.path;
      if (became) await gathered.become(root, newRow({ ...row, ...planned }));
      else await gathered.add(newRow({ ...row, ...planned }));
    }
  }
  return became;
}
