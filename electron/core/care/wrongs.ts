import type { FindingKind } from '../../contract/care.ts';
import { usableName } from './adopt.ts';
import type { DriveWords } from './drive-words.ts';
import type { Above, Entry } from './entries.table.ts';

/** What can be wrong with a file or folder. */
export type Wrong = Extract<
  FindingKind,
  'nobody' | 'orphan' | 'cycle' | 'wrongName' | 'sameName' | 'contentMissing' | 'wrongSize'
>;

/** Where the way up from an entry ends. */
type End = 'top' | 'purged' | 'cycle' | 'nowhere';

/** What is wrong with an entry. What is being deleted for ever is left to that. */
export function wrongsOf(words: DriveWords, entry: Entry, chains: ReadonlyMap<string, Above>): Wrong[] {
  const end = endOf(entry, chains);
  if (entry.purged_at !== null || end === 'purged') return [];
  const wrongs: Wrong[] = [];
  const isRoot = entry.id === entry.root_id;
  if (entry.root_id === null) wrongs.push('nobody');
  if (isRoot ? entry.parent_id !== null : isLoose(entry)) wrongs.push('orphan');
  else if (end === 'cycle') wrongs.push('cycle');
  if (!isRoot && entry.name !== '' && hasWrongName(words, entry)) wrongs.push('wrongName');
  else if (entry.doubled === 1) wrongs.push('sameName');
  if (entry.kind === 'file') {
    if (entry.object_size === null) wrongs.push('contentMissing');
    else if (entry.object_size !== entry.size) wrongs.push('wrongSize');
  }
  return wrongs;
}

/** Whether an entry hangs on nothing, on a file, or on what is somebody else's. */
function isLoose(entry: Entry): boolean {
  // Of people who are no more, all goes to one person first.
  if (entry.root_id === null && entry.parent_owner_root === null) return false;
  if (entry.parent_id === null || entry.parent_kind !== 'folder') return true;
  return entry.parent_owner !== entry.owner_id;
}

function hasWrongName(words: DriveWords, entry: Entry): boolean {
  const right = usableName(words, entry.name, entry.id);
  return right.name !== entry.name || right.key !== entry.name_key || right.sortKey !== entry.sort_key;
}

/** Follows the way up. Of those in a ring, only the one with the smallest id says so: it is one thing that is wrong. */
function endOf(entry: Entry, chains: ReadonlyMap<string, Above>): End {
  const seen = new Set<string>();
  let at: Above | undefined = chains.get(entry.id);
  while (at !== undefined) {
    if (at.purged_at !== null) return 'purged';
    if (at.parent_id === null) return 'top';
    if (seen.has(at.id)) return at.id === entry.id && isFirst(entry.id, seen) ? 'cycle' : 'nowhere';
    seen.add(at.id);
    at = chains.get(at.parent_id);
  }
  return 'nowhere';
}

function isFirst(id: string, ring: ReadonlySet<string>): boolean {
  for (const other of ring) if (other < id) return false;
  return true;
}
