import type { Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { upwards } from '../lib/chains.ts';
import { readChains } from './nodes.table.ts';
import type { ServiceDeps } from './service-deps.ts';

/** What is heard of changes in some drives, from when it is made on. */
export interface HeardChanges {
  /**
   * The first of these entries in or below which something changed; undefined for none. Asked in a transaction, which
   * nothing else changes anything during.
   */
  inside(tx: Tx, ids: ReadonlySet<string>): Promise<{ readonly name: string } | undefined>;
  stop(): void;
}

/** Listens which folders of these drives change. */
export function hearChanges(events: ServiceDeps['events'], owners: Iterable<string>): HeardChanges {
  const heard = new Map(Array.from(owners, (ownerId) => [ownerId, new Set<string>()]));
  const hear = ({ userId, folderIds }: { userId: string; folderIds: readonly string[] }) => {
    for (const id of folderIds) heard.get(userId)?.add(id);
  };
  events.on('drive.changed', hear);
  return {
    async inside(tx, ids) {
      // What was committed before this transaction may be told only now.
      await breathe();
      for (const [ownerId, folderIds] of heard) {
        const chains = await readChains(tx, ownerId, [...folderIds]);
        for (const id of folderIds) {
          const inside = Array.from(upwards(chains, id)).find((above) => ids.has(above.id));
          if (inside !== undefined) return inside;
        }
      }
      return undefined;
    },
    stop: () => void events.off('drive.changed', hear),
  };
}
