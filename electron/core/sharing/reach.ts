import type { GrantAccess } from '../../contract/shares.ts';
import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { upwards } from '../lib/chains.ts';
import { fail } from '../lib/errors.ts';
import { grouped } from '../lib/grouped.ts';
import { inGroups } from '../lib/in-groups.ts';
import { aboveQuery, foreignQuery, receivedQuery, sharersQuery } from './reach.table.ts';

/** Where a person came in to what somebody else shares with them. */
export interface Entrance {
  readonly ownerId: string;
  readonly ownerName: string;
  readonly access: GrantAccess;
  /** The outermost folder that they may enter on the way to the entry. */
  readonly folderId: string;
  readonly folderName: string;
  /** Folders of this owner, this one or others, that are given to the person to change what is in them. */
  readonly writable: ReadonlySet<string>;
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
  /** All outermost folders of others that the person may enter now, those of one owner together. */
  entrances(db: Db | Tx, userId: string): Promise<Entrance[]>;
  /** How the person gets to an entry of somebody else; null for what is their own or out of their reach. */
  entrance(db: Db | Tx, userId: string, nodeId: string): Promise<Entrance | null>;
}

type Given = Awaited<ReturnType<ReturnType<typeof receivedQuery>['execute']>>[number];
type Above = Awaited<ReturnType<ReturnType<typeof aboveQuery>['execute']>>[number];

/** Ids asked for in one statement. */
const IDS_AT_ONCE = 500;
/** Entries of others that are looked at before the event loop has its turn: some milliseconds' worth. */
const LOOKED_AT_ONCE = 20;

/** Makes what decides how far people may go. */
export function makeReach(): Reach {
  /** How the person gets to each of these entries of one owner; what they cannot get to is left out. */
  async function enter(
    db: Db | Tx,
    ids: readonly string[],
    given: readonly Given[],
  ): Promise<Map<string, Entrance>> {
    const found = new Map<string, Entrance>();
    const [owner] = given;
    if (owner === undefined) return found;
    const { ownerId, ownerName } = owner;
    const byFolder = grouped(given, ({ folderId }) => folderId);
    const writable = writableOf(given);
    const rows = await aboveQuery(db, ownerId, ids).execute();
    const chains = new Map(rows.map((row) => [row.id, row]));
    for (const id of ids) {
      const above = [...upwards(chains, id)];
      const outermost = above.findLast((folder) => byFolder.has(folder.id));
      if (outermost === undefined || above.some(isGone)) continue;
      const granted = above.flatMap((folder) => byFolder.get(folder.id) ?? []);
      const access = granted.some((one) => one.access === 'write') ? 'write' : 'read';
      const { id: folderId, name: folderName } = outermost;
      found.set(id, { ownerId, ownerName, access, folderId, folderName, writable });
    }
    return found;
  }

  async function entrance(db: Db | Tx, userId: string, nodeId: string): Promise<Entrance | null> {
    const foreign = await foreignQuery(db, userId, [nodeId]).executeTakeFirst();
    if (foreign === undefined) return null;
    const given = await receivedQuery(db, userId, foreign.ownerId).execute();
    return (await enter(db, [nodeId], given)).get(nodeId) ?? null;
  }

  const reach: Reach = {
    entrance,
    async entrances(db, userId) {
      const given = grouped(await receivedQuery(db, userId).execute(), ({ ownerId }) => ownerId);
      const found: Entrance[] = [];
      for (const [ownerId, grants] of given) {
        const byFolder = grouped(grants, ({ folderId }) => folderId);
        const writable = writableOf(grants);
        const above = new Map<string, Above>();
        for (const some of inGroups([...byFolder.keys()]))
          for (const row of await aboveQuery(db, ownerId, some).execute()) above.set(row.id, row);
        for (const [folderId, same] of byFolder) {
          const [folder, ...outside] = upwards(above, folderId);
          if (folder === undefined || [folder, ...outside].some(isGone)) continue;
          if (outside.some(({ id }) => byFolder.has(id))) continue;
          const access = same.some((one) => one.access === 'write') ? 'write' : 'read';
          const ownerName = same[0]?.ownerName ?? '';
          found.push({ ownerId, ownerName, access, folderId, folderName: folder.name, writable });
        }
      }
      return found;
    },
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
        for (const [ownerId, theirs] of grouped(foreign, (one) => one.ownerId)) {
          const given = await receivedQuery(db, userId, ownerId).execute();
          const ids = theirs.map(({ id }) => id);
          for (const some of inGroups(ids, LOOKED_AT_ONCE)) {
            await breathe();
            for (const [id, found] of await enter(db, some, given)) {
              refuse(found, id, intent);
              owners.set(id, ownerId);
            }
          }
        }
      }
      return grouped(nodeIds, (id) => owners.get(id) ?? userId);
    },
  };
  return reach;
}

function writableOf(given: readonly Given[]): ReadonlySet<string> {
  return new Set(given.flatMap(({ folderId, access }) => (access === 'write' ? [folderId] : [])));
}

function isGone({ trashed_at: trashed, purged_at: purged }: Above): boolean {
  return trashed !== null || purged !== null;
}

/** Throws READ_ONLY for what the entrance does not allow. */
function refuse({ access, folderId, folderName }: Entrance, nodeId: string, intent: Intent): void {
  const readOnly = intent !== 'read' && access === 'read';
  if (readOnly || (intent === 'change' && nodeId === folderId)) throw fail('READ_ONLY', { name: folderName });
}
