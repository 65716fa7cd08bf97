import type { ServerResponse } from 'node:http';
import { attachment } from '../../lib/attachment.ts';
import { isFailure } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import type { OpenShare, ShareDoor, Visitor } from '../../sharing/share-door.ts';
import type { ZipDownloads } from '../../transfers/zip-downloads.ts';
import type { Exchange } from '../gateway/route.ts';
import type { ZipLine, ZipPlace } from '../gateway/zip-line.ts';
import type { BytesOutcome } from './file-bytes.ts';
import { GUARD } from './respond.ts';

export interface ZipDeps {
  readonly door: Pick<ShareDoor, 'download' | 'list' | 'zipIds'>;
  readonly zips: Pick<ZipDownloads, 'stream'>;
  readonly log: Log;
  readonly line: ZipLine;
}

/** One zip that is asked for and has its place. */
interface AskedZip {
  readonly share: OpenShare;
  readonly visitor: Visitor;
  readonly folderId: string | null;
  readonly ids: readonly string[];
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly place: ZipPlace;
}

/**
 * Sends a folder of the share, or all of it, as one zip while it is made. It is counted once all of it has left; one
 * that breaks off ends in a way that browsers take for broken.
 */
export async function sendZip(
  { door, zips, log, line }: ZipDeps,
  exchange: Exchange,
  share: OpenShare,
  visitor: Visitor,
  folderId: string | null,
): Promise<BytesOutcome> {
  if (share.viewOnly || share.kind !== 'link') return 'closed';
  const ids = await door.zipIds(share, folderId);
  if (ids === null || ids.length === 0) return 'closed';
  const name = folderId === null ? share.name : await folderName(door, share, folderId);
  if (name === null) return 'closed';
  const headers = {
    ...GUARD,
    'content-type': 'application/zip',
    'content-disposition': attachment(`${name}.zip`),
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  };
  if (exchange.method === 'HEAD') {
    // How much it will be is known when it is made.
    exchange.response.writeHead(200, headers).end();
    return 'answered';
  }
  const place = await line.enter(exchange.address, exchange.response);
  if (place === null) return 'busy';
  try {
    const asked = { share, visitor, folderId, ids, name, headers, place };
    return await stream({ door, zips, log }, exchange, asked);
  } finally {
    place.leave();
  }
}

async function stream(
  { door, zips, log }: Omit<ZipDeps, 'line'>,
  exchange: Exchange,
  { share, visitor, folderId, ids, name, headers, place }: AskedZip,
): Promise<BytesOutcome> {
  const download = await door.download(share, visitor, {
    subject: `zip:${folderId ?? ''}`,
    name: folderId === null ? null : name,
    sizeBytes: null,
  });
  if (download === null) return 'closed';
  const { response } = exchange;
  const signal = AbortSignal.any([exchange.signal, download.signal]);
  const cut = () => response.destroy();
  signal.addEventListener('abort', cut, { once: true });
  let complete = false;
  // The head goes with the first bytes, so that what fails before them is still answered with a page.
  const send = (bytes: Uint8Array) => {
    if (!response.headersSent) response.writeHead(200, headers);
    return place.write(bytes);
  };
  try {
    await zips.stream({ ownerId: share.ownerId, ids }, send, signal);
    complete = await ended(response);
  } catch (error) {
    if (!response.headersSent && !signal.aborted) {
      if (isFailure(error, 'NOT_FOUND')) return 'closed';
      throw error;
    }
    if (!signal.aborted && !response.destroyed)
      log.warn({ err: error, shareId: share.id }, 'a zip broke off');
    response.destroy();
  } finally {
    signal.removeEventListener('abort', cut);
    await (complete ? download.sent('all') : download.broken());
  }
  return 'answered';
}

async function folderName(
  door: Pick<ShareDoor, 'list'>,
  share: OpenShare,
  folderId: string,
): Promise<string | null> {
  const page = await door.list(share, folderId, { cursor: null, limit: 1 });
  return page?.path.at(-1)?.name ?? null;
}

/** Whether all of it has been handed to the system. */
function ended(response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    response.once('finish', () => resolve(true));
    response.once('close', () => resolve(response.writableFinished));
    response.end();
  });
}
