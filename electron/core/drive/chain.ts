import { z } from 'zod';
import type { ChainRow } from './nodes.table.ts';

/** Nodes with all folders above them, by id. */
export type Chains = ReadonlyMap<string, ChainRow>;

const names = z.array(z.string());

/** From the node itself up to the top folder, or as far as the chain goes. */
export function* upwards(chains: Chains, id: string | null): Generator<ChainRow, void, undefined> {
  for (let node = chains.get(id ?? ''); node !== undefined; node = chains.get(node.parent_id ?? ''))
    yield node;
}

/** True when the node is there and neither it nor a folder above it is in the trash. */
export function isLive(chains: Chains, id: string | null): boolean {
  let found = false;
  for (const node of upwards(chains, id)) {
    if (node.trashed_at !== null) return false;
    found = true;
  }
  return found;
}

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
