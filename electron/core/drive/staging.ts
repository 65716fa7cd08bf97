import type { Db, Tx } from '../db/schema.ts';
import type { Aside } from '../db/aside.ts';
import { breathe } from '../lib/breathe.ts';
import { fail } from '../lib/errors.ts';
import { grouped } from '../lib/grouped.ts';
import { newId } from '../lib/ids.ts';
import { inGroups } from '../lib/in-groups.ts';
import { checkQuota } from './commit-upload.ts';
import type { NodeName } from './names.ts';
import { addUsed, readAccount, type NewNode, type NodeRow } from './nodes.table.ts';
import { readRows } from './place.table.ts';
import { insertCopies, insertStaging, pageToCopyQuery } from './staging.table.ts';

/** Rows that one transaction copies: twenty to thirty milliseconds, in pieces. */
const ROWS_AT_ONCE = 200;
/** Rows that one statement writes, between which the event loop does other work: three milliseconds. */
const ROWS_WRITTEN = 50;
/** Transactions between two checkpoints: what a copy writes lies all over the file, two pages for each row. */
const CHECKPOINT_EVERY = 2;
/** Folders that one transaction looks into at most: many may be empty. */
const PAGES_AT_ONCE = 50;

/** An entry to be copied, under the name that its copy gets. */
export interface ToCopy {
  readonly source: NodeRow;
  readonly name: NodeName;
}

export interface Staged {
  /** Hidden folders that hold the copies. */
  readonly folders: readonly string[];
  /** Id of each copy, in the order asked for. */
  readonly copies: readonly string[];
}

interface Waiting {
  readonly source: string;
  /** Whose drive the source is in. */
  readonly ownerId: string;
  readonly copy: string;
  /** Name key of the last entry that was copied. */
  readonly after: string;
}

/**
 * Copies entries, whoever they belong to, with all that is live in them into the drive of a person where nobody sees it,
 * in transactions of a few hundred rows: what that person stores is right after each. They need not be on the disk before
 * what makes the copies visible is. Tags go along only within a drive. `opened` is told of each hidden folder in the
 * transaction's stead, so that it can be given up if this fails. `going` throws to end it between two transactions.
 * Throws QUOTA_EXCEEDED, and NOT_FOUND for what is gone meanwhile.
 */
export async function stage(
  { db, aside }: { readonly db: Db; readonly aside: Aside },
  userId: string,
  entries: readonly ToCopy[],
  at: string,
  { opened, going }: { opened: (folderId: string) => void; going: () => void },
): Promise<Staged> {
  const copies: string[] = [];
  const waiting: Waiting[] = [];
  const folders = new Map<string, Set<string>>();
  /** The first hidden folder in which a name is free: names differ unless the entries come from several folders. */
  const folderFor = async (tx: Tx, { key }: NodeName): Promise<string> => {
    for (const [id, keys] of folders) {
      if (keys.has(key)) continue;
      keys.add(key);
      return id;
    }
    const id = newId();
    opened(id);
    folders.set(id, new Set([key]));
    await insertStaging(tx, userId, id, at);
    return id;
  };
  const copyOf = (source: NodeRow, parentId: string, name?: NodeName): NewNode => {
    const id = newId();
    const { id: sourceId, owner_id: ownerId } = source;
    if (source.kind === 'folder') waiting.push({ source: sourceId, ownerId, copy: id, after: '' });
    return {
      ...source,
      ...(name === undefined ? {} : { name: name.name, name_key: name.key, sort_key: name.sortKey }),
      id,
      owner_id: userId,
      parent_id: parentId,
      created_at: at,
      tags: ownerId === userId ? source.tags : 0,
      favourite_at: null,
      touched_at: source.kind === 'file' ? at : null,
    };
  };

  let written = 0;
  const transaction = async (work: (tx: Tx) => Promise<void>) => {
    await breathe();
    going();
    await aside.durableLater(db, work);
    written += 1;
    // Left to the commits, they do it while everything waits; but better they than nobody.
    if (written % CHECKPOINT_EVERY === 0) await aside.checkpoint().catch(() => undefined);
  };

  for (const some of inGroups(entries, ROWS_AT_ONCE)) {
    await transaction(async (tx) => {
      const sources = new Map<string, NodeRow>();
      for (const [ownerId, theirs] of grouped(some, ({ source }) => source.owner_id)) {
        const ids = theirs.map(({ source }) => source.id);
        for (const row of await readRows(tx, ownerId, ids)) sources.set(row.id, row);
      }
      const rows: NewNode[] = [];
      for (const {
        source: { id },
        name,
      } of some) {
        const source = sources.get(id);
        if (source === undefined || source.purged_at !== null) throw fail('NOT_FOUND');
        rows.push(
          copyOf({ ...source, trashed_at: null, trashed_path: null }, await folderFor(tx, name), name),
        );
      }
      copies.push(...rows.map(({ id }) => id));
      await write(tx, userId, rows);
    });
  }
  while (waiting.length > 0) {
    await transaction(async (tx) => {
      const rows: NewNode[] = [];
      for (let pages = 0; pages < PAGES_AT_ONCE && rows.length < ROWS_AT_ONCE; pages += 1) {
        const folder = waiting.pop();
        if (folder === undefined) break;
        const limit = ROWS_AT_ONCE - rows.length;
        const page = await pageToCopyQuery(tx, folder.ownerId, folder.source, {
          after: folder.after,
          limit,
        }).execute();
        const last = page.at(-1);
        if (last !== undefined && page.length === limit) waiting.push({ ...folder, after: last.name_key });
        rows.push(...page.map((source) => copyOf(source, folder.copy)));
      }
      await write(tx, userId, rows);
    });
  }
  return { folders: [...folders.keys()], copies };
}

async function write(tx: Tx, userId: string, rows: readonly NewNode[]): Promise<void> {
  if (rows.length === 0) return;
  if ((await readAccount(tx, userId)) === undefined) throw fail('NOT_FOUND');
  const bytes = rows.reduce((sum, { size }) => sum + size, 0);
  await checkQuota(tx, userId, bytes);
  for (const some of inGroups(rows, ROWS_WRITTEN)) {
    await breathe();
    await insertCopies(tx, some);
  }
  await breathe();
  await addUsed(tx, userId, { bytes, files: rows.filter(({ kind }) => kind === 'file').length });
}
