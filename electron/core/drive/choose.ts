import type { Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { isLive, upwards } from '../lib/chains.ts';
import { folderNames, type Chains } from './chain.ts';
import { readChains, type NodeRow } from './nodes.table.ts';
import { readRows } from './place.table.ts';

/** Live entries that somebody chose. */
export interface Chosen {
  /** In the order chosen. */
  readonly rows: NodeRow[];
  /** The chosen ones and all folders above them. */
  readonly chains: Chains;
}

/**
 * Reads live entries of the user, those inside another chosen one only with `inner`. Throws NOT_FOUND when one is not
 * live, or is the top folder.
 */
export async function chooseLive(
  tx: Tx,
  userId: string,
  ids: readonly string[],
  { inner }: { inner: boolean },
): Promise<Chosen> {
  const wanted = new Set(ids);
  const chains = await readChains(tx, userId, [...wanted]);
  const outer = [...wanted].filter((id) => {
    const parentId = chains.get(id)?.parent_id ?? null;
    if (parentId === null || !isLive(chains, id)) throw fail('NOT_FOUND');
    return inner || !isInside(chains, parentId, wanted);
  });
  return { rows: await readRows(tx, userId, outer), chains };
}

/** True when a folder or one above it is among these. */
export function isInside(chains: Chains, folderId: string, among: ReadonlySet<string>): boolean {
  for (const above of upwards(chains, folderId)) if (among.has(above.id)) return true;
  return false;
}

/** Throws FOLDER_INTO_ITSELF when the folder they should go to is one of them or below one. */
export async function refuseIntoItself(
  tx: Tx,
  userId: string,
  rows: readonly NodeRow[],
  folderId: string,
): Promise<void> {
  const chains = await readChains(tx, userId, [folderId]);
  const above = new Set(Array.from(upwards(chains, folderId), ({ id }) => id));
  const itself = rows.find(({ id }) => above.has(id));
  if (itself !== undefined) throw fail('FOLDER_INTO_ITSELF', { name: itself.name });
}

/** Where an entry is, as its history tells it: names from the top with slashes between; null at the top. */
export function placeText(chains: Chains, id: string): string | null {
  const names = folderNames(chains, id);
  return names.length === 0 ? null : names.join('/');
}
