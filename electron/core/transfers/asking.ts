import { transferExisting, type TransferExisting } from '../../contract/transfers.ts';
import type { DriveAccess, NamedFile } from '../drive/drive-access.ts';
import { driveOf } from './rows.ts';
import type { TransferRow } from './transfers.table.ts';

/** What becomes of uploads of a batch whose names are taken. */
export type Policy = NonNullable<TransferRow['conflict']>;

/** Planned uploads of a batch, sorted by what becomes of them. */
interface Settled {
  readonly rows: TransferRow[];
  /** Those that are left out. */
  readonly skipped: TransferRow[];
}

/**
 * Finds out which planned uploads meet a file of their name, and notes on each what becomes of it. What meets nothing
 * now is kept beside whatever may come until then: nothing is replaced that nobody decided on. `met` holds the files
 * that uploads of this batch are for already: only the first of two may replace a file.
 */
export async function settleNames(
  drive: Pick<DriveAccess, 'filesNamed'>,
  planned: readonly TransferRow[],
  policy: Policy | null,
  met: Set<string>,
): Promise<Settled> {
  if (policy === null || policy === 'keepBoth') return { rows: planned.map(kept), skipped: [] };
  const taken = await takenNames(drive, planned);
  const rows: TransferRow[] = [];
  const skipped: TransferRow[] = [];
  for (const row of planned) {
    const file = row.status === 'waiting' ? taken.get(row.folder_id ?? '')?.get(row.name) : undefined;
    if (file === undefined) {
      // What could not be planned keeps the policy, for when it is read again.
      rows.push(row.status === 'waiting' ? kept(row) : row);
    } else if (policy === 'skip') skipped.push(row);
    else if (met.has(file.id)) rows.push(kept(row));
    else {
      met.add(file.id);
      rows.push(policy === 'ask' ? asking(row, file) : { ...row, conflict: policy });
    }
  }
  return { rows, skipped };
}

/** The file that an asking upload met. */
export function existingOf({ selection }: Pick<TransferRow, 'selection'>): TransferExisting | null {
  if (selection === null) return null;
  return transferExisting.nullable().catch(null).parse(JSON.parse(selection));
}

function asking(row: TransferRow, { sizeBytes, modifiedAt }: NamedFile): TransferRow {
  const existing: TransferExisting = { sizeBytes, modifiedAt };
  return { ...row, status: 'asking', conflict: 'ask', selection: JSON.stringify(existing) };
}

function kept(row: TransferRow): TransferRow {
  return row.status === 'waiting' ? { ...row, conflict: null } : row;
}

async function takenNames(
  drive: Pick<DriveAccess, 'filesNamed'>,
  planned: readonly TransferRow[],
): Promise<Map<string, Map<string, NamedFile>>> {
  const [first] = planned;
  const names = new Map<string, string[]>();
  for (const { folder_id: folderId, name, status } of planned) {
    if (folderId === null || status !== 'waiting') continue;
    const list = names.get(folderId);
    if (list === undefined) names.set(folderId, [name]);
    else list.push(name);
  }
  const taken = new Map<string, Map<string, NamedFile>>();
  for (const [folderId, list] of names)
    taken.set(folderId, await drive.filesNamed(first === undefined ? '' : driveOf(first), folderId, list));
  return taken;
}
