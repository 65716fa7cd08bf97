import { z } from 'zod';
import type { drive } from '../../contract/drive.ts';
import type { Db, Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { breathe } from '../lib/breathe.ts';
import { folderNames, isLive, upwards } from './chain.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { ensureFolders, freeNameIn, topFolder } from './folders.ts';
import { toNodeName } from './names.ts';
import { toDriveNode } from './node-view.ts';
import { inGroups, readChains, type ChainRow } from './nodes.table.ts';
import {
  setPurged,
  setRestored,
  setTrashed,
  someTrashed,
  trashCountQuery,
  trashPageQuery,
} from './trash.table.ts';

type Service = ServiceOf<typeof drive>;
interface Deps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly now: () => Date;
}
/** What a change did: how many entries, and in which folders it shows. */
interface Changed {
  readonly count: number;
  readonly folderIds: readonly string[];
}

/** Rows written before other work of the process gets a turn. */
const ROWS_AT_ONCE = 200;

const cursorSchema = z.object({ at: z.string(), id: z.string() });

/**
 * Puts live files and folders in the trash: one transaction that marks the chosen nodes, whatever is inside them.
 * What is in the trash already, or inside a folder that goes too, is passed over. Throws NOT_FOUND.
 */
export function moveToTrash(
  { db, usage, now }: Deps,
  userId: string,
  ids: readonly string[],
): Promise<Changed> {
  return db.transaction().execute(async (tx) => {
    const wanted = new Set(ids);
    const chains = await readChains(tx, userId, [...wanted]);
    const chosen: ChainRow[] = [];
    for (const id of wanted) {
      const node = chains.get(id);
      if (node === undefined || node.purged_at !== null || node.parent_id === null) throw fail('NOT_FOUND');
      if (!isLive(chains, id)) continue;
      const inside = Array.from(upwards(chains, node.parent_id)).some((above) => wanted.has(above.id));
      if (!inside) chosen.push(node);
    }
    const at = now().toISOString();
    for (const some of inGroups(chosen, ROWS_AT_ONCE)) {
      await setTrashed(
        tx,
        userId,
        some.map(({ id }) => id),
        at,
      );
      await breathe();
    }
    const [first] = chosen;
    const count = chosen.length;
    if (first !== undefined)
      await usage.activity(tx, { userId, kind: 'trashed', subject: first.name, count });
    return { count, folderIds: placesOf(chosen) };
  });
}

/**
 * Puts trashed files and folders back where they were. A folder that is gone or in the trash itself is made again;
 * a name taken meanwhile gets a number. What is not in the trash is passed over. Throws NOT_FOUND.
 */
export function restore({ db, usage, now }: Deps, userId: string, ids: readonly string[]): Promise<Changed> {
  return db.transaction().execute(async (tx) => {
    const chains = await readChains(tx, userId, ids);
    const rootId = await topFolder(tx, userId);
    const chosen = [];
    for (const id of new Set(ids)) {
      const node = chains.get(id);
      if (node === undefined || node.purged_at !== null) throw fail('NOT_FOUND');
      if (node.trashed_at !== null) chosen.push({ node, path: folderNames(chains, id) });
    }
    // Outer ones first, so that an inner one finds its folder live again.
    chosen.sort((one, other) => one.path.length - other.path.length);
    const folderIds = new Set<string>();
    const at = now().toISOString();
    for (const [index, { node, path }] of chosen.entries()) {
      let parentId = node.parent_id;
      if (parentId === null || node.trashed_path !== null || !isLive(chains, parentId)) {
        const made = await ensureFolders(tx, userId, rootId, path, at);
        for (const id of made.changed) folderIds.add(id);
        parentId = made.id;
      }
      const name = await freeNameIn(tx, userId, parentId, toNodeName(node.name), node.kind);
      await setRestored(tx, userId, node.id, { parentId, name });
      chains.set(node.id, { ...node, parent_id: parentId, trashed_at: null, trashed_path: null });
      folderIds.add(parentId);
      if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe();
    }
    const [first] = chosen;
    const count = chosen.length;
    if (first !== undefined)
      await usage.activity(tx, { userId, kind: 'restored', subject: first.node.name, count });
    return { count, folderIds: [...folderIds] };
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
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) =>
      Object.assign(toDriveNode(row), {
        trashedAt: row.trashed_at ?? '',
        originalPath: folderNames(chains, row.id),
        expiresAt: null,
      }),
    ),
    next: last === undefined ? null : encodeCursor({ at: last.trashed_at, id: last.id }),
    total: count,
  };
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

/** Folders that show something else once these entries came or went: the ones they are in, and themselves. */
function placesOf(nodes: readonly ChainRow[]): string[] {
  const places = nodes.flatMap(({ id, kind, parent_id: parentId }) => [
    ...(parentId === null ? [] : [parentId]),
    ...(kind === 'folder' ? [id] : []),
  ]);
  return [...new Set(places)];
}
