import type { Db, Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { always, type GoingOn, type Leave } from '../lib/going-on.ts';
import { newId } from '../lib/ids.ts';
import type { Reach } from '../sharing/reach.ts';
import { selectionOf } from './selection.ts';
import type { TransferRow } from './transfers.table.ts';

interface Deps {
  readonly db: Db;
  readonly reach: Reach;
  readonly goingOn: GoingOn;
}

/** Throws FOLDER_GONE or READ_ONLY when what somebody else shared is no longer shared with whoever began these transfers. */
export async function mayStill(
  db: Db | Tx,
  reach: Reach,
  rows: readonly [TransferRow, ...TransferRow[]],
): Promise<void> {
  const [{ drive_owner_id: owner, user_id: userId, direction }] = rows;
  if (owner === null) return;
  const ids = new Set(rows.flatMap(entriesOf));
  const drives = await reach.ownersOf(db, userId, [...ids], direction === 'upload' ? 'write' : 'read');
  if (drives.size !== 1 || drives.get(owner)?.length !== ids.size) throw fail('FOLDER_GONE');
}

/** Lets a transfer run for as long as it may; one within a person's own drive always may. Throws as {@link mayStill}. */
export async function leaveFor({ db, reach, goingOn }: Deps, row: TransferRow): Promise<Leave> {
  const { drive_owner_id: owner, user_id: userId, direction } = row;
  if (owner === null) return always();
  // Many files that go to one folder are one question.
  const key = direction === 'zip' ? newId() : `${userId} ${direction} ${entriesOf(row).join(' ')}`;
  return goingOn.begin({ key, userId, ownerIds: [owner], check: () => mayStill(db, reach, [row]) });
}

/** The entries of a drive that a transfer is about. */
function entriesOf(row: TransferRow): readonly string[] {
  if (row.direction === 'zip') return selectionOf(row);
  return [(row.direction === 'upload' ? row.folder_id : row.node_id) ?? ''];
}
