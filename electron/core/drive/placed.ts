import type { PlacedNode } from '../../contract/drive.ts';
import type { FoundNode } from '../../contract/find.ts';
import type { Db } from '../db/schema.ts';
import { isLive } from '../lib/chains.ts';
import { pathFromTop } from './chain.ts';
import { toDriveNode } from './node-view.ts';
import { readChains } from './nodes.table.ts';
import { readNodes } from './find.table.ts';
import { liveFolder } from './folders.ts';

type Row = Parameters<typeof toDriveNode>[0] & { readonly parent_id: string | null };

/** Rows together with where they are; the top folder, and what is not live any more, is left out. */
export async function withPaths(db: Db, userId: string, rows: readonly Row[]): Promise<PlacedNode[]> {
  const parents = [...new Set(rows.map((row) => row.parent_id ?? ''))];
  const chains = await readChains(db, userId, parents);
  return rows
    .filter(({ parent_id: parentId }) => parentId !== null && isLive(chains, parentId))
    .map((row) => Object.assign(toDriveNode(row), { path: pathFromTop(chains, row.parent_id ?? '') }));
}

/** The live ones of these nodes of a user with where they are, in the order of the ids. */
export async function placed(db: Db, userId: string, ids: readonly string[]): Promise<PlacedNode[]> {
  const rows = new Map((await readNodes(db, userId, ids)).map((row) => [row.id, row]));
  const found = ids.flatMap((id) => rows.get(id) ?? []);
  return withPaths(db, userId, found);
}

/** One's own, among what was found. */
export function asOwn(node: PlacedNode): FoundNode {
  return { ...node, owner: null };
}

/** What other rooms may ask about where a person's entries are. */
export interface Places {
  /** The live ones of these nodes with where they are, in the order of the ids. */
  placed(userId: string, ids: readonly string[]): Promise<PlacedNode[]>;
  /** A live folder, the top for null, and the folders from the top down to it. Throws FOLDER_GONE. */
  folder(
    userId: string,
    folderId: string | null,
  ): Promise<{ id: string; path: { id: string; name: string }[] }>;
}

export function makePlaces(db: Db): Places {
  return {
    placed: (userId, ids) => placed(db, userId, ids),
    async folder(userId, folderId) {
      const id = await liveFolder(db, userId, folderId);
      return { id, path: pathFromTop(await readChains(db, userId, [id]), id) };
    },
  };
}
