import type { GrantAccess } from '../../contract/shares.ts';
import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { fail } from '../lib/errors.ts';
import { aboveQuery, foreignQuery, grantedQuery, sharersQuery, type Foreign } from './reach.table.ts';

/** Where a person came in to what somebody else shares with them. */
export interface Entrance {
  readonly ownerId: string;
  readonly ownerName: string;
  readonly access: GrantAccess;
  /** The outermost folder that they may enter on the way to the entry. */
  readonly folderId: string;
  readonly folderName: string;
}

/** `change` is writing that also renames, moves or removes the entry itself, which its owner shares as it is. */
export type Intent = GrantAccess | 'change';

/** How far a person may go in other people's folders. */
export interface Reach {
  /**
   * Whose drive an entry is in, as far as the person may do this there: their own id for what is theirs (or for what
   * does not exist, so that the failure is the same), the owner's for what lies at or below a folder that is shared
   * with them. Throws READ_ONLY for writing where they may only read.
   */
  ownerOf(db: Db | Tx, userId: string, nodeId: string | null, intent: Intent): Promise<string>;
  /** The same for many entries at once: the entries in each drive. */
  ownersOf(
    db: Db | Tx,
    userId: string,
    nodeIds: readonly string[],
    intent: Intent,
  ): Promise<Map<string, string[]>>;
  /** The one drive that all of these are in, to look at them. Throws NOT_FOUND when they are not within reach together. */
  ownerOfAll(db: Db | Tx, userId: string, nodeIds: readonly string[]): Promise<string>;
  /** Whoever shares some folder with the person, whatever became of the folder. */
  sharers(db: Db | Tx, userId: string): Promise<ReadonlySet<string>>;
  /** How the person gets to an entry of somebody else; null for what is their own or out of their reach. */
  entrance(db: Db | Tx, userId: string, nodeId: string): Promise<Entrance | null>;
}

/** Ids asked for in one statement. */
const IDS_AT_ONCE = 500;
/** Entries of others that are looked at before the event loop has its turn: some milliseconds' worth. */
const LOOKED_AT_ONCE = 20;

/** Makes what decides how far people may go. */
export function makeReach(): Reach {
  async function enter(db: Db | Tx, userId: string, foreign: Foreign): Promise<Entrance | null> {
    const above = await aboveQuery(db, foreign).execute();
    if (above.some(({ trashed_at: trashed, purged_at: purged }) => trashed !== null || purged !== null))
      return null;
    const ids = above.map(({ id }) => id);
    const granted = await grantedQuery(db, userId, foreign.ownerId, ids).execute();
    const outermost = granted.toSorted((a, b) => ids.indexOf(b.folderId) - ids.indexOf(a.folderId))[0];
    if (outermost === undefined) return null;
    const { ownerName, folderId } = outermost;
    const access = granted.some((one) => one.access === 'write') ? 'write' : 'read';
    const folderName = above.find(({ id }) => id === folderId)?.name ?? '';
    return { ownerId: foreign.ownerId, ownerName, access, folderId, folderName };
  }

  async function entrance(db: Db | Tx, userId: string, nodeId: string): Promise<Entrance | null> {
    const foreign = await foreignQuery(db, userId, [nodeId]).executeTakeFirst();
    return foreign === undefined ? null : enter(db, userId, foreign);
  }

  const reach: Reach = {
    entrance,
    async sharers(db, userId) {
      const rows = await sharersQuery(db, userId).execute();
      return new Set(rows.map(({ owner_id: id }) => id));
    },
    async ownerOfAll(db, userId, nodeIds) {
      const [first = userId, ...more] = (await reach.ownersOf(db, userId, nodeIds, 'read')).keys();
      if (more.length > 0) throw fail('NOT_FOUND');
      return first;
    },
    async ownerOf(db, userId, nodeId, intent) {
      const found = nodeId === null ? null : await entrance(db, userId, nodeId);
      if (found === null || nodeId === null) return userId;
      refuse(found, nodeId, intent);
      return found.ownerId;
    },
    async ownersOf(db, userId, nodeIds, intent) {
      const owners = new Map<string, string>();
      for (let at = 0; at < nodeIds.length; at += IDS_AT_ONCE) {
        const foreign = await foreignQuery(db, userId, nodeIds.slice(at, at + IDS_AT_ONCE)).execute();
        for (const [index, one] of foreign.entries()) {
          if (index % LOOKED_AT_ONCE === LOOKED_AT_ONCE - 1) await breathe();
          const found = await enter(db, userId, one);
          if (found === null) continue;
          refuse(found, one.id, intent);
          owners.set(one.id, found.ownerId);
        }
      }
      const drives = new Map<string, string[]>();
      for (const id of nodeIds) {
        const owner = owners.get(id) ?? userId;
        const ids = drives.get(owner);
        if (ids === undefined) drives.set(owner, [id]);
        else ids.push(id);
      }
      return drives;
    },
  };
  return reach;
}

/** Throws READ_ONLY for what the entrance does not allow. */
function refuse({ access, folderId, folderName }: Entrance, nodeId: string, intent: Intent): void {
  const readOnly = intent !== 'read' && access === 'read';
  if (readOnly || (intent === 'change' && nodeId === folderId)) throw fail('READ_ONLY', { name: folderName });
}
