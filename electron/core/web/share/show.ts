import type { ShareDoor, Visitor } from '../../sharing/share-door.ts';
import { filePage, singleFilePage } from './pages/file-page.ts';
import { folderPage } from './pages/folder-page.ts';
import { folderAddress, suggestedLook, type Look } from './pages/listing.ts';
import { requestPage } from './pages/request-page.ts';
import type { ShareContext } from './pages/share-view.ts';
import { isEntryId } from './share-path.ts';

type ContentDoor = Pick<ShareDoor, 'list' | 'file' | 'sent'>;

/** Entries on a page: full rows of 3, 4 and 5 tiles, and little enough for two hundred phones at once. */
const PAGE_ENTRIES = 60;
const CURSOR_MAXIMUM = 4000;

/** The first page of a share; null when nothing of it is there. */
export async function topPage(
  door: ContentDoor,
  context: ShareContext,
  visitor: Visitor,
  query: URLSearchParams,
): Promise<string | null> {
  const { share } = context;
  if (share.kind === 'request') return requestPage(context, await door.sent(share, visitor), visitor.name);
  if (share.fileId === null) return folder(door, context, null, query);
  const entry = await door.file(share, share.fileId);
  return entry === null ? null : singleFilePage(context, entry);
}

/** The page of a folder or file below the share; null for what is not there. */
export async function entryPage(
  door: ContentDoor,
  context: ShareContext,
  target: { readonly kind: 'folder' | 'page'; readonly id: string },
  query: URLSearchParams,
): Promise<string | null> {
  const { share, base } = context;
  if (share.kind !== 'link') return null;
  if (target.kind === 'folder') return folder(door, context, target.id, query);
  const entry = await door.file(share, target.id);
  if (entry === null) return null;
  const from = query.get('in');
  return filePage(context, entry, folderAddress(base, isEntryId(from) ? from : null, null));
}

async function folder(
  door: ContentDoor,
  context: ShareContext,
  folderId: string | null,
  query: URLSearchParams,
): Promise<string | null> {
  const cursor = query.get('c');
  if (cursor !== null && cursor.length > CURSOR_MAXIMUM) return null;
  const page = await door.list(context.share, folderId, { cursor, limit: PAGE_ENTRIES });
  if (page === null) return null;
  const look = lookOf(query.get('look')) ?? suggestedLook(page.items);
  return folderPage(context, { page, look, folderId });
}

function lookOf(text: string | null): Look | null {
  return text === 'list' || text === 'gallery' ? text : null;
}
