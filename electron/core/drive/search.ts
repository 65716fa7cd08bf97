import { z } from 'zod';
import type { find } from '../../contract/find.ts';
import type { Aside } from '../db/aside.ts';
import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import { everything, wanted, type Wanted } from '../lib/search-text.ts';
import type { ServiceOf } from '../lib/service.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { readNodes } from './find.table.ts';
import { liveFolder } from './folders.ts';
import { makeLiveFolders } from './live-folders.ts';
import { tagBits } from './node-view.ts';
import { withPaths } from './placed.ts';
import { belowQuery, nameWindowQuery, type Changed, type Filters } from './search.table.ts';

type Search = ServiceOf<typeof find>['search'];
type Input = Parameters<Search>[1];
type Output = Awaited<ReturnType<Search>>;

/** Names that are put in order together; more matches than this come in several such windows, the newest first. */
const WINDOW = 1000;
/** A folder with no more than this in and below it is gone through itself, without the index. */
const SMALL_FOLDER = 3000;

const changed = z.tuple([z.string(), z.string()]);
const cursorSchema = z.union([
  z.object({
    way: z.literal('index'),
    part: z.enum(['beginning', 'elsewhere']),
    below: z.int().nullable(),
    after: changed.nullable(),
  }),
  z.object({ way: z.literal('folder'), part: z.enum(['beginning', 'elsewhere']), after: changed }),
]);
type Cursor = z.infer<typeof cursorSchema>;
type IndexCursor = Extract<Cursor, { way: 'index' }>;
type FolderCursor = Extract<Cursor, { way: 'folder' }>;

/** Makes the search over names. */
export function makeSearch(db: Db, aside: Aside) {
  /**
   * A page of the live entries whose names match and that pass the filters: names that begin with the text first, then
   * the most recently changed. Throws FOLDER_GONE, and INVALID_INPUT for a cursor of something else.
   */
  return async function search(
    userId: string,
    input: Input,
    signal: AbortSignal | undefined,
  ): Promise<Output> {
    const cursor = input.cursor === null ? null : decodeCursor(cursorSchema, input.cursor);
    const scope = input.folderId === null ? null : await liveFolder(db, userId, input.folderId);
    const what = input.text.trim() === '' ? everything(userId) : wanted(input.text, userId);
    if (what === undefined) return { items: [], next: null };
    const filters: Filters = {
      ...input,
      userId,
      tags: tagBits(input.tags),
      modifiedFrom: asStored(input.modifiedFrom),
      modifiedTo: asStored(input.modifiedTo),
    };
    const asked: Asked = { userId, scope, what, filters, limit: input.limit, signal };

    if (scope !== null && cursor?.way !== 'index') {
      const inFolder = await aside.all(belowQuery(db, filters, scope, SMALL_FOLDER + 1), signal);
      if (inFolder.length <= SMALL_FOLDER || cursor !== null) return fromFolder(db, asked, inFolder, cursor);
    }
    if (cursor?.way === 'folder') throw fail('INVALID_INPUT', { fields: ['cursor'] });
    return fromIndex(db, aside, asked, cursor);
  };
}

/** A time in the one way of writing it that the database compares. */
function asStored(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

interface Asked {
  readonly userId: string;
  readonly scope: string | null;
  readonly what: Wanted;
  readonly filters: Filters;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

/** Goes through all that a folder holds. */
async function fromFolder(
  db: Db,
  { userId, what, limit }: Asked,
  entries: readonly { id: string; name: string; modified_at: string }[],
  cursor: FolderCursor | null,
): Promise<Output> {
  const ranked = entries
    .flatMap(({ id, name, modified_at: at }) => {
      const part = what.judge(name);
      return part === null ? [] : [{ part, after: [at, id] satisfies Changed }];
    })
    .toSorted(inOrder);
  const rest = cursor === null ? ranked : ranked.filter((one) => inOrder(one, cursor) > 0);
  const page = rest.slice(0, limit);
  const ids = page.map(({ after: [, id] }) => id);
  const rows = new Map((await readNodes(db, userId, ids)).map((row) => [row.id, row]));
  const found = ids.flatMap((id) => rows.get(id) ?? []);
  const last = rest.length > limit ? page.at(-1) : undefined;
  return {
    items: await withPaths(db, userId, found),
    next: last === undefined ? null : encodeCursor({ way: 'folder', ...last } satisfies Cursor),
  };
}

type Ranked = Pick<FolderCursor, 'part' | 'after'>;

function inOrder(one: Ranked, other: Ranked): number {
  if (one.part !== other.part) return one.part === 'beginning' ? -1 : 1;
  const [a, b] = [one.after.join(' '), other.after.join(' ')];
  return a === b ? 0 : a < b ? 1 : -1;
}

/** Asks the index, window by window. What is dead or out of scope is found out for the candidates of a page only. */
async function fromIndex(db: Db, aside: Aside, asked: Asked, cursor: IndexCursor | null): Promise<Output> {
  const { userId, scope, what, filters, limit, signal } = asked;
  const folders = makeLiveFolders(aside, db, userId, scope, signal);
  const candidates = limit + 1;
  const found: Parameters<typeof withPaths>[2][number][] = [];
  const first: IndexCursor = {
    way: 'index',
    part: what.beginning === null ? 'elsewhere' : 'beginning',
    below: null,
    after: null,
  };
  for (let at: IndexCursor | null = cursor ?? first; at !== null;) {
    const { part, below, after } = at;
    const match = what[part] ?? what.elsewhere;
    const window = { filters, match, below, size: WINDOW, after, limit: candidates };
    const rows = await aside.all(nameWindowQuery(db, window), signal);
    // What is stored meanwhile stays out of the window, so that later pages continue where this one ends.
    const top = below ?? (rows[0]?.highest ?? 0) + 1;
    const alive = await folders.among(rows.map(({ parent_id: parentId }) => parentId));
    for (const row of rows) {
      if (!isWhole(row) || !alive.has(row.parent_id)) continue;
      const last = found.at(-1);
      if (found.length === limit && last !== undefined)
        return { items: await withPaths(db, userId, found), next: encodeCursor(at) };
      found.push(row);
      at = { way: 'index', part, below: top, after: [row.modified_at, row.id] };
    }
    at = following(at, rows, top, candidates);
  }
  return { items: await withPaths(db, userId, found), next: null };
}

type WindowRow = Awaited<ReturnType<ReturnType<typeof nameWindowQuery>['execute']>>[number];
type WholeRow = Parameters<typeof withPaths>[2][number] & { readonly parent_id: string };

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
