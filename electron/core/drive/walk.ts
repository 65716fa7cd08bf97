import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { isLive } from '../lib/chains.ts';
import type { WalkedEntry } from './drive-access.ts';
import { readChains, readChildren, readEntries } from './nodes.table.ts';

const PAGE = 500;

type Entry = Omit<Awaited<ReturnType<typeof readEntries>>[number], 'nameKey'>;

/**
 * Every entry at and below the chosen ones, parents before children, read in pages: memory grows with the folders that
 * wait, not with the files. Throws NOT_FOUND before the first entry when one is not a live node of the user.
 */
export async function* walk(
  db: Db,
  userId: string,
  ids: readonly string[],
): AsyncGenerator<WalkedEntry, void, undefined> {
  const wanted = [...new Set(ids)];
  const chains = await readChains(db, userId, wanted);
  const alive = wanted.every((id) => isLive(chains, id) && chains.get(id)?.parent_id !== null);
  if (!alive) throw fail('NOT_FOUND');
  const waiting: { id: string; path: readonly string[] }[] = [];
  const visit = (entry: Entry, above: readonly string[]): WalkedEntry => {
    const path = [...above, entry.name];
    const { id, kind, size, objectKey, modifiedAt } = entry;
    if (kind === 'folder') waiting.push({ id, path });
    return { id, kind, path, size, objectKey, modifiedAt };
  };

  for (const entry of await readEntries(db, userId, wanted)) yield visit(entry, []);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (let after = ''; ;) {
      const page = await readChildren(db, userId, folder.id, { after, limit: PAGE });
      for (const entry of page) yield visit(entry, folder.path);
      after = page.at(-1)?.nameKey ?? '';
      if (page.length < PAGE) break;
    }
  }
}
