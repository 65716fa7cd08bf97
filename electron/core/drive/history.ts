import type { HistoryEntry } from '../../contract/find.ts';
import type { Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { newId } from '../lib/ids.ts';
import { inGroups } from '../lib/in-groups.ts';
import { insertHistory } from './history.table.ts';

/** Something that happened to one node; `detail` is what it was before: its earlier name, or the folder it was in. */
export interface Happened {
  readonly nodeId: string;
  readonly kind: HistoryEntry['kind'];
  readonly detail: string | null;
}

/** Rows of one statement. */
const ROWS_AT_ONCE = 200;

/** Notes what happened to nodes, inside the transaction that does it. `at` is ISO 8601. */
export async function noteHistory(
  tx: Tx,
  userId: string,
  at: string,
  entries: readonly Happened[],
): Promise<void> {
  const groups = inGroups(entries, ROWS_AT_ONCE);
  for (const some of groups) {
    await insertHistory(
      tx,
      some.map(({ nodeId, kind, detail }) => ({
        id: newId(),
        node_id: nodeId,
        user_id: userId,
        at,
        kind,
        detail,
      })),
    );
    if (groups.length > 1) await breathe();
  }
}
