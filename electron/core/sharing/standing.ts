import type { ShareState } from '../../contract/shares.ts';
import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { isLive } from '../lib/chains.ts';
import { chainsQuery, itemsQuery, type ChainRow } from './contents.table.ts';
import { byIdQuery, type FoundShare, type ShareRow } from './shares.table.ts';

/** Entries with all folders above them, by id. */
export type Chains = ReadonlyMap<string, ChainRow>;

/** How what a share gives stands at this moment. */
export interface Standing {
  /** True when nothing of it is in its owner's drive any more. */
  readonly gone: boolean;
  /** The one entry, or the first of a selection that is live; null where there is none. */
  readonly node: ChainRow | null;
}

const GONE: Standing = { gone: true, node: null };
const IDS_AT_ONCE = 500;
/** Entries of a selection that are looked at together until a live one is found. */
const SOME = 50;

/** These entries of a person and all above them. Ids of others or of none are absent. */
export async function readChains(db: Db | Tx, ownerId: string, ids: readonly string[]): Promise<Chains> {
  const found = new Map<string, ChainRow>();
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    if (from > 0) await breathe();
    const some = ids.slice(from, from + IDS_AT_ONCE);
    for (const row of await chainsQuery(db, ownerId, some).execute()) found.set(row.id, row);
  }
  return found;
}

/** How shares of one person stand, by the id of the share. */
export async function standings(
  db: Db | Tx,
  ownerId: string,
  rows: readonly Pick<ShareRow, 'id' | 'holds' | 'node_id'>[],
): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  const nodeIds = rows.flatMap(({ node_id: id }) => (id === null ? [] : [id]));
  const chains = nodeIds.length === 0 ? new Map<string, ChainRow>() : await readChains(db, ownerId, nodeIds);
  for (const row of rows) {
    const one = row.node_id === null ? null : standingOf(chains, row.node_id);
    found.set(row.id, one ?? (row.holds === 'selection' ? await ofSelection(db, ownerId, row.id) : GONE));
  }
  return found;
}

/** How one share stands. */
export async function standing(
  db: Db | Tx,
  row: Pick<ShareRow, 'id' | 'owner_id' | 'holds' | 'node_id'>,
): Promise<Standing> {
  return (await standings(db, row.owner_id, [row])).get(row.id) ?? GONE;
}

function standingOf(chains: Chains, id: string): Standing {
  return isLive(chains, id) ? { gone: false, node: chains.get(id) ?? null } : GONE;
}

async function ofSelection(db: Db | Tx, ownerId: string, shareId: string): Promise<Standing> {
  for (let after = ''; ;) {
    const some = await itemsQuery(db, shareId, { after, limit: SOME }).execute();
    const ids = some.map(({ node_id: id }) => id);
    if (ids.length === 0) return GONE;
    const chains = await readChains(db, ownerId, ids);
    const live = ids.find((id) => isLive(chains, id));
    if (live !== undefined) return standingOf(chains, live);
    after = ids.at(-1) ?? '';
    await breathe();
  }
}

/** The state that a share is in. */
export function stateOf(row: ShareRow, { gone }: Standing, now: Date): ShareState {
  if (row.revoked_at !== null) return 'revoked';
  if (gone) return 'gone';
  if (row.expires_at !== null && row.expires_at <= now.toISOString()) return 'expired';
  if (row.download_limit !== null && row.downloads >= row.download_limit) return 'usedUp';
  return row.paused === 1 ? 'paused' : 'active';
}

/** A share that may be used at this moment; null for every other. */
export async function activeShare(db: Db | Tx, id: string, now: Date): Promise<FoundShare | null> {
  const row = await byIdQuery(db, id).executeTakeFirst();
  if (row === undefined || row.ownerDisabled === 1) return null;
  return stateOf(row, await standing(db, row), now) === 'active' ? row : null;
}
