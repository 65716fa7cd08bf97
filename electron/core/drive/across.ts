import type { NameConflict } from '../../contract/drive.ts';
import { errors } from '../../contract/errors.ts';
import type { Tx } from '../db/schema.ts';
import { fail, isFailure } from '../lib/errors.ts';
import { grouped } from '../lib/grouped.ts';
import { newId } from '../lib/ids.ts';
import { unmarked } from '../lib/unmarked.ts';
import type { Outcome } from './change.ts';
import { chooseLive } from './choose.ts';
import type { Copier } from './copy.ts';
import type { Route } from './elsewhere.ts';
import { hearChanges, type HeardChanges } from './hear-changes.ts';
import { moveIn, type Transport } from './move.ts';
import type { NodeRow } from './nodes.table.ts';
import type { ServiceDeps } from './service-deps.ts';
import { trashIn } from './trash.ts';
import { keepCrossing } from './undo-crossing.ts';
import type { Step } from './undo-steps.ts';

interface Deps extends Pick<ServiceDeps, 'events' | 'now' | 'elsewhere' | 'tell'> {
  readonly copier: Copier;
}

/** Whose trash the originals of what was moved are in. */
export interface LeftIn {
  readonly owner: string;
  readonly mine: boolean;
}

/** What a move between drives did; `leftIn` is empty where nothing left a drive. */
export interface Crossed extends Outcome {
  readonly leftIn: readonly LeftIn[];
}

/** Carries entries between the drives of people, as far as these share with each other. */
export interface Across {
  /**
   * Copies entries into a folder, whoever they and the folder belong to. The copies belong to the folder's owner, who has
   * to have room for them; of another drive they bring names, times and contents, and nothing else. Throws as
   * {@link Copier.copy}, READ_ONLY, and OTHERS_QUOTA_EXCEEDED where it is somebody else who has no room.
   */
  copy(userId: string, route: Route, transport: Transport): Promise<Outcome>;
  /**
   * Copies entries of other drives than the folder's into it and puts them in the trash of their owners, in one
   * transaction at the end: any crash leaves them where they were or where they should be. Whoever moves them can take
   * that back, unless folders became one with others on the way. What is in the folder's drive
   * already is moved with them. Throws as `copy`, and CHANGED_MEANWHILE where something of them did before it was done.
   */
  move(userId: string, route: Route, transport: Transport): Promise<Crossed>;
}

