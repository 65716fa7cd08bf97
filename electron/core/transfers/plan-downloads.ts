import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { WalkedEntry } from '../drive/drive-access.ts';
import { fail, isFailure, systemCode, toFailure } from '../lib/errors.ts';
import { Coming } from './coming.ts';
import { localName, numbered, sameNameKey } from './local-names.ts';
import type { PlanDeps } from './reader.ts';
import { storedBehind } from './stored.ts';
import { checkRoom } from './target.ts';
import { driveOf, failedRow, Gathered, firstId, newRow } from './rows.ts';
import { knownInBatch, updateTransfers, type TransferRow } from './transfers.table.ts';

/** A folder of this computer that is being filled, with the names that are taken in it. */
interface Target {
  readonly folder: string;
  readonly taken: Set<string>;
  /** An earlier reading of the same batch made it, so that folders found in it are its own. */
  readonly again: boolean;
}

/** What a reading of a batch knows while it goes from one chosen entry to the next. */
interface Reading {
  readonly top: Target;
  /** Where files go that an earlier reading put in line, by their ids. */
  readonly known: ReadonlyMap<string | null, string>;
  readonly gathered: Gathered;
  /** Notes which folder was made for what was chosen, so that a later reading goes on in it. */
  readonly noteFolder: (root: TransferRow, folder: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Puts the files of what was chosen together in line, after a look at the room there is, and makes the folders. */
export async function planDownloads(
  { db, drive, ledger, onAdded }: PlanDeps,
  roots: readonly TransferRow[],
  signal: AbortSignal,
): Promise<void> {
  const [first] = roots;
  if (first === undefined) return;
  const { user_id: userId, batch_id: batchId, path: folder } = first;
  if (first.version_id !== null) {
    await planVersion({ db, ledger, onAdded }, first);
    return;
  }
  const before = await knownInBatch(db, batchId, userId);
  const known = new Map(before.map(({ node_id, path: file }) => [node_id, file]));
  const all = await sumOf(drive.walk(driveOf(first), rootIds(roots)), known, signal);
  await checkRoom(folder, all.bytes);
  const coming = new Coming(await ledger.book(userId));

  const gathered = new Gathered(async (rows, replaced) => {
    signal.throwIfAborted();
    coming.came(rows, replaced);
    await ledger.insert(userId, rows, replaced);
    const next = firstId(rows);
    if (next !== undefined) onAdded(userId, next);
  });
  const top: Target = { folder, taken: await namesIn(folder), again: false };
  // Files that an earlier reading put in line have their names already, though they may not be there yet.
  for (const row of before)
    if (path.dirname(row.path) === folder) top.taken.add(sameNameKey(path.basename(row.path)));
  const noteFolder = (root: TransferRow, made: string) =>
    ledger.write(() => updateTransfers(db, [root.id], { selection: made }));
  const reading: Reading = { top, known, gathered, noteFolder, signal };
  coming.found(all.count, all.bytes, roots.length);
  try {
    for (const root of roots) {
      const id = root.node_id ?? '';
      try {
        if (await planRoot(drive.walk(driveOf(root), [id]), root, reading)) continue;
      } catch (error) {
        signal.throwIfAborted();
        if (!isFailure(error)) throw error;
        await gathered.add(
          failedRow({ ...givenBy(root), name: root.name, path: folder, node_id: id }, toFailure(error)),
        );
      }
      await gathered.replace(root);
    }
    await gathered.flush();
  } finally {
    coming.end();
  }
}

/** Puts an earlier content of one file in line. Throws NOT_FOUND when it is gone. */
async function planVersion(
  { db, ledger, onAdded }: Pick<PlanDeps, 'db' | 'ledger' | 'onAdded'>,
  root: TransferRow,
): Promise<void> {
  const object = (await storedBehind(db, [root])).get(root.id);
  if (object === undefined) throw fail('NOT_FOUND');
  await checkRoom(root.path, object.size);
  const top: Target = { folder: root.path, taken: await namesIn(root.path), again: false };
  const row = {
    ...root,
    path: path.join(root.path, freeName(top, localName(root.name))),
    total_bytes: object.size,
    source_mtime: Math.trunc(Date.parse(object.modifiedAt)),
  };
  await ledger.insert(root.user_id, [row], [root]);
  onAdded(root.user_id, row.id);
}

/** Plans what was chosen; true when it is a file that has become its own row. */
async function planRoot(
  entries: AsyncIterable<WalkedEntry>,
  root: TransferRow,
  { top, known, gathered, noteFolder, signal }: Reading,
): Promise<boolean> {
  let became = false;
  const targets = new Map<string, Target>([['', top]]);
  for await (const entry of entries) {
    signal.throwIfAborted();
    const above = targets.get(keyOf(entry.path.slice(0, -1)));
    if (above === undefined) throw new Error('an entry came before the folder it is in');
    const reserved = known.get(entry.id);
    if (entry.kind === 'folder') {
      const target =
        entry.id === root.node_id && root.selection !== null
          ? await goOnIn(root.selection)
          : await makeFolder(above, nameOf(entry));
      targets.set(keyOf(entry.path), target);
      if (entry.id === root.node_id && root.selection === null) await noteFolder(root, target.folder);
    } else if (reserved !== undefined) {
      above.taken.add(sameNameKey(path.basename(reserved)));
    } else {
      const name = freeName(above, nameOf(entry));
      const row = newRow({
        ...givenBy(root),
        name: entry.path.at(-1) ?? name,
        path: path.join(above.folder, name),
        node_id: entry.id,
        total_bytes: entry.size,
        source_mtime: Math.trunc(Date.parse(entry.modifiedAt)),
      });
      became = entry.id === root.node_id;
      if (became) await gathered.become(root, row);
      else await gathered.add(row);
    }
  }
  return became;
}

const rootIds = (roots: readonly TransferRow[]): string[] =>
  roots.flatMap(({ node_id }) => (node_id === null ? [] : [node_id]));

const givenBy = ({ batch_id, user_id, drive_owner_id }: TransferRow) => ({
  batch_id,
  user_id,
  drive_owner_id,
  direction: 'download' as const,
});

const nameOf = ({ path: names }: WalkedEntry): string => localName(names.at(-1) ?? '');

/** A name never holds a NUL, so no two paths share a key. */
const keyOf = (names: readonly string[]): string => names.join('\0');

async function sumOf(
  entries: AsyncIterable<WalkedEntry>,
  known: ReadonlyMap<string | null, string>,
  signal: AbortSignal,
): Promise<{ readonly count: number; readonly bytes: number }> {
  let [count, bytes] = [0, 0];
  for await (const { id, kind, size } of entries) {
    signal.throwIfAborted();
    if (kind === 'folder' || known.has(id)) continue;
    count += 1;
    bytes += size;
  }
  return { count, bytes };
}

async function namesIn(folder: string): Promise<Set<string>> {
  try {
    return new Set((await readdir(folder)).map(sameNameKey));
  } catch (error) {
    throw fail('TARGET_NOT_WRITABLE', { path: folder }, error);
  }
}

function freeName({ taken }: Target, wished: string): string {
  for (let number = 1; ; number += 1) {
    const name = numbered(wished, number);
    if (taken.has(sameNameKey(name))) continue;
    taken.add(sameNameKey(name));
    return name;
  }
}

async function makeFolder(above: Target, wished: string): Promise<Target> {
  for (;;) {
    const folder = path.join(above.folder, freeName(above, wished));
    try {
      await mkdir(folder);
      return { folder, taken: new Set(), again: false };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw fail('TARGET_NOT_WRITABLE', { path: folder }, error);
      if (above.again) return { folder, taken: new Set(), again: true };
      // Else it was made by somebody else since the names were read: the next number.
    }
  }
}

/** The folder that an earlier reading made, made again where it is gone. */
async function goOnIn(folder: string): Promise<Target> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw fail('TARGET_NOT_WRITABLE', { path: folder }, error);
  }
  return { folder, taken: new Set(), again: true };
}
