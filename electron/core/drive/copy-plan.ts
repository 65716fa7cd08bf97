import type { NameConflict } from '../../contract/drive.ts';
import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { fail } from '../lib/errors.ts';
import { grouped } from '../lib/grouped.ts';
import { chooseLive, placeText, refuseIntoItself } from './choose.ts';
import { checkQuota } from './commit-upload.ts';
import { liveFolder } from './folders.ts';
import type { Transport } from './move.ts';
import { freeName, toNodeName, type NodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { findChild, readAccount, type NodeRow } from './nodes.table.ts';
import { childQuery, takenKeys } from './place.table.ts';
import type { ToCopy } from './staging.ts';
import { walk } from './walk.ts';

/** Entries looked at before other work gets a turn. */
const ROWS_AT_ONCE = 200;

/** Ids of entries by whose drive they are in. */
export type Drives = ReadonlyMap<string, readonly string[]>;

/** What is to be copied, and what is not because of its name. */
export interface Plan {
  readonly targetId: string;
  readonly entries: readonly NodeRow[];
  readonly conflicts: NameConflict[];
  /** Where each entry is, for the history of its copy: nothing of another drive, whose folders are its owner's business. */
  readonly from: ReadonlyMap<string, string | null>;
}

/**
 * Looks at what is to be copied into a folder of a person, and at what has its names there. Throws FOLDER_GONE,
 * FOLDER_INTO_ITSELF, NOT_FOUND.
 */
export async function planCopies(
  tx: Tx,
  userId: string,
  drives: Drives,
  transport: Pick<Transport, 'folderId' | 'conflicts'>,
): Promise<Plan> {
  const targetId = await liveFolder(tx, userId, transport.folderId);
  const rows: NodeRow[] = [];
  const from = new Map<string, string | null>();
  for (const [ownerId, ids] of drives) {
    const chosen = await chooseLive(tx, ownerId, ids, { inner: false });
    rows.push(...chosen.rows);
    if (ownerId !== userId) continue;
    await refuseIntoItself(tx, userId, chosen.rows, targetId);
    for (const { id } of chosen.rows) from.set(id, placeText(chosen.chains, id));
  }
  const coming = rows.filter((row) => row.parent_id !== targetId);
  const taken = await takenKeys(
    tx,
    targetId,
    coming.map((row) => row.name_key),
  );
  const conflicts: NameConflict[] = [];
  const stays = new Set<string>();
  if (transport.conflicts === 'ask' || transport.conflicts === 'skip') {
    for (const [index, row] of coming.filter(({ name_key: key }) => taken.has(key)).entries()) {
      if (index % ROWS_AT_ONCE === 0) await breathe();
      stays.add(row.id);
      const existing = await childQuery(tx, targetId, row.name_key).executeTakeFirst();
      if (transport.conflicts === 'ask' && existing !== undefined)
        conflicts.push({ node: toDriveNode(row), existing: toDriveNode(existing) });
    }
  }
  return { targetId, entries: rows.filter(({ id }) => !stays.has(id)), conflicts, from };
}

/**
 * Refuses what a person has no room for before anything is copied; where nothing is limited, nothing is counted. Throws
 * QUOTA_EXCEEDED, NOT_FOUND.
 */
export async function checkRoom(db: Db, userId: string, entries: readonly NodeRow[]): Promise<void> {
  const account = await readAccount(db, userId);
  if (account === undefined) throw fail('NOT_FOUND');
  if (account.quota_bytes === null || entries.length === 0) return;
  let bytes = 0;
  let seen = 0;
  for (const [ownerId, some] of grouped(entries, (entry) => entry.owner_id)) {
    const ids = some.map(({ id }) => id);
    for await (const { size } of walk(db, ownerId, ids)) {
      bytes += size;
      seen += 1;
      if (seen % ROWS_AT_ONCE === 0) await breathe();
    }
  }
  await checkQuota(db, userId, bytes);
}

/** The entries with the names of their copies: in the folder they are in themselves, free ones. */
export async function named(db: Db, userId: string, { targetId, entries }: Plan): Promise<ToCopy[]> {
  const given = new Set<string>();
  const all: ToCopy[] = [];
  for (const [index, source] of entries.entries()) {
    if (index % ROWS_AT_ONCE === 0) await breathe();
    const own: NodeName = { name: source.name, key: source.name_key, sortKey: source.sort_key };
    const isTaken = async ({ key }: NodeName) =>
      given.has(key) || (await findChild(db, userId, targetId, key)) !== undefined;
    const duplicate = source.parent_id === targetId;
    const name = duplicate ? await freeName(toNodeName(source.name), source.kind, isTaken) : own;
    if (duplicate) given.add(name.key);
    all.push({ source, name });
  }
  return all;
}
