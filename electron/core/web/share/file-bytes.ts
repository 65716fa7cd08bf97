import type { ContentAnswer } from '../../../contract/shell.ts';
import { attachment } from '../../lib/attachment.ts';
import { contentHead, type ContentHead } from '../../lib/content-head.ts';
import type { ContentOf } from '../../previews/content.ts';
import type { JpegOf } from '../../previews/jpeg.ts';
import type { OpenShare, ShareDoor, ShareEntry, Visitor } from '../../sharing/share-door.ts';
import type { sendObject } from '../bytes/send-object.ts';
import type { Exchange } from '../gateway/route.ts';
import { previewKind } from './preview-kind.ts';
import { GUARD, sendBody, sendEmpty } from './respond.ts';

export interface BytesDeps {
  readonly door: Pick<ShareDoor, 'download' | 'look'>;
  readonly contentOf: ContentOf;
  readonly jpegOf: JpegOf;
  readonly send: typeof sendObject;
}

/** What became of a request for bytes: it was answered, or a page has to say that there is nothing. */
export type BytesOutcome = 'answered' | 'closed' | 'resting' | 'busy';

type Found = Extract<ContentAnswer, { kind: 'found' }>;

/** PDF viewers are programs of the browser's own, which a sandbox would keep from starting. */
const PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";
/** One pixel that nobody sees, for what has no small picture: the drawing below it shows. */
const NOTHING = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

function headFor(exchange: Exchange, content: Found, tag = content.tag): ContentHead {
  const { request, method } = exchange;
  const facts = { size: content.size, mime: content.mime, name: content.name, tag, lasting: false };
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const { headers, ...head } = contentHead(facts, { method, header }, null);
  return { ...head, headers: { ...headers, ...GUARD } };
}

/** Saves a file: all of it or a part, told to the share truthfully. */
export async function sendDownload(
  deps: BytesDeps,
  exchange: Exchange,
  share: OpenShare,
  visitor: Visitor,
  entry: ShareEntry,
): Promise<BytesOutcome> {
  if (share.viewOnly || entry.contentId === null) return 'closed';
  const content = await find(deps, exchange, share, entry, 'file');
  if (typeof content === 'string') return content;
  const { status, headers, body } = headFor(exchange, content);
  const type = headers['content-type'] ?? '';
  const all = {
    ...headers,
    // Text by its own type would be renamed by some phones; what it is, its name says.
    'content-type': type.startsWith('text/') ? 'application/octet-stream' : type,
    'content-disposition': attachment(entry.name),
    'cache-control': share.downloadsLeft === null ? 'private, no-cache' : 'no-store',
  };
  if (body === 'none' && !(content.size === 0 && exchange.method === 'GET' && status === 200)) {
    await sendEmpty(exchange, status, all);
    return 'answered';
  }
  const range = typeof body === 'object' ? body : null;
  const download = await deps.door.download(share, visitor, {
    subject: content.tag,
    name: entry.name,
    sizeBytes: content.size,
    range: range === null ? null : { first: range.start, last: range.end },
  });
  if (download === null) return 'closed';
  let bytes = 0;
  let complete = false;
  try {
    if (body === 'none') {
      await sendEmpty(exchange, status, all);
      complete = true;
    } else {
      const signal = AbortSignal.any([exchange.signal, download.signal]);
      const sent = await deps.send(exchange.response, {
        url: content.url,
        status,
        headers: all,
        range,
        signal,
      });
      ({ bytes, complete } = sent);
    }
  } finally {
    const first = range?.start ?? 0;
    if (bytes > 0) await download.sent({ first, last: first + bytes - 1 });
    else await (complete ? download.sent('all') : download.broken());
  }
  return 'answered';
}

/** Shows a file in the browser: only what cannot act there, and nothing of a share whose downloads are counted. */
export async function sendView(
  deps: BytesDeps,
  exchange: Exchange,
  share: OpenShare,
  entry: ShareEntry,
): Promise<BytesOutcome> {
  if (share.downloadsLeft !== null || ['none', 'small'].includes(previewKind(entry, false))) return 'closed';
  const content = await find(deps, exchange, share, entry, 'file');
  if (typeof content === 'string') return content;
  const { status, headers, body } = headFor(exchange, content);
  const all = {
    ...headers,
    ...(headers['content-type'] === 'application/pdf' ? { 'content-security-policy': PDF_POLICY } : {}),
    'content-disposition': attachment(entry.name).replace('attachment', 'inline'),
    'cache-control': share.viewOnly ? 'no-store' : 'private, max-age=3600',
  };
  if (body === 'none') {
    await sendEmpty(exchange, status, all);
    return 'answered';
  }
  const look = await deps.door.look(share);
  if (look === null) return 'closed';
  try {
    await deps.send(exchange.response, {
      url: content.url,
      status,
      headers: all,
      range: typeof body === 'object' ? body : null,
      signal: AbortSignal.any([exchange.signal, look.signal]),
    });
  } finally {
    look.end();
  }
  return 'answered';
}

/** The small picture of a file, or a pixel that nobody sees. */
export async function sendPicture(
  deps: BytesDeps,
  exchange: Exchange,
  share: OpenShare,
  entry: ShareEntry,
): Promise<BytesOutcome> {
  const content = await find(deps, exchange, share, entry, 'thumbnail');
  if (content === 'resting') return 'resting';
  if (content === 'closed') {
    await sendBody(exchange, NOTHING, { 'content-type': 'image/gif', 'cache-control': 'no-store' });
    return 'answered';
  }
  const modern = knowsWebp(exchange);
  const { status, headers, body } = headFor(exchange, content, `${content.tag}.${modern ? 't' : 'j'}`);
  const all = {
    ...headers,
    'cache-control': share.viewOnly ? 'no-store' : 'private, max-age=86400',
    vary: 'accept',
  };
  if (body === 'none') await sendEmpty(exchange, status, all);
  else if (!modern) {
    const jpeg = await deps.jpegOf(content.url, exchange.signal);
    await sendBody(exchange, jpeg, { ...all, 'content-type': 'image/jpeg' });
  } else
    await deps.send(exchange.response, {
      url: content.url,
      status,
      headers: all,
      range: null,
      signal: exchange.signal,
    });
  return 'answered';
}

/** Browsers that know WebP say so; those of 2016 by Apple do not know it. */
function knowsWebp({ request }: Exchange): boolean {
  return request.headers.accept?.includes('image/webp') === true;
}

async function find(
  { contentOf }: BytesDeps,
  { signal }: Exchange,
  share: OpenShare,
  entry: ShareEntry,
  what: 'file' | 'thumbnail',
): Promise<Found | 'closed' | 'resting'> {
  const question = { what, nodeId: entry.id, contentId: entry.contentId };
  const answer = await contentOf(share.ownerId, question, signal);
  if (answer.kind === 'found') return answer;
  return answer.kind === 'away' ? 'resting' : 'closed';
}