/** Makes what carries entries between drives. */
export function makeAcross({ events, now, elsewhere, tell, copier }: Deps): Across {
  /** Says whose room it was that did not suffice. */
  async function naming<T>(userId: string, route: Route, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      const { ownerId, ownerName } = route;
      if (ownerId === userId || !isFailure(error, 'QUOTA_EXCEEDED')) throw error;
      const room = errors.QUOTA_EXCEEDED.data.parse(error.data);
      throw fail('OTHERS_QUOTA_EXCEEDED', { owner: ownerName, ...room }, error);
    }
  }

  /** Marks of others are nobody else's business. */
  function shown(userId: string, route: Route, outcome: Outcome): Outcome {
    const own = new Set(route.drives.get(userId));
    const conflicts = outcome.conflicts.map(({ node, existing }): NameConflict => ({
      node: own.has(node.id) ? node : unmarked(node),
      existing: route.ownerId === userId ? existing : unmarked(existing),
    }));
    return { ...outcome, conflicts };
  }

  return {
    async copy(userId, route, transport) {
      const job = {
        transport,
        drives: route.drives,
        usage: elsewhere.usageOf(userId),
        as: 'copied' as const,
        undoable: route.ownerId === userId,
        before: async (tx: Tx, entries: readonly NodeRow[]) => {
          const fresh = await freshOf(tx, entries, (ownerId) => ownerId !== userId);
          await elsewhere.confirm(tx, userId, { ...route, folderId: transport.folderId }, fresh, 'read');
        },
      };
      return shown(userId, route, await naming(userId, route, copier.copy(route.ownerId, job)));
    },

    async move(userId, route, transport) {
      const { ownerId } = route;
      const here = route.drives.get(ownerId);
      const away = new Map([...route.drives].filter(([id]) => id !== ownerId));
      const usage = elsewhere.usageOf(userId);
      const batch = transport.batch ?? (here === undefined ? null : newId());
      let undoId: string | null = null;
      /** What became of it in each drive besides the copies themselves. */
      const parts = new Map<string, Outcome>();
      const changes = hearChanges(events, away.keys());
      try {
        const copied = await naming(
          userId,
          route,
          copier.copy(ownerId, {
            transport,
            drives: away,
            usage,
            as: 'moved',
            undoable: false,
            before: async (tx, entries) => {
              const fresh = await freshOf(tx, entries, () => true);
              await elsewhere.confirm(
                tx,
                userId,
                { ...route, folderId: transport.folderId },
                fresh,
                'change',
              );
              await refuseChanged(tx, entries, fresh, changes);
            },
            after: async (tx, done) => {
              const left = new Map<string, Step[]>();
              for (const [from, some] of grouped(done.copied, (entry) => entry.owner_id)) {
                const steps: Step[] = [];
                const ids = some.map(({ id }) => id);
                parts.set(from, await trashIn(tx, { usage, now }, from, ids, { activity: null, steps }));
                left.set(from, steps);
              }
              if (here !== undefined) {
                const local = { ...transport, ids: [...here], batch };
                parts.set(ownerId, await moveIn(tx, { usage, now }, ownerId, local));
              }
              // What went within the drive of somebody else is not taken back, so nor is the rest of it.
              if (here === undefined || ownerId === userId)
                undoId = await keepCrossing(tx, {
                  userId,
                  ownerId,
                  at: now().toISOString(),
                  batch,
                  left,
                  done,
                });
            },
          }),
        );
        for (const [from, { folderIds }] of parts) if (from !== ownerId) tell(from, folderIds);
        const moved = parts.get(ownerId);
        const local = moved === undefined ? undefined : await elsewhere.told(userId, ownerId, moved);
        const outcome = shown(userId, route, {
          count: copied.count + (local?.count ?? 0),
          undoId: undoId ?? local?.undoId ?? null,
          conflicts: [...copied.conflicts, ...(local?.conflicts ?? [])],
          folderIds: [...copied.folderIds, ...(local?.folderIds ?? [])],
        });
        const leftIn = [...parts.keys()].flatMap((from) =>
          from === ownerId ? [] : [{ owner: route.names.get(from) ?? '', mine: from === userId }],
        );
        return { ...outcome, leftIn };
      } finally {
        changes.stop();
      }
    },
  };
}

/** Entries as they are now, those of some drives. Throws NOT_FOUND when one is not live any more. */
async function freshOf(
  tx: Tx,
  entries: readonly NodeRow[],
  wanted: (ownerId: string) => boolean,
): Promise<NodeRow[]> {
  const fresh: NodeRow[] = [];
  for (const [ownerId, some] of grouped(entries, (entry) => entry.owner_id)) {
    if (!wanted(ownerId)) continue;
    const ids = some.map(({ id }) => id);
    fresh.push(...(await chooseLive(tx, ownerId, ids, { inner: true })).rows);
  }
  return fresh;
}

/**
 * Throws CHANGED_MEANWHILE where a file has another content by now, or something in a folder is not as it was: it may
 * have come too late to be copied, and must not go to the trash unseen.
 */
async function refuseChanged(
  tx: Tx,
  entries: readonly NodeRow[],
  fresh: readonly NodeRow[],
  changes: HeardChanges,
): Promise<void> {
  const now = new Map(fresh.map((row) => [row.id, row]));
  const other = entries.find(({ id, object_id: objectId }) => now.get(id)?.object_id !== objectId);
  if (other !== undefined) throw fail('CHANGED_MEANWHILE', { name: other.name });
  const inside = await changes.inside(tx, new Set(now.keys()));
  if (inside !== undefined) throw fail('CHANGED_MEANWHILE', { name: inside.name });
}
