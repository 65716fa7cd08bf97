import type { Share } from '../../contract/shares.ts';
import type { Db } from '../db/schema.ts';
import type { Addresses } from './addresses.ts';
import { countItems, type ShareRow } from './shares.table.ts';
import { standings, stateOf, type Standing } from './standing.ts';

/** How long a revoked share can be revived, in milliseconds: a day. */
export const REVIVE_MS = 24 * 60 * 60 * 1000;

/** Makes the view that an owner has of their shares. */
export function makeView({ db, addresses, now }: { db: Db; addresses: Addresses; now: () => Date }) {
  /** Shares of one person as they see them, in the same order. */
  async function shown(ownerId: string, rows: readonly ShareRow[]): Promise<Share[]> {
    if (rows.length === 0) return [];
    const [found, topId] = [await standings(db, ownerId, rows), await addresses.topOf(ownerId)];
    const counts = await countItems(
      db,
      rows.map(({ id }) => id),
    );
    const shares: Share[] = [];
    for (const row of rows) {
      const standing = found.get(row.id) ?? { gone: true, node: null };
      const state = stateOf(row, standing, now());
      const url = await addresses.urlOf(row, state);
      shares.push({ ...toShare(row, standing, topId), state, url, count: counts.get(row.id) ?? 0 });
    }
    return shares;
  }

  return {
    shown,
    async one(row: ShareRow): Promise<Share> {
      const [share] = await shown(row.owner_id, [row]);
      if (share === undefined) throw new Error('a share that is there has a view');
      return share;
    },
  };
}

/** The view of an owner on their shares. */
export type View = ReturnType<typeof makeView>;

/** How much a request takes and has taken; null for what is none. */
export function requestOf(row: ShareRow): Share['request'] {
  if (row.kind !== 'request') return null;
  return {
    maximumFiles: row.maximum_files,
    maximumBytes: row.maximum_bytes,
    maximumFileBytes: row.maximum_file_bytes,
    files: row.received_files,
    bytes: row.received_bytes,
  };
}

/** The name that a share goes by: that of the file or folder as it is called now, or what was given. */
export function nameOf(row: ShareRow, { node }: Standing): string {
  return row.kind === 'request' || row.holds === 'selection' || node === null ? row.name : node.name;
}

function toShare(row: ShareRow, standing: Standing, topId: string): Omit<Share, 'state' | 'url' | 'count'> {
  const { node } = standing;
  /** The top is nobody's folder to people: they know it as null. */
  const belowTop = (id: string | null) => (id === topId ? null : id);
  const revokedAt = row.revoked_at;
  return {
    id: row.id,
    kind: row.kind,
    name: nameOf(row, standing),
    holds: row.holds,
    nodeId: belowTop(row.node_id),
    folderId: node === null ? null : belowTop(row.kind === 'request' ? node.id : node.parent_id),
    expiresAt: row.expires_at,
    viewOnly: row.view_only === 1,
    downloadLimit: row.download_limit,
    asksName: row.asks_name === 1,
    note: row.note,
    hasPassword: row.password_hash !== null,
    createdAt: row.created_at,
    opens: row.opens,
    downloads: row.downloads,
    lastUsedAt: row.last_used_at,
    revokedAt,
    reviveUntil: revokedAt === null ? null : new Date(Date.parse(revokedAt) + REVIVE_MS).toISOString(),
    request: requestOf(row),
  };
}
