import { z } from 'zod';
import { fileType } from '../../contract/drive.ts';
import type { Db } from '../db/schema.ts';
import { breathe } from '../lib/breathe.ts';
import {
  childrenQuery,
  countQuery,
  entriesQuery,
  itemsQuery,
  namedQuery,
  sumQuery,
  type Behind,
  type ChainRow,
  type EntryRow,
} from './contents.table.ts';
import type { Moments } from './moments.ts';
import type { OpenShare, ShareDoor, ShareEntry, SharePage } from './share-door.ts';
import { isLive, upwards } from '../lib/chains.ts';
import { readChains } from './standing.ts';

type Contents = Pick<ShareDoor, 'list' | 'file' | 'zipIds'>;
/** A page that was shown, and whose it is. */
export interface Shown {
  readonly ownerId: string;
  readonly page: SharePage | null;
}

type Of = Pick<OpenShare, 'id' | 'kind' | 'ownerId' | 'holds'>;

const IDS_AT_ONCE = 500;
/** Entries that are counted together at most to say how much a folder holds. */
const SUMMED = 2000;

const cursorSchema = z.object({ kind: z.enum(['folder', 'file']), sortKey: z.string(), id: z.string() });
type Cursor = z.infer<typeof cursorSchema>;

/**
 * What a link gives: the entries that it names and what is below them now, never what is above or beside. Each call goes
 * up from the entry asked for to one that the link names, so that no id of anything else leads anywhere. A request gives
 * nothing.
 */
export function makeContents({ db, pages }: { db: Db; pages: Moments<Shown> }): Contents {
  /** From the entry named by the share down to the one asked for; null for what is not live and in the share. */
  async function pathTo({ id: shareId, ownerId }: Of, nodeId: string): Promise<ChainRow[] | null> {
    const chains = await readChains(db, ownerId, [nodeId]);
    if (!isLive(chains, nodeId)) return null;
    const up = Array.from(upwards(chains, nodeId));
    const ids = up.map(({ id }) => id);
    const named = new Set((await namedQuery(db, shareId, ids).execute()).map((row) => row.node_id));
    const top = up.findLastIndex(({ id }) => named.has(id));
    return top === -1 ? null : up.slice(0, top + 1).toReversed();
  }

  /** All entries that a share names and that are live, folders first, by name. */
  async function items({ id: shareId, ownerId }: Of): Promise<EntryRow[]> {
    const found: EntryRow[] = [];
    for (let after = ''; ;) {
      const named = await itemsQuery(db, shareId, { after, limit: IDS_AT_ONCE }).execute();
      const ids = named.map((row) => row.node_id);
      if (ids.length === 0) break;
      const rows = await entriesQuery(db, ownerId, ids).execute();
      const parents = new Set(rows.flatMap(({ parent_id: id }) => (id === null ? [] : [id])));
      const chains = await readChains(db, ownerId, [...parents]);
      found.push(...rows.filter(({ parent_id: id }) => id === null || isLive(chains, id)));
      after = ids.at(-1) ?? '';
      if (ids.length < IDS_AT_ONCE) break;
      await breathe();
    }
    return found.toSorted(inOrder);
  }

  async function totalBytes(ids: readonly string[]): Promise<number | null> {
    if (ids.length > IDS_AT_ONCE) return null;
    const { count, bytes } = await sumQuery(db, ids, SUMMED).executeTakeFirstOrThrow();
    return count < SUMMED ? (bytes ?? 0) : null;
  }

  async function listItems(share: Of, start: Cursor | null, limit: number): Promise<SharePage> {
    const all = await items(share);
    const from = start === null ? 0 : all.findIndex((row) => inOrder(row, start) > 0);
    const rows = from === -1 ? [] : all.slice(from, from + limit + 1);
    const bytes = start === null ? await totalBytes(all.map(({ id }) => id)) : null;
    return { ...toPage(rows, limit), total: all.length, path: [], totalBytes: bytes };
  }

  async function listFolder(share: Of, id: string, start: Cursor | null, limit: number) {
    const path = await pathTo(share, id);
    if (path?.at(-1)?.kind !== 'folder') return null;
    const rows: EntryRow[] = [];
    for (const kind of start?.kind === 'file' ? (['file'] as const) : (['folder', 'file'] as const)) {
      const missing = limit + 1 - rows.length;
      const after: Behind | null = start?.kind === kind ? start : null;
      if (missing > 0)
        rows.push(...(await childrenQuery(db, share.ownerId, id, { kind, after, limit: missing }).execute()));
    }
    const { count } = await countQuery(db, id).executeTakeFirstOrThrow();
    const shown = path.map((row) => ({ id: row.id, name: row.name }));
    const bytes = start === null ? await totalBytes([id]) : null;
    return { ...toPage(rows, limit), total: count, path: shown, totalBytes: bytes };
  }

  async function list(share: Of, folderId: string | null, cursor: string | null, limit: number) {
    const start = cursor === null ? null : readCursor(cursor);
    if (start === undefined) return null;
    if (folderId !== null) return listFolder(share, folderId, start, limit);
    if (share.holds !== 'folder') return listItems(share, start, limit);
    const [folder] = await itemsQuery(db, share.id, { after: '', limit: 1 }).execute();
    return folder === undefined ? null : listFolder(share, folder.node_id, start, limit);
  }

  return {
    async list(share, folderId, { cursor, limit }) {
      if (share.kind === 'request') return null;
      const question = JSON.stringify([share.id, folderId, cursor, limit]);
      const { page } = await pages.answer(question, async () => ({
        ownerId: share.ownerId,
        page: await list(share, folderId, cursor, limit),
      }));
      return page;
    },
    async file(share, nodeId) {
      if (share.kind === 'request') return null;
      const path = await pathTo(share, nodeId);
      if (path?.at(-1)?.kind !== 'file') return null;
      const [row] = await entriesQuery(db, share.ownerId, [nodeId]).execute();
      return row === undefined ? null : toEntry(row);
    },
    async zipIds(share, folderId) {
      if (share.kind === 'request') return null;
      if (folderId === null) return (await items(share)).map(({ id }) => id);
      return (await pathTo(share, folderId)) === null ? null : [folderId];
    },
  };
}

/** Folders first, then by name. */
function inOrder(one: EntryRow | Cursor, other: EntryRow | Cursor): number {
  if (one.kind !== other.kind) return one.kind === 'folder' ? -1 : 1;
  return compare(sortKeyOf(one), sortKeyOf(other)) || compare(one.id, other.id);
}

const sortKeyOf = (one: EntryRow | Cursor) => ('sortKey' in one ? one.sortKey : one.sort_key);

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function toPage(rows: readonly EntryRow[], limit: number): Pick<SharePage, 'items' | 'next'> {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const next = last && ({ kind: last.kind, sortKey: last.sort_key, id: last.id } satisfies Cursor);
  return {
    items: page.map(toEntry),
    next: next === undefined ? null : Buffer.from(JSON.stringify(next)).toString('base64url'),
  };
}

/** Undefined for what no page gave. */
function readCursor(text: string): Cursor | undefined {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    // Strangers send what they like; it leads nowhere.
    return undefined;
  }
}

const typeOf = ({ type }: EntryRow) => fileType.options.find((known) => known === type) ?? 'other';

function toEntry(row: EntryRow): ShareEntry {
  const file = row.kind === 'file';
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    sizeBytes: file ? row.size : null,
    type: file ? typeOf(row) : null,
    mime: file ? row.mime : null,
    modifiedAt: new Date(row.modified_at),
    contentId: row.object_id,
    key: row.key,
  };
}
