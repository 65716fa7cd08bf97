import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { isLive } from '../lib/chains.ts';
import { measureQuery } from './find.table.ts';
import { readChains } from './nodes.table.ts';

/**
 * Everything at and below some of a person's live entries, each counted once; the chosen folders count too. Takes time
 * that grows with their number, away from the event loop. Throws NOT_FOUND.
 */
export async function measure(
  { db, aside }: { readonly db: Db; readonly aside: Aside },
  userId: string,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ bytes: number; files: number; folders: number }> {
  const chosen = [...new Set(ids)];
  const chains = await readChains(db, userId, chosen);
  if (!chosen.every((id) => isLive(chains, id))) throw fail('NOT_FOUND');
  const rows = await aside.all(measureQuery(db, userId, chosen), signal);
  const files = rows.find(({ kind }) => kind === 'file');
  return {
    bytes: files?.bytes ?? 0,
    files: files?.count ?? 0,
    folders: rows.find(({ kind }) => kind === 'folder')?.count ?? 0,
  };
}
