import { z } from 'zod';
import { upwards } from '../lib/chains.ts';
import type { ChainRow } from './nodes.table.ts';

/** Nodes with all folders above them, by id. */
export type Chains = ReadonlyMap<string, ChainRow>;

const names = z.array(z.string());

/** The folders from below the top down to the node itself. */
export function pathFromTop(chains: Chains, id: string): { id: string; name: string }[] {
  return Array.from(upwards(chains, id))
    .filter((node) => node.parent_id !== null)
    .map((node) => ({ id: node.id, name: node.name }))
    .toReversed();
}

/** Names of the folders that a node is or was in, from the top; also where some are being deleted for ever. */
export function folderNames(chains: Chains, id: string): string[] {
  const path: string[] = [];
  for (const node of upwards(chains, id)) {
    if (node.id !== id && (node.parent_id !== null || node.trashed_path !== null)) path.unshift(node.name);
    if (node.trashed_path !== null) return [...names.parse(JSON.parse(node.trashed_path)), ...path];
  }
  return path;
}
