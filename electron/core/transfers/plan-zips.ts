import path from 'node:path';
import { checkRoom } from './target.ts';
import type { PlanDeps } from './reader.ts';
import { driveOf, firstId } from './rows.ts';
import { selectionOf } from './selection.ts';
import type { TransferRow } from './transfers.table.ts';

/** What the headers of an entry take at most, names aside, in bytes. */
const HEADERS = 300;

/** Counts what an archive will hold, looks whether it fits, and puts it in line. */
export async function planZips(
  { drive, ledger, onAdded }: PlanDeps,
  roots: readonly TransferRow[],
  signal: AbortSignal,
): Promise<void> {
  for (const root of roots) {
    let bytes = 0;
    let headers = 0;
    for await (const entry of drive.walk(driveOf(root), selectionOf(root))) {
      signal.throwIfAborted();
      bytes += entry.size;
      headers += HEADERS + 2 * Buffer.byteLength(entry.path.join('/'));
    }
    await checkRoom(path.dirname(root.path), bytes + headers);
    signal.throwIfAborted();
    const row = { ...root, total_bytes: bytes, source_mtime: Date.now() };
    await ledger.insert(root.user_id, [row], [root]);
    const next = firstId([row]);
    if (next !== undefined) onAdded(root.user_id, next);
  }
}
