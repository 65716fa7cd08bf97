import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { unmarked } from '../lib/unmarked.ts';
import type { Entrance, Intent, Reach } from '../sharing/reach.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Outcome } from './change.ts';
import { deleteUndo } from './undo.table.ts';

/** What a person does in the drives of others, as far as these share with them. */
export interface Elsewhere {
  /** In whose drive an entry is for this person. Throws READ_ONLY. */
  ownerOf(userId: string, nodeId: string | null, intent: Intent): Promise<string>;
  /** The one drive that all of these are in, and the folder too. Throws ACROSS_DRIVES, READ_ONLY. */
  together(userId: string, nodeIds: readonly string[], folderId: string | null): Promise<string>;
  /** The one drive that all of these are in, to look at them. Throws NOT_FOUND when they are not within reach together. */
  oneOf(userId: string, nodeIds: readonly string[]): Promise<string>;
  /** All outermost folders of others that the person may enter now, those of one owner together. */
  entrances(userId: string): Promise<Entrance[]>;
  /** How the person got to an entry; null for their own. */
  entrance(userId: string, nodeId: string): Promise<Entrance | null>;
  /** Whoever shares some folder with the person. */
  sharers(userId: string): Promise<ReadonlySet<string>>;
  /** Those of these folders that are somebody else's and shared with the person. */
  seen(userId: string, folderIds: readonly string[]): Promise<string[]>;
  /** Statistics that name who did it, whoever's drive it was done in. */
  usageOf(userId: string): UsageRecorder;
  /**
   * What a change in a drive means for who made it: one's own can be taken back, one in somebody else's cannot. Its
   * owner has the trash and the earlier contents, and is never made to take back what others did.
   */
  told(userId: string, ownerId: string, outcome: Outcome): Promise<Outcome>;
  /** A change in each drive that some of the entries are in; what it did in all of them together. */
  inEach(
    userId: string,
    nodeIds: readonly string[],
    act: (ownerId: string, ids: readonly string[]) => Promise<Outcome>,
  ): Promise<Outcome>;
}

/** Nobody shares anything: for drives that stand alone. */
const ALONE: Reach = {
  ownerOf: (_db, userId) => Promise.resolve(userId),
  ownersOf: (_db, userId, ids) => Promise.resolve(new Map([[userId, [...ids]]])),
  ownerOfAll: (_db, userId) => Promise.resolve(userId),
  sharers: () => Promise.resolve(new Set()),
  entrances: () => Promise.resolve([]),
  entrance: () => Promise.resolve(null),
};

/** Makes the way into the drives of others. */
export function makeElsewhere(db: Db, usage: UsageRecorder, reach: Reach = ALONE): Elsewhere {
  async function told(userId: string, ownerId: string, outcome: Outcome): Promise<Outcome> {
    if (userId === ownerId) return outcome;
    if (outcome.undoId !== null) await deleteUndo(db, ownerId, [outcome.undoId]);
    const conflicts = outcome.conflicts.map(({ node, existing }) => ({
      node: unmarked(node),
      existing: unmarked(existing),
    }));
    return { ...outcome, undoId: null, conflicts };
  }
  return {
    ownerOf: (userId, nodeId, intent) => reach.ownerOf(db, userId, nodeId, intent),
    async together(userId, nodeIds, folderId) {
      const target = await reach.ownerOf(db, userId, folderId, 'write');
      const drives = await reach.ownersOf(db, userId, nodeIds, 'change');
      if (drives.size > 1 || !drives.has(target)) throw fail('ACROSS_DRIVES');
      return target;
    },
    oneOf: (userId, nodeIds) => reach.ownerOfAll(db, userId, nodeIds),
    entrances: (userId) => reach.entrances(db, userId),
    entrance: (userId, nodeId) => reach.entrance(db, userId, nodeId),
    sharers: (userId) => reach.sharers(db, userId),
    async seen(userId, folderIds) {
      if (folderIds.length === 0) return [];
      const drives = await reach.ownersOf(db, userId, folderIds, 'read');
      return [...drives].flatMap(([ownerId, ids]) => (ownerId === userId ? [] : ids));
    },
    usageOf: (userId) => ({
      activity: (on, entry) => usage.activity(on, { ...entry, userId }),
      traffic: (on, entry) => usage.traffic(on, { ...entry, userId }),
    }),
    told,
    async inEach(userId, nodeIds, act) {
      const outcomes: Outcome[] = [];
      for (const [ownerId, ids] of await reach.ownersOf(db, userId, nodeIds, 'change'))
        outcomes.push(await told(userId, ownerId, await act(ownerId, ids)));
      return {
        count: outcomes.reduce((sum, { count }) => sum + count, 0),
        undoId: outcomes.find(({ undoId }) => undoId !== null)?.undoId ?? null,
        conflicts: outcomes.flatMap(({ conflicts }) => conflicts),
        folderIds: outcomes.flatMap(({ folderIds }) => folderIds),
      };
    },
  };
}

/** A path that begins at the folder that is shared; empty where that is not on it, as for this folder itself. */
export function pathFrom<Place extends { readonly id: string }>(
  path: readonly Place[],
  folderId: string,
): Place[] {
  const at = path.findIndex(({ id }) => id === folderId);
  return at === -1 ? [] : path.slice(at);
}
