import type { ServerResponse } from 'node:http';
import type { Exchange } from '../gateway/route.ts';
import type { Asset } from './assets.ts';

/** Pages load what is theirs from this very origin, send forms to it, and are in nobody's frame. */
const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join(';');

/** Headers of everything below `/s`. The address holds the token, so it is told to no other site. */
export const GUARD: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow',
};

/** After so many seconds it may be asked again for what could not be answered. */
const AGAIN_SECONDS = '5';

/** Sends a page, or its head alone to who asked for that. Pages are never kept: a share may be over in a moment. */
export function sendPage(exchange: Exchange, status: number, page: string): Promise<void> {
  return end(exchange, status, Buffer.from(page), pageHeaders(status));
}

/** Sends a page that asks again by itself until what was asked for can begin. */
export function sendBusyPage(exchange: Exchange, page: string): Promise<void> {
  return end(exchange, 503, Buffer.from(page), { ...pageHeaders(503), refresh: AGAIN_SECONDS });
}

function pageHeaders(status: number): Record<string, string> {
  return {
    ...GUARD,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    vary: 'accept-language, cookie',
    ...(status === 503 ? { 'retry-after': AGAIN_SECONDS } : {}),
  };
}

/** Leads to a page of ours, to be fetched with GET. */
export function redirect(exchange: Exchange, address: string): Promise<void> {
  return end(exchange, 303, Buffer.alloc(0), { ...GUARD, location: address, 'cache-control': 'no-store' });
}

/** Answers a call of the script. */
export function sendJson(exchange: Exchange, status: number, value: unknown): Promise<void> {
  return end(exchange, status, Buffer.from(JSON.stringify(value)), {
    ...GUARD,
    'content-type': 'application/json',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'no-store',
  });
}

/** Sends a file of the pages themselves. */
export function sendAsset(exchange: Exchange, { type, bytes }: Asset): Promise<void> {
  return end(exchange, 200, bytes, {
    ...GUARD,
    'content-type': type,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
  });
}

/** An answer without a body, for those who ask for bytes and get none. */
export function sendEmpty(
  exchange: Exchange,
  status: number,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  return end(exchange, status, Buffer.alloc(0), { ...GUARD, ...headers });
}

/** Sends bytes that are at hand. */
export function sendBody(
  exchange: Exchange,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  return end(exchange, 200, Buffer.from(bytes), { ...GUARD, ...headers });
}

async function end(
  { response, method }: Exchange,
  status: number,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  if (response.destroyed) return;
  const length =
    status === 304 || 'content-length' in headers ? {} : { 'content-length': String(body.length) };
  response.writeHead(status, { ...headers, ...length });
  await finish(response, method === 'HEAD' ? Buffer.alloc(0) : body);
}

/** Ends an answer; settles when it has left or the browser is gone. */
function finish(response: ServerResponse, body: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.end(body, () => resolve());
  });
}
