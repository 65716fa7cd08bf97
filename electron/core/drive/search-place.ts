import { z } from 'zod';
import type { FoundNode } from '../../contract/find.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { everything, wanted, type Wanted } from '../lib/search-text.ts';
import { readNodes } from './find.table.ts';
import { makeLiveFolders } from './live-folders.ts';
import { withPaths } from './placed.ts';
import { asFound, type SearchPlace } from './search-places.ts';
import { belowQuery, nameWindowQuery, type Changed, type Filters } from './search.table.ts';

/** Names that are put in order together; more matches than this come in several such windows, the newest first. */
const WINDOW = 1000;
/** Folders with no more than this in and below them are gone through themselves, without the index. */
const SMALL_FOLDERS = 3000;

const changed = z.tuple([z.string(), z.string()]);
/** Where a page ended within one place. */
export const placeCursor = z.union([
  z.object({
    way: z.literal('index'),
    part: z.enum(['beginning', 'elsewhere']),
    below: z.int().nullable(),
    after: changed.nullable(),
  }),
  z.object({ way: z.literal('folder'), part: z.enum(['beginning', 'elsewhere']), after: changed }),
]);
export type PlaceCursor = z.infer<typeof placeCursor>;
type IndexCursor = Extract<PlaceCursor, { way: 'index' }>;
type FolderCursor = Extract<PlaceCursor, { way: 'folder' }>;

