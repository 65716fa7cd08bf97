import type { Generated } from 'kysely';

/** Numbers the names that can be searched, in the order they were last changed; kept by triggers. */
export interface SearchEntriesTable {
  number: Generated<number>;
  node_id: string;
}

/** Numbers that lead nowhere any more and still have to leave the index. */
export interface SearchGarbageTable {
  number: number;
}

/** The index of the names: says only which numbers match. */
export interface SearchNamesTable {
  rowid: number;
  /** Stands for the whole index on the left of a match. */
  search_names: string;
}
