import type { NameConflict } from '../../contract/drive.ts';
import type { Tx } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import { fail } from '../lib/errors.ts';
import { finish, newChange, type Change, type Outcome } from './change.ts';
import { chooseLive, placeText, refuseIntoItself } from './choose.ts';
import { checkQuota } from './commit-upload.ts';
import { liveFolder } from './folders.ts';
import type { Transport } from './move.ts';
import { freeName, toNodeName, type NodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { findChild, readAccount, type NodeRow } from './nodes.table.ts';
import { childQuery, readRows, takenKeys } from './place.table.ts';
import { place } from './place.ts';
import type { ServiceDeps } from './service-deps.ts';
import { deleteStaging, giveUpStaged } from './staging.table.ts';
import { stage, type Staged, type ToCopy } from './staging.ts';
import type { Step } from './undo-steps.ts';
import { walk } from './walk.ts';

/** Entries looked at before other work gets a turn. */
const ROWS_AT_ONCE = 200;

type Deps = Pick<ServiceDeps, 'db' | 'aside' | 'usage' | 'now' | 'log' | 'purge'>;

/** Copies entries in the background of everything else. */
export interface Copier {
  /**
   * Copies live entries into a folder. Copies share the bytes of what they were made of, keep tags and times, and get a
   * number in the folder of what they were made of. Everything appears at once, when all is copied; a copy that fails
   * or is cut short leaves nothing. Throws FOLDER_GONE, FOLDER_INTO_ITSELF, NOT_FOUND, QUOTA_EXCEEDED.
   */
  copy(userId: string, transport: Transport): Promise<Outcome>;
  /** Leaves what a crash left of copies to the purge. Never rejects: a failure is logged, and the next start tries again. */
  recover(): Promise<void>;
  /** Ends copies between two transactions. */
  stop(): Promise<void>;
}

/** What is to be copied, and what is not because of its name. */
interface Plan {
  readonly targetId: string;
  readonly entries: readonly NodeRow[];
  readonly conflicts: NameConflict[];
  /** Where each entry is, for the history of its copy. */
  readonly from: ReadonlyMap<string, string | null>;
}

export function makeCopier(deps: Deps): Copier {
  const { db, now, log, purge } = deps;
  let stopped = false;
  const running = new Set<Promise<unknown>>();
  const going = () => {
    if (stopped) throw new Error('the core stops');
  };

  const copy = async (userId: string, transport: Transport): Promise<Outcome> => {
    const change = newChange(userId, now());
    const plan = await db.transaction().execute((tx) => makePlan(tx, userId, transport));
    const opened: string[] = [];
    const giveUp = async () => {
      if (opened.length === 0) return;
      await giveUpStaged(db, opened, now().toISOString());
      void purge.run();
    };
    try {
      await checkRoom(deps, userId, plan.entries);
      const entries = await named(deps, userId, plan);
      const staged = await stage(deps, userId, entries, change.at, {
        opened: (id) => opened.push(id),
        going,
      });
      const { outcome, left } = await db
        .transaction()
        .execute((tx) => attach(tx, deps, change, { plan, staged, transport }));
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
    async copy(userId, transport) {
      going();
      return watched(copy(userId, transport));
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

async function makePlan(tx: Tx, userId: string, transport: Transport): Promise<Plan> {
  const targetId = await liveFolder(tx, userId, transport.folderId);
  const { rows, chains } = await chooseLive(tx, userId, transport.ids, { inner: false });
  await refuseIntoItself(tx, userId, rows, targetId);
  const coming = rows.filter((row) => row.parent_id !== targetId);
  const taken = await takenKeys(
    tx,
    targetId,
    coming.map((row) => row.name_key),
  );
  const conflicts: NameConflict[] = [];
  const stays = new Set<string>();
  if (transport.conflicts === 'ask' || transport.conflicts === 'skip') {
    for (const [index, row] of coming.filter(({ name_key: key }) => taken.has(key)).entries()) {
      if (index % ROWS_AT_ONCE === 0) await breathe();
      stays.add(row.id);
      const existing = await childQuery(tx, targetId, row.name_key).executeTakeFirst();
      if (transport.conflicts === 'ask' && existing !== undefined)
        conflicts.push({ node: toDriveNode(row), existing: toDriveNode(existing) });
    }
  }
  const entries = rows.filter(({ id }) => !stays.has(id));
  const from = new Map(entries.map(({ id }) => [id, placeText(chains, id)]));
  return { targetId, entries, conflicts, from };
}

/** Refuses what cannot fit before anything is copied; where nothing is limited, nothing is counted. */
async function checkRoom({ db }: Deps, userId: string, entries: readonly NodeRow[]): Promise<void> {
  const account = await readAccount(db, userId);
  if (account === undefined) throw fail('NOT_FOUND');
  if (account.quota_bytes === null || entries.length === 0) return;
  let bytes = 0;
  let seen = 0;
  for await (const { size } of walk(
    db,
    userId,
    entries.map(({ id }) => id),
  )) {
    bytes += size;
    seen += 1;
    if (seen % ROWS_AT_ONCE === 0) await breathe();
  }
  await checkQuota(db, userId, bytes);
}

/** The entries with the names of their copies: in the folder they are in themselves, free ones. */
async function named({ db }: Deps, userId: string, { targetId, entries }: Plan): Promise<ToCopy[]> {
  const given = new Set<string>();
  const all: ToCopy[] = [];
  for (const [index, source] of entries.entries()) {
    if (index % ROWS_AT_ONCE === 0) await breathe();
    const own: NodeName = { name: source.name, key: source.name_key, sortKey: source.sort_key };
    const isTaken = async ({ key }: NodeName) =>
      given.has(key) || (await findChild(db, userId, targetId, key)) !== undefined;
    const duplicate = source.parent_id === targetId;
    const name = duplicate ? await freeName(toNodeName(source.name), source.kind, isTaken) : own;
    if (duplicate) given.add(name.key);
    all.push({ source, name });
  }
  return all;
}

interface Attached {
  readonly outcome: Outcome;
  /** True when some copies found no place. */
  readonly left: boolean;
}

/** Makes the copies visible, all in one short transaction. */
async function attach(
  tx: Tx,
  deps: Deps,
  change: Change,
  { plan, staged, transport }: { plan: Plan; staged: Staged; transport: Transport },
): Promise<Attached> {
  const { userId } = change;
  const targetId = await liveFolder(tx, userId, plan.targetId);
  const sources = new Map(staged.copies.map((id, index) => [id, plan.entries[index]]));
  const copies = await readRows(tx, userId, staged.copies);
  const { placed, conflicts } = await place(tx, change, targetId, copies, ({ id }) =>
    sources.get(id)?.parent_id === targetId ? 'keepBoth' : transport.conflicts,
  );
  const left = placed.length < copies.length;
  if (!left) await deleteStaging(tx, staged.folders);

  const steps = change.steps.splice(0).flatMap(toCopyStep);
  change.steps.push(...steps);
  for (const id of staged.folders) change.folderIds.delete(id);
  const there = new Set(steps.flatMap((step) => (step.did === 'copied' ? step.ids : [])));
  for (const { id } of placed) {
    const source = sources.get(id);
    if (source === undefined || !there.has(id)) continue;
    change.happened.push({ nodeId: id, kind: 'copied', detail: plan.from.get(source.id) ?? null });
  }
  const asked = conflicts.flatMap(({ node, existing }) => {
    const source = sources.get(node.id);
    return source === undefined ? [] : [{ node: toDriveNode(source), existing }];
  });
  const first = placed[0] === undefined ? undefined : sources.get(placed[0].id);
  const outcome = await finish(tx, deps.usage, change, {
    kind: 'copy',
    activity: 'copied',
    subject: first?.name,
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
