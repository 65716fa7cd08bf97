import type { organise } from '../../contract/organise.ts';
import type { Tx } from '../db/schema.ts';
import type { ServiceOf } from '../lib/service.ts';
import { finish, newChange, type Outcome } from './change.ts';
import { chooseLive, placeText, refuseIntoItself } from './choose.ts';
import { liveFolder } from './folders.ts';
import { place } from './place.ts';
import type { ServiceDeps } from './service-deps.ts';
import { goneIn } from './undo-steps.ts';

export type Transport = Parameters<ServiceOf<typeof organise>['move']>[1];
/** The same with the batch that belongs to it, which the core may have made itself. */
export type BatchedTransport = Omit<Transport, 'batch'> & { readonly batch?: string | null | undefined };

/**
 * Moves live entries into a folder, in one transaction that touches only their own rows, however much is in them. What
 * is there already, or inside another of them, is passed over. Throws FOLDER_GONE, FOLDER_INTO_ITSELF, NOT_FOUND.
 */
export function move(
  { db, ...deps }: Pick<ServiceDeps, 'db' | 'usage' | 'now'>,
  userId: string,
  transport: Transport,
): Promise<Outcome> {
  return db.transaction().execute((tx) => moveIn(tx, deps, userId, transport));
}

/** The same as part of a transaction. */
export async function moveIn(
  tx: Tx,
  { usage, now }: Pick<ServiceDeps, 'usage' | 'now'>,
  userId: string,
  { ids, folderId, conflicts: choice, batch }: BatchedTransport,
): Promise<Outcome> {
  const targetId = await liveFolder(tx, userId, folderId);
  const { rows, chains } = await chooseLive(tx, userId, ids, { inner: false });
  await refuseIntoItself(tx, userId, rows, targetId);
  const change = newChange(userId, now());
  const coming = rows.filter((row) => row.parent_id !== targetId);
  const { placed, conflicts } = await place(tx, change, targetId, coming, () => choice);
  const gone = new Set(change.steps.flatMap(goneIn));
  for (const { id, kind } of placed) {
    if (kind === 'folder') change.folderIds.add(id);
    if (!gone.has(id)) change.happened.push({ nodeId: id, kind: 'moved', detail: placeText(chains, id) });
  }
  const [first] = placed;
  return finish(tx, usage, change, {
    kind: 'move',
    activity: 'moved',
    subject: first?.name,
    count: placed.length,
    batch: batch ?? undefined,
    conflicts,
  });
}
