import { attachment } from './attachment.ts';

/** What an answer with the bytes of a file has to know of them. */
export interface ContentFacts {
  /** Bytes; null where only the store knows: then no part of it can be asked for. */
  readonly size: number | null;
  readonly mime: string | null;
  readonly name: string;
  /** Names these very bytes. */
  readonly tag: string;
  /** True when the address can never show anything else, so that it may be kept for the session. */
  readonly lasting: boolean;
}

/** The part of a request that decides about the answer. */
export interface ContentRequest {
  readonly method: string;
  /** By name in lower case; null for a header that was not sent. */
  readonly header: (name: string) => string | null;
}

/** Status and headers of an answer, and which bytes go with it. */
export interface ContentHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `all`, a part with both ends included, or none. */
  readonly body: 'all' | { readonly start: number; readonly end: number } | 'none';
}

/** Told to a page that no small picture is there, and that it may hand one in. */
export const THUMBNAIL_HEADER = 'x-thumbnail';

/** A script in a file never runs, wherever its address is opened: no scripts, no forms, no origin, nothing loaded. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; sandbox";
const TEXTS =
  /^(?:text\/.+|application\/(?:.+\+)?(?:json|xml|yaml|toml|sql|rtf|javascript|ecmascript|x-sh|x-powershell|x-bat))$/u;
/** Content that browsers show and that can hold no script; not for what ends in +xml. */
const SHOWN = /^(?:image|audio|video)\/[a-z\d.-]+$/u;
const DOWNLOAD = 'application/octet-stream';

/** The type that a file is served as. What could hold script is text; what is not known to be shown is only bytes. */
export function servedType(mime: string | null): string {
  const type = (mime ?? '').toLowerCase();
  if (type === 'application/pdf' || type === 'image/svg+xml' || SHOWN.test(type)) return type;
  return TEXTS.test(type) || type.endsWith('+xml') ? 'text/plain; charset=utf-8' : DOWNLOAD;
}

/**
 * Headers of every answer, whatever it says. `pageOrigin` alone may read it; null where addresses of content are of the
 * page's own origin.
 */
export function guardHeaders(pageOrigin: string | null): Record<string, string> {
  const headers = {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  if (pageOrigin === null) return { ...headers, 'cross-origin-resource-policy': 'same-origin' };
  return {
    ...headers,
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': pageOrigin,
    'access-control-expose-headers': `accept-ranges, content-length, content-range, etag, ${THUMBNAIL_HEADER}`,
  };
}

/**
 * Answers a request for content: the whole, a part of it, or that what the asker has is still right. With `save` the
 * browser stores it under its name instead of showing it.
 */
export function contentHead(
  facts: ContentFacts,
  request: ContentRequest,
  pageOrigin: string | null,
  save = false,
): ContentHead {
  const type = servedType(facts.mime);
  const etag = `"${facts.tag}"`;
  const headers: Record<string, string> = {
    ...guardHeaders(pageOrigin),
    'content-type': type,
    etag,
    'cache-control': facts.lasting ? 'private, max-age=86400, immutable' : 'no-store',
    ...(save || type === DOWNLOAD ? { 'content-disposition': attachment(facts.name) } : {}),
  };
  if (request.header('if-none-match') === etag) return { status: 304, headers, body: 'none' };
  const { size } = facts;
  if (size === null) return { status: 200, headers, body: request.method === 'HEAD' ? 'none' : 'all' };

  headers['accept-ranges'] = 'bytes';
  const ifRange = request.header('if-range');
  const asked = ifRange === null || ifRange === etag ? request.header('range') : null;
  const range = asked === null ? null : parseRange(asked, size);
  if (range === 'beyond') {
    headers['content-range'] = `bytes */${String(size)}`;
    return { status: 416, headers: { ...headers, 'content-length': '0' }, body: 'none' };
  }
  const head = request.method === 'HEAD';
  if (range === null) {
    headers['content-length'] = String(size);
    return { status: 200, headers, body: head || size === 0 ? 'none' : 'all' };
  }
  headers['content-range'] = `bytes ${String(range.start)}-${String(range.end)}/${String(size)}`;
  headers['content-length'] = String(range.end - range.start + 1);
  return { status: 206, headers, body: head ? 'none' : range };
}

/** One range of bytes of a whole of this size; null for what is no range or several: those are answered whole. */
export function parseRange(header: string, size: number): { start: number; end: number } | 'beyond' | null {
  const found = /^bytes=(?<from>\d{0,15})-(?<to>\d{0,15})$/u.exec(header.trim())?.groups;
  const { from = '', to = '' } = found ?? {};
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'beyond' : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  if (start >= size) return 'beyond';
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return end < start ? null : { start, end };
}