/** Signs that stand in a name as they are typed. */
const IN_EVERY_CASE = /^[!-/:-@[-`{-~]+$/u;

/** What is looked for, wherever. */
export interface AskedInPlace {
  readonly text: string;
  readonly filters: Omit<Filters, 'userId'>;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

/** What one place has of it. `next` is null where nothing follows in this place. */
export interface PlacePage {
  readonly items: FoundNode[];
  readonly next: PlaceCursor | null;
}

interface Asked {
  readonly place: SearchPlace;
  readonly what: Wanted;
  readonly filters: Filters;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

/** A page of what one place has, in its order. Throws INVALID_INPUT for a cursor of something else. */
export async function searchPlace(
  db: Db,
  aside: Aside,
  place: SearchPlace,
  { text, filters: others, limit, signal }: AskedInPlace,
  cursor: PlaceCursor | null,
): Promise<PlacePage> {
  const { ownerId, scopes, themselves } = place;
  const what = text.trim() === '' ? everything(ownerId) : wanted(text, ownerId);
  if (what === undefined) return { items: [], next: null };
  const filters: Filters = { ...others, userId: ownerId };
  const asked: Asked = { place, what, filters, limit, signal };

  if (scopes !== null && cursor?.way !== 'index') {
    // Who is in the middle of it goes on, also when it has grown meanwhile.
    const atMost = cursor === null ? SMALL_FOLDERS : 2 * SMALL_FOLDERS;
    const walk = { folderIds: [...scopes], themselves, atMost };
    const inFolders = await aside.all(belowQuery(db, filters, walk), signal);
    if ((inFolders[0]?.many ?? 0) <= atMost) return fromFolders(db, asked, inFolders, cursor);
  }
  if (cursor?.way === 'folder') throw fail('INVALID_INPUT', { fields: ['cursor'] });
  return fromIndex(db, aside, asked, cursor);
}

/** Goes through all that some folders hold. */
async function fromFolders(
  db: Db,
  { place, what, limit }: Asked,
  entries: readonly WalkedRow[],
  cursor: FolderCursor | null,
): Promise<PlacePage> {
  const ranked = entries
    .flatMap(({ id, name, modified_at: at }) => {
      if (id === null || name === null || at === null) return [];
      const part = what.judge(name);
      return part === null ? [] : [{ part, after: [at, id] satisfies Changed }];
    })
    .toSorted(inOrder);
  const rest = cursor === null ? ranked : ranked.filter((one) => inOrder(one, cursor) > 0);
  const page = rest.slice(0, limit);
  const ids = page.map(({ after: [, id] }) => id);
  const rows = new Map((await readNodes(db, place.ownerId, ids)).map((row) => [row.id, row]));
  const found = ids.flatMap((id) => rows.get(id) ?? []);
  const last = rest.length > limit ? page.at(-1) : undefined;
  return {
    items: await seen(db, place, found),
    next: last === undefined ? null : { way: 'folder', ...last },
  };
}

type WalkedRow = Awaited<ReturnType<ReturnType<typeof belowQuery>['execute']>>[number];
type Ranked = Pick<FolderCursor, 'part' | 'after'>;

function inOrder(one: Ranked, other: Ranked): number {
  if (one.part !== other.part) return one.part === 'beginning' ? -1 : 1;
  const [a, b] = [one.after.join(' '), other.after.join(' ')];
  return a === b ? 0 : a < b ? 1 : -1;
}

/** Asks the index, window by window. What is dead or out of scope is found out for the candidates of a page only. */
async function fromIndex(db: Db, aside: Aside, asked: Asked, cursor: IndexCursor | null): Promise<PlacePage> {
  const { place, what, filters, limit, signal } = asked;
  const { scopes, themselves } = place;
  const folders = makeLiveFolders(aside, db, place.ownerId, scopes, signal);
  // Of a part of a drive many have to be passed over, and each further look at the index costs more than they do.
  const candidates = (what.marks.length > 0 ? WINDOW : scopes === null ? limit : 4 * limit) + 1;
  const found: Row[] = [];
  const first: IndexCursor = {
    way: 'index',
    part: what.beginning === null ? 'elsewhere' : 'beginning',
    below: null,
    after: null,
  };
  for (let at: IndexCursor | null = cursor ?? first; at !== null;) {
    const { part, below, after } = at;
    const match = what[part] ?? what.elsewhere;
    const holding = part === 'elsewhere' ? what.marks.filter((mark) => IN_EVERY_CASE.test(mark)) : [];
    const window = { filters, match, holding, below, size: WINDOW, after, limit: candidates };
    const rows = await aside.all(nameWindowQuery(db, window), signal);
    // What is stored meanwhile stays out of the window, so that later pages continue where this one ends.
    const top = below ?? (rows[0]?.highest ?? 0) + 1;
    const right = rows
      .filter(isWhole)
      .filter(({ name }) => what.marks.length === 0 || what.judge(name) === part);
    const alive = await folders.among(right.map(({ parent_id: parentId }) => parentId));
    for (const row of right) {
      const isScope = themselves && scopes !== null && scopes.has(row.id);
      if (!isScope && !alive.has(row.parent_id)) continue;
      if (found.length === limit) return { items: await seen(db, place, found), next: at };
      found.push(row);
      at = { way: 'index', part, below: top, after: [row.modified_at, row.id] };
    }
    at = following(at, rows, top, candidates);
  }
  return { items: await seen(db, place, found), next: null };
}

/** Entries with where they are, as far as the person may see it. */
async function seen(db: Db, place: SearchPlace, rows: readonly Row[]): Promise<FoundNode[]> {
  return (await withPaths(db, place.ownerId, rows)).flatMap((node) => asFound(place, node));
}

type Row = Parameters<typeof withPaths>[2][number];
type WindowRow = Awaited<ReturnType<ReturnType<typeof nameWindowQuery>['execute']>>[number];
type WholeRow = Row & { readonly parent_id: string };

/** True for an entry, false for the row that stands for none. */
function isWhole(row: WindowRow): row is WindowRow & WholeRow {
  return row.id !== null && row.parent_id !== null;
}

/** Where to go on behind these rows; null when everything was seen. */
function following(
  { part }: IndexCursor,
  rows: readonly WindowRow[],
  top: number,
  candidates: number,
): IndexCursor | null {
  const last = rows.at(-1);
  if (rows.length === candidates && last !== undefined && isWhole(last))
    return { way: 'index', part, below: top, after: [last.modified_at, last.id] };
  if (last?.many === WINDOW) return { way: 'index', part, below: last.lowest, after: null };
  return part === 'beginning' ? { way: 'index', part: 'elsewhere', below: null, after: null } : null;
}
