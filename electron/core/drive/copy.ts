import type { Tx } from '../db/schema.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { finish, newChange, type Change, type Outcome } from './change.ts';
import { checkRoom, named, planCopies, type Drives, type Plan } from './copy-plan.ts';
import { liveFolder } from './folders.ts';
import type { Transport } from './move.ts';
import { toDriveNode } from './node-view.ts';
import type { NodeRow } from './nodes.table.ts';
import { readRows } from './place.table.ts';
import { place } from './place.ts';
import type { ServiceDeps } from './service-deps.ts';
import { deleteStaging, giveUpStaged } from './staging.table.ts';
import { stage, type Staged } from './staging.ts';
import type { Pair, Step } from './undo-steps.ts';

type Deps = Pick<ServiceDeps, 'db' | 'aside' | 'now' | 'log' | 'purge'>;

/** A copy to be made. */
export interface CopyJob {
  readonly transport: Pick<Transport, 'folderId' | 'conflicts' | 'batch'>;
  /** The entries, by whose drive they are in. */
  readonly drives: Drives;
  readonly usage: UsageRecorder;
  /** `moved` where the entries go to the trash for it. */
  readonly as: 'copied' | 'moved';
  /** Whether the person whose drive it goes to can take it back: only where they asked for it, and for nothing more. */
  readonly undoable: boolean;
  /**
   * First part of the transaction that makes the copies visible: ends it by throwing. Given the entries as they were
   * when it began.
   */
  readonly before?: (tx: Tx, entries: readonly NodeRow[]) => Promise<void>;
  /** A later part of it: what happens to the entries that were copied. */
  readonly after?: (tx: Tx, done: CopiesMade) => Promise<void>;
}

/** What copies became when they were made visible. */
export interface CopiesMade {
  /** The entries that were copied, and did not stay out because of their names. */
  readonly copied: readonly NodeRow[];
  /** Those of them whose copies are entries of their own, with where these are. */
  readonly pairs: readonly Pair[];
  /** How to take it back. */
  readonly steps: readonly Step[];
  /** Whether a copied folder became one with another, after which it cannot be told what came with it. */
  readonly merged: boolean;
}

/** Copies entries in the background of everything else. */
export interface Copier {
  /**
   * Copies live entries into a folder of a person. Copies share the bytes of what they were made of, keep times, tags
   * within a drive, and get a number in the folder of what they were made of. Everything appears at once, when all is
   * copied; a copy that fails or is cut short leaves nothing. Throws FOLDER_GONE, FOLDER_INTO_ITSELF, NOT_FOUND,
   * QUOTA_EXCEEDED.
   */
  copy(userId: string, job: CopyJob): Promise<Outcome>;
  /** Leaves what a crash left of copies to the purge. Never rejects: a failure is logged, and the next start tries again. */
  recover(): Promise<void>;
  /** Ends copies between two transactions. */
  stop(): Promise<void>;
}

export function makeCopier(deps: Deps): Copier {
  const { db, now, log, purge } = deps;
  let stopped = false;
  const running = new Set<Promise<unknown>>();
  const going = () => {
    if (stopped) throw new Error('the core stops');
  };

  const copy = async (userId: string, job: CopyJob): Promise<Outcome> => {
    const change = newChange(userId, now());
    const plan = await db.transaction().execute((tx) => planCopies(tx, userId, job.drives, job.transport));
    const opened: string[] = [];
    const giveUp = async () => {
      if (opened.length === 0) return;
      await giveUpStaged(db, opened, now().toISOString());
      void purge.run();
    };
    try {
      await checkRoom(db, userId, plan.entries);
      const entries = await named(db, userId, plan);
      const staged = await stage(deps, userId, entries, change.at, {
        opened: (id) => opened.push(id),
        going,
      });
      const { outcome, left } = await db
        .transaction()
        .execute((tx) => attach(tx, change, { plan, staged, job }));
      if (left) await giveUp();
      return outcome;
    } catch (error) {
      // What cannot be given up now is at the next start.
      await giveUp().catch((cause: unknown) => log.warn({ err: cause }, 'a copy left something behind'));
      throw error;
    }
  };
  const watched = async <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  };
  return {
    async copy(userId, job) {
      going();
      return watched(copy(userId, job));
    },
    async recover() {
      try {
        await watched(giveUpStaged(db, null, now().toISOString()));
      } catch (error) {
        log.error({ err: error }, 'what a copy left behind could not be given up');
      }
    },
    async stop() {
      stopped = true;
      await Promise.allSettled(running);
    },
  };
}

interface Attached {
  readonly outcome: Outcome;
  /** True when some copies found no place. */
  readonly left: boolean;
}

/** Makes the copies visible, all in one short transaction. */
async function attach(
  tx: Tx,
  change: Change,
  { plan, staged, job }: { plan: Plan; staged: Staged; job: CopyJob },
): Promise<Attached> {
  const { userId } = change;
  const { transport } = job;
  await job.before?.(tx, plan.entries);
  const targetId = await liveFolder(tx, userId, plan.targetId);
  const sources = new Map(staged.copies.map((id, index) => [id, plan.entries[index]]));
  const copies = await readRows(tx, userId, staged.copies);
  const { placed, conflicts } = await place(tx, change, targetId, copies, ({ id }) =>
    sources.get(id)?.parent_id === targetId ? 'keepBoth' : transport.conflicts,
  );
  const left = placed.length < copies.length;
  if (!left) await deleteStaging(tx, staged.folders);

  const merged = change.steps.some(({ did }) => did === 'merged');
  const renamed = new Map(
    change.steps.flatMap((step) => (step.did === 'named' ? [[step.id, step.to.name] as const] : [])),
  );
  const steps = change.steps.splice(0).flatMap(toCopyStep);
  if (job.undoable) change.steps.push(...steps);
  for (const id of staged.folders) change.folderIds.delete(id);
  const there = new Set(steps.flatMap((step) => (step.did === 'copied' ? step.ids : [])));
  const pairs: Pair[] = [];
  for (const { id, name, object_id: objectId } of placed) {
    const source = sources.get(id);
    if (source === undefined || !there.has(id)) continue;
    pairs.push({ original: source.id, copy: id, parent: targetId, name: renamed.get(id) ?? name, objectId });
    change.happened.push({ nodeId: id, kind: job.as, detail: plan.from.get(source.id) ?? null });
  }
  const asked = conflicts.flatMap(({ node, existing }) => {
    const source = sources.get(node.id);
    return source === undefined ? [] : [{ node: toDriveNode(source), existing }];
  });
  const copied = placed.flatMap(({ id }) => sources.get(id) ?? []);
  await job.after?.(tx, { copied, pairs, steps, merged });
  const outcome = await finish(tx, job.usage, change, {
    kind: 'copy',
    activity: job.as,
    subject: copied[0]?.name,
    count: placed.length,
    batch: transport.batch,
    conflicts: [...plan.conflicts, ...asked],
  });
  return { outcome, left };
}

/** What placing a copy did, as something that has no place to go back to. */
function toCopyStep(step: Step): Step[] {
  if (step.did === 'moved') return step.along ? [] : [{ did: 'copied', ids: step.ids }];
  if (step.did === 'named') return [{ did: 'copied', ids: [step.id] }];
  if (step.did === 'replaced') return [{ ...step, incoming: null, versions: [] }];
  // A copied folder that went into another one is nothing any more.
  return step.did === 'merged' ? [] : [step];
}
