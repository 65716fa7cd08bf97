import type { Db, Tx } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import { breathe } from '../lib/breathe.ts';
import { folderNames } from './chain.ts';
import { addUsed, readChains } from './nodes.table.ts';
import {
  keepTrashed,
  nextPurged,
  purgeInside,
  removeNodes,
  someInside,
  type PurgedNode,
} from './purge.table.ts';
import { dropVersions } from './replace-content.ts';
import { someVersionsOf } from './versions.table.ts';

interface Deps {
  readonly db: Db;
  readonly events: Events;
  readonly log: Log;
  readonly now: () => Date;
}

/** Removes what is marked as deleted for ever, a little at a time. */
export interface Purge {
  /** Ends when nothing marked is left, or when the purge stops. Never rejects: a failure is logged, and tried again. */
  run(): Promise<void>;
  /** Ends between two transactions; what is left is done at the next start. */
  stop(): Promise<void>;
}

/** Rows that one transaction touches: a few milliseconds. */
const ROWS_AT_ONCE = 200;
const VERSIONS_AT_ONCE = 400;

/** Makes the purge; marks are in the database, so that a crash at any moment loses nothing of the work. */
export function makePurge(deps: Deps): Purge {
  let stopped = false;
  let running: Promise<void> | undefined;

  const work = async () => {
    while (!stopped) {
      await breathe();
      const owners = await deps.db.transaction().execute((tx) => purgeSome(tx, deps.now().toISOString()));
      if (owners.length === 0) return;
      for (const userId of owners) {
        deps.events.emit('usage.changed', { userId });
        deps.events.emit('drive.changed', { userId, folderIds: [] });
      }
    }
  };
  const run = async (): Promise<void> => {
    // A run that is under way may just have looked for the last time: what was marked since needs one more.
    await running;
    running ??= work()
      .catch((error: unknown) => deps.log.error({ err: error }, 'the purge of deleted files failed'))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  return {
    run,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** One short transaction of the purge; answers with the owners concerned, none when nothing is left. */
async function purgeSome(tx: Tx, at: string): Promise<string[]> {
  const marked = await nextPurged(tx, ROWS_AT_ONCE);
  const removed = new Map<string, PurgedNode>();
  const remove = (nodes: readonly PurgedNode[]) => {
    for (const node of nodes) removed.set(node.id, node);
  };
  remove(marked.filter(isFile));
  let left = ROWS_AT_ONCE - removed.size;
  for (const folder of marked.filter((node) => !isFile(node))) {
    if (left <= 0) break;
    const inside = await someInside(tx, folder.id, left);
    remove(inside.filter((node) => isFile(node) && !isKept(node)));
    await detach(tx, folder, inside, at);
    if (inside.length < left) remove([folder]);
    left -= inside.length + 1;
  }
  const nodes = [...removed.values()];
  if (await removeVersions(tx, nodes)) {
    await removeNodes(tx, nodes);
    for (const [owner, used] of sumsByOwner(nodes)) await addUsed(tx, owner, used);
  }
  return [...new Set(marked.map(({ owner_id: owner }) => owner))];
}

/** Removes earlier contents of these files; false when some are left for the next transaction, and the files with them. */
async function removeVersions(tx: Tx, nodes: readonly PurgedNode[]): Promise<boolean> {
  const files = nodes.filter(isFile).map(({ id }) => id);
  if (files.length === 0) return true;
  const versions = await someVersionsOf(tx, files, VERSIONS_AT_ONCE);
  for (const owner of new Set(versions.map(({ owner_id: id }) => id))) {
    await dropVersions(
      tx,
      owner,
      versions.filter(({ owner_id: id }) => id === owner),
    );
  }
  return versions.length < VERSIONS_AT_ONCE;
}

/**
 * Takes out of a folder what cannot go with it at once: folders inside get a turn of their own, and what had been put
 * in the trash by itself stays there.
 */
async function detach(tx: Tx, folder: PurgedNode, inside: readonly PurgedNode[], at: string): Promise<void> {
  const kept = inside.filter(isKept).map(({ id }) => id);
  const folders = inside.filter((node) => !isFile(node) && !isKept(node)).map(({ id }) => id);
  if (kept.length === 0 && folders.length === 0) return;
  const chains = await readChains(tx, folder.owner_id, [folder.id]);
  const name = chains.get(folder.id)?.name ?? '';
  const path = JSON.stringify([...folderNames(chains, folder.id), name]);
  if (kept.length > 0) await keepTrashed(tx, kept, path);
  if (folders.length > 0) await purgeInside(tx, folders, { at, path });
}

function isFile(node: PurgedNode): boolean {
  return node.kind === 'file';
}

/** In the trash by itself, and not deleted for ever. */
function isKept(node: PurgedNode): boolean {
  return node.trashed_at !== null && node.purged_at === null;
}

function sumsByOwner(nodes: readonly PurgedNode[]): Map<string, { bytes: number; files: number }> {
  const sums = new Map<string, { bytes: number; files: number }>();
  for (const node of nodes.filter(isFile)) {
    const { bytes, files } = sums.get(node.owner_id) ?? { bytes: 0, files: 0 };
    sums.set(node.owner_id, { bytes: bytes - node.size, files: files - 1 });
  }
  return sums;
}
