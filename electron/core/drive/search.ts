import { z } from 'zod';
import type { find, FoundNode } from '../../contract/find.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import type { ServiceOf } from '../lib/service.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Elsewhere } from './elsewhere.ts';
import { tagBits } from './node-view.ts';
import { placeCursor, searchPlace, type PlaceCursor } from './search-place.ts';
import { placesOf, type SearchPlace } from './search-places.ts';

type Search = ServiceOf<typeof find>['search'];

const cursorSchema = z.object({
  /** Whose drive comes next; null is one's own. */
  owner: z.uuid().nullable(),
  /** Where in it; null is its beginning. */
  at: placeCursor.nullable(),
});
type Cursor = z.infer<typeof cursorSchema>;

/** Makes the search over names. */
export function makeSearch({ db, aside, elsewhere }: SearchDeps) {
  /**
   * A page of the live entries whose names match and that pass the filters: one's own before those of others, and in
   * each drive names that begin with the text first, then the most recently changed. Throws FOLDER_GONE, and
   * INVALID_INPUT for a cursor of something else.
   */
  return async function search(
    userId: string,
    input: Parameters<Search>[1],
    signal: AbortSignal | undefined,
  ): Promise<Awaited<ReturnType<Search>>> {
    const { text, limit } = input;
    const start = input.cursor === null ? null : decodeCursor(cursorSchema, input.cursor);
    const filters = {
      ...input,
      tags: tagBits(input.tags),
      modifiedFrom: asStored(input.modifiedFrom),
      modifiedTo: asStored(input.modifiedTo),
    };
    // Asked anew for each page: what is shared no more is not gone on with.
    const places = (await placesOf(db, elsewhere, userId, input)).filter(
      (place) => start === null || keyOf(place) >= (start.owner ?? ''),
    );
    const items: FoundNode[] = [];
    for (const place of places) {
      const at: PlaceCursor | null = start !== null && keyOf(place) === (start.owner ?? '') ? start.at : null;
      // One more, where the page is full already, tells whether anything follows in this drive.
      const missing = limit - items.length;
      const asked = { text, filters, limit: Math.max(1, missing), signal };
      const found = await searchPlace(db, aside, place, asked, at);
      if (missing === 0 && found.items.length > 0) return { items, next: cursorOf(place, null) };
      items.push(...found.items);
      if (found.next !== null) return { items, next: cursorOf(place, found.next) };
    }
    return { items, next: null };
  };
}

interface SearchDeps {
  readonly db: Db;
  readonly aside: Aside;
  readonly elsewhere: Elsewhere;
}

/** What orders the drives: one's own before all others. */
function keyOf({ owner, ownerId }: SearchPlace): string {
  return owner === null ? '' : ownerId;
}

function cursorOf({ owner }: SearchPlace, at: PlaceCursor | null): string {
  return encodeCursor({ owner: owner?.id ?? null, at } satisfies Cursor);
}

/** A time in the one way of writing it that the database compares. */
function asStored(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
