import type Database from 'better-sqlite3';
import { searchOwner, searchText } from '../lib/search-text.ts';

/** Gives SQL what the triggers of the search index call. A connection without them can read, but not write names. */
export function addSearchFunctions(sqlite: Database.Database): void {
  const options = { deterministic: true };
  sqlite.function('search_text', options, (name) => searchText(String(name)));
  sqlite.function('search_owner', options, (ownerId) => searchOwner(String(ownerId)));
}
