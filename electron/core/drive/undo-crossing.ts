import type { Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { newChange, type Change } from './change.ts';
import type { CopiesMade } from './copy.ts';
import { hearChanges, type HeardChanges } from './hear-changes.ts';
import { noteHistory } from './history.ts';
import { readRows } from './place.table.ts';
import type { ServiceDeps } from './service-deps.ts';
import { takeBack } from './undo-apply.ts';
import { differenceQuery } from './undo-crossing.table.ts';
import { keepUndo } from './undo-keep.ts';
import type { Crossing, KeptStep, Pair, Step } from './undo-steps.ts';

type Deps = Pick<ServiceDeps, 'db' | 'aside' | 'events' | 'elsewhere' | 'now'>;

interface Crossed {
  readonly userId: string;
  /** Whose drive it went to. */
  readonly ownerId: string;
  readonly at: string;
  readonly batch: string | null;
  /** What became of the originals, by whose drive they were in. */
  readonly left: ReadonlyMap<string, Step[]>;
  readonly done: CopiesMade;
}

/** Keeps, for whoever did it, how to take a move between drives back; null where that cannot be. */
export async function keepCrossing(
  tx: Tx,
  { userId, ownerId, at, batch, left, done }: Crossed,
): Promise<string | null> {
  const { copied, pairs, steps, merged } = done;
  const [first] = copied;
  if (first === undefined || merged) return null;
  const crossing: Crossing = {
    did: 'crossed',
    left: Array.from(left, ([from, gone]) => ({ ownerId: from, steps: gone })),
    came: { ownerId, steps: [...steps] },
    pairs: [...pairs],
  };
  const kept = { userId, at, kind: 'move', subject: first.name, count: copied.length, batch } as const;
  return keepUndo(tx, { ...kept, steps: [crossing] });
}

/** Takes moves between drives back, as part of a change that is taken back. */
export interface CrossingsBack {
  /** Whether nothing changed in the copies of folders, looked at before any transaction. Throws UNDO_OUTDATED. */
  look(): Promise<void>;
  /**
   * Takes one back: the originals come out of the trash that they are in, and the copies go into that of the drive they
   * are in. Throws UNDO_OUTDATED where something is not as it was left, and FOLDER_GONE, NOT_FOUND or READ_ONLY where
   * the person may no longer change the one or the other.
   */
  takeBack(tx: Tx, subject: string, crossing: Crossing): Promise<void>;
  /** What it did in each drive, for those who look at it; and notes its history. */
  finish(tx: Tx): Promise<void>;
  readonly changes: ReadonlyMap<string, Change>;
  stop(): void;
}

export function crossingsBack(
  { db, aside, events, elsewhere, now }: Deps,
  userId: string,
  steps: readonly KeptStep[],
): CrossingsBack {
  const crossings = steps.filter((step) => step.did === 'crossed');
  const owners = new Set(
    crossings.flatMap(({ left, came }) => [came.ownerId, ...left.map(({ ownerId }) => ownerId)]),
  );
  const heard: HeardChanges = hearChanges(events, owners);
  const changes = new Map<string, Change>();
  const changeOf = (ownerId: string): Change => {
    const change = changes.get(ownerId) ?? newChange(ownerId, now());
    changes.set(ownerId, change);
    return change;
  };

  return {
    changes,
    async look() {
      const folders = crossings.flatMap(({ pairs }) => pairs.filter(({ objectId }) => objectId === null));
      for (const { original, copy, name } of folders) {
        const [same] = await aside.all(differenceQuery(db, original, copy));
        if (same === undefined || same.originals !== same.found || same.originals !== same.copies)
          throw fail('UNDO_OUTDATED', { name });
      }
    },
    async takeBack(tx, subject, { left, came, pairs }) {
      const ids = came.steps.flatMap((step) =>
        step.did === 'copied' ? step.ids : step.did === 'replaced' ? [step.id] : [],
      );
      const copies = await readRows(tx, came.ownerId, ids);
      const rows = new Map(copies.map((row) => [row.id, row]));
      const isAsItCame = ({ copy, parent, name, objectId }: Pair) => {
        const row = rows.get(copy);
        if (row?.trashed_at !== null || row.parent_id !== parent) return false;
        return row.name === name && row.object_id === objectId;
      };
      const both = new Set(pairs.flatMap(({ original, copy }) => [original, copy]));
      const other = pairs.find((pair) => !isAsItCame(pair)) ?? (await heard.inside(tx, both));
      if (other !== undefined) throw fail('UNDO_OUTDATED', { name: other.name });
      // Asked once about the copies, which went to one folder, and about each folder that originals go back to.
      let entries = copies;
      for (const { ownerId, steps: gone } of left) {
        const folders = new Set(gone.flatMap((step) => (step.did === 'moved' ? [step.from.parent] : [])));
        for (const folderId of folders) {
          await elsewhere.confirm(tx, userId, { ownerId, folderId }, entries, 'change');
          entries = [];
        }
        await takeBack(tx, changeOf(ownerId), subject, gone);
      }
      await takeBack(tx, changeOf(came.ownerId), subject, came.steps);
    },
    async finish(tx) {
      for (const [ownerId, { at, happened }] of changes) {
        const once = new Map(happened.map((one) => [one.nodeId, one]));
        await noteHistory(tx, ownerId, at, [...once.values()]);
      }
    },
    stop: () => heard.stop(),
  };
}
