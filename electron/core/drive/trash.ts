import { z } from 'zod';
import type { drive } from '../../contract/drive.ts';
import type { Db, Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { breathe } from '../lib/breathe.ts';
import { inGroups } from '../lib/in-groups.ts';
import { isLive } from '../lib/chains.ts';
import { folderNames } from './chain.ts';
import { finish, newChange, type Outcome } from './change.ts';
import { isInside, placeText } from './choose.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { toDriveNode } from './node-view.ts';
import { readChains } from './nodes.table.ts';
import { readRows } from './place.table.ts';
import { moveTogether } from './place.ts';
import { setPurged, someTrashed, trashCountQuery, trashPageQuery } from './trash.table.ts';
import type { Step } from './undo-steps.ts';
import { readRetention } from './versions.table.ts';

type Service = ServiceOf<typeof drive>;
interface Deps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly now: () => Date;
}
/** Rows written before other work of the process gets a turn. */
const ROWS_AT_ONCE = 200;

const DAY_MS = 24 * 60 * 60_000;

const cursorSchema = z.object({ at: z.string(), id: z.string() });

/**
 * Puts live files and folders in the trash: one transaction that marks the chosen nodes, whatever is inside them.
 * What is in the trash already, or inside a folder that goes too, is passed over. Throws NOT_FOUND.
 */
export function moveToTrash(
  { db, ...deps }: Deps,
  userId: string,
  ids: readonly string[],
  batch?: string,
): Promise<Outcome> {
  const kept = { activity: 'trashed', batch } as const;
  return db.transaction().execute((tx) => trashIn(tx, deps, userId, ids, kept));
}

/** How putting something in the trash is kept. */
interface Trashing {
  readonly activity: 'trashed' | null;
  /** Is given how to take it back, which is not kept by itself then: as part of a change that is more than this. */
  readonly steps?: Step[];
  readonly batch?: string | undefined;
}

/** The same as part of a transaction. */
export async function trashIn(
  tx: Tx,
  { usage, now }: Omit<Deps, 'db'>,
  userId: string,
  ids: readonly string[],
  { activity, steps, batch }: Trashing,
): Promise<Outcome> {
  const wanted = new Set(ids);
  const chains = await readChains(tx, userId, [...wanted]);
  const outer = [...wanted].filter((id) => {
    const node = chains.get(id);
    if (node === undefined || node.purged_at !== null || node.parent_id === null) throw fail('NOT_FOUND');
    return isLive(chains, id) && !isInside(chains, node.parent_id, wanted);
  });
  const chosen = await readRows(tx, userId, outer);
  const change = newChange(userId, now());
  await moveTogether(tx, change, chosen, ({ parent }) => ({ parent, trashedAt: change.at, path: null }));
  for (const { id, kind } of chosen) {
    if (kind === 'folder') change.folderIds.add(id);
    change.happened.push({ nodeId: id, kind: 'trashed', detail: placeText(chains, id) });
  }
  steps?.push(...change.steps.splice(0));
  return finish(tx, usage, change, {
    kind: 'trash',
    activity,
    subject: chosen[0]?.name,
    count: chosen.length,
    batch,
  });
}

/** A page of the trash, newest first. Throws INVALID_INPUT for a cursor of something else. */
export async function listTrash(
  db: Db,
  userId: string,
  { cursor, limit }: Parameters<Service['listTrash']>[1],
): Promise<Awaited<ReturnType<Service['listTrash']>>> {
  const after = cursor === null ? null : decodeCursor(cursorSchema, cursor);
  const rows = await trashPageQuery(db, userId, { after, limit: limit + 1 }).execute();
  const page = rows.slice(0, limit);
  const chains = await readChains(
    db,
    userId,
    page.map(({ id }) => id),
  );
  const { count } = await trashCountQuery(db, userId).executeTakeFirstOrThrow();
  const { trashDays } = await readRetention(db);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) =>
      Object.assign(toDriveNode(row), {
        trashedAt: row.trashed_at ?? '',
        originalPath: folderNames(chains, row.id),
        expiresAt: expiry(row.trashed_at, trashDays),
      }),
    ),
    next: last === undefined ? null : encodeCursor({ at: last.trashed_at, id: last.id }),
    total: count,
  };
}

/** When an entry of the trash goes by its age; null where the trash is kept. */
function expiry(trashedAt: string | null, days: number | null): string | null {
  if (trashedAt === null || days === null) return null;
  return new Date(Date.parse(trashedAt) + days * DAY_MS).toISOString();
}

/**
 * Marks entries of the trash (all of it for null) as deleted for ever, in one transaction: nobody sees them again, and
 * the purge removes them. Throws NOT_FOUND for what is not in the user's trash.
 */
export function markForever(
  { db, usage, now }: Deps,
  userId: string,
  ids: readonly string[] | null,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const at = now().toISOString();
    const { count, first } = await (ids === null ? markAll(tx, userId, at) : markThese(tx, userId, ids, at));
    if (count > 0) await usage.activity(tx, { userId, kind: 'deleted', subject: first, count });
    return count;
  });
}

interface Marked {
  readonly count: number;
  /** Name of the first one. */
  readonly first: string | null;
}

async function markAll(tx: Tx, userId: string, at: string): Promise<Marked> {
  const all = { count: 0, first: null as string | null };
  for (;;) {
    const some = await someTrashed(tx, userId, ROWS_AT_ONCE);
    if (some.length === 0) return all;
    all.first ??= some[0]?.name ?? null;
    all.count += await setPurged(
      tx,
      userId,
      some.map(({ id }) => id),
      at,
    );
    await breathe();
  }
}

async function markThese(tx: Tx, userId: string, ids: readonly string[], at: string): Promise<Marked> {
  const chains = await readChains(tx, userId, ids);
  const chosen = [...new Set(ids)].map((id) => {
    const node = chains.get(id);
    if (node === undefined || node.trashed_at === null || node.purged_at !== null) throw fail('NOT_FOUND');
    return node;
  });
  for (const some of inGroups(chosen, ROWS_AT_ONCE)) {
    await setPurged(
      tx,
      userId,
      some.map(({ id }) => id),
      at,
    );
    await breathe();
  }
  return { count: chosen.length, first: chosen[0]?.name ?? null };
}
