import type { Db, Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { fail } from '../lib/errors.ts';
import { grouped } from '../lib/grouped.ts';
import { unmarked } from '../lib/unmarked.ts';
import type { Entrance, Intent, Reach } from '../sharing/reach.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Outcome } from './change.ts';
import type { NodeRow } from './nodes.table.ts';
import { deleteUndo } from './undo.table.ts';

/** Where entries go, and whose they are. */
export interface Route {
  /** Whose drive they go to. */
  readonly ownerId: string;
  readonly ownerName: string;
  /** The entries by whose drive they are in. */
  readonly drives: ReadonlyMap<string, readonly string[]>;
  /** Names of those others whose drives they are in. */
  readonly names: ReadonlyMap<string, string>;
}

/** What a person does in the drives of others, as far as these share with them. */
export interface Elsewhere {
  /** In whose drive an entry is for this person. Throws READ_ONLY. */
  ownerOf(userId: string, nodeId: string | null, intent: Intent): Promise<string>;
  /** Where these entries come from and go to, to be looked at there or changed there. Throws READ_ONLY. */
  route(
    userId: string,
    nodeIds: readonly string[],
    folderId: string | null,
    intent: 'read' | 'change',
  ): Promise<Route>;
  /**
   * Asks again, in the transaction that makes it so, whether entries as they are now may go to a folder. Throws
   * FOLDER_GONE, NOT_FOUND or READ_ONLY where that was withdrawn.
   */
  confirm(
    tx: Tx,
    userId: string,
    to: { readonly ownerId: string; readonly folderId: string | null },
    entries: readonly NodeRow[],
    intent: 'read' | 'change',
  ): Promise<void>;
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

/** Folders that are asked about before the event loop has its turn: some milliseconds' worth. */
const PARENTS_AT_ONCE = 20;

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
    async route(userId, nodeIds, folderId, intent) {
      const ownerId = await reach.ownerOf(db, userId, folderId, 'write');
      const drives = await reach.ownersOf(db, userId, nodeIds, intent);
      const names = new Map<string, string>();
      for (const [from, [first]] of drives)
        if (from !== userId && first !== undefined)
          names.set(from, (await reach.entrance(db, userId, first))?.ownerName ?? '');
      const target =
        ownerId === userId || folderId === null ? null : await reach.entrance(db, userId, folderId);
      return { ownerId, ownerName: target?.ownerName ?? '', drives, names };
    },
    async confirm(tx, userId, { ownerId, folderId }, entries, intent) {
      if ((await reach.ownerOf(tx, userId, folderId, 'write')) !== ownerId) throw fail('FOLDER_GONE');
      const foreign = grouped(entries, (entry) => entry.owner_id);
      foreign.delete(userId);
      for (const [from, theirs] of foreign) {
        const byParent = grouped(theirs, (entry) => entry.parent_id ?? '');
        const alone: string[] = [];
        let looked = 0;
        for (const [parentId, some] of byParent) {
          looked += 1;
          if (looked % PARENTS_AT_ONCE === 0) await breathe();
          const way = await reach.entrance(tx, userId, parentId);
          // Whoever may do this in a folder may do it with all that is in it.
          const may = way !== null && (intent === 'read' || way.access === 'write');
          if (!may) alone.push(...some.map(({ id }) => id));
        }
        const drives = await reach.ownersOf(tx, userId, alone, intent);
        if ((drives.get(from)?.length ?? 0) !== alone.length) throw fail('NOT_FOUND');
      }
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
      const drives = await reach.ownersOf(db, userId, nodeIds, 'change');
      // What is out of reach counts as one's own, and is missed there: before anything was changed.
      const inOrder = [...drives].toSorted(
        ([one], [other]) => Number(other === userId) - Number(one === userId),
      );
      for (const [ownerId, ids] of inOrder)
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
