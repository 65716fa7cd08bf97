import type { IncomingMessage } from 'node:http';
import { MOST_HEADERS } from './limits.ts';

/** Where a request came in. */
export interface Entrance {
  /** Of the door. */
  readonly port: number;
  readonly secure: boolean;
  readonly isOwnHost: (host: string) => boolean;
}

/** The parts of a request that decide whether it is let in. */
export type Asked = Pick<IncomingMessage, 'httpVersion' | 'method' | 'url' | 'headers' | 'rawHeaders'>;

/** A request that is well-formed and for this computer. */
export interface LetIn {
  readonly path: string;
  readonly search: string;
  readonly host: string;
  readonly origin: string;
  readonly sameOrigin: boolean;
  readonly bodyBytes: number;
}

/** The same, or the status that refuses it. */
type Examined = LetIn | { readonly refused: 400 | 405 | 411 | 417 | 421 | 431 };

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT']);
const LONGEST_TARGET = 8192;
/** Names by which a computer reaches itself: a tunnel may end at any port. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const HOST = /^(?<name>[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?|\[::1\])(?::(?<port>[1-9]\d{0,4}))?$/u;

/** Looks at what a request says of itself, before anything of ours sees it. */
export function examine(request: Asked, entrance: Entrance): Examined {
  const { method = '', url = '', headers, rawHeaders } = request;
  if (rawHeaders.length > 2 * MOST_HEADERS) return { refused: 431 };
  if (!/^1\.[01]$/u.test(request.httpVersion)) return { refused: 400 };
  if (!METHODS.has(method)) return { refused: 405 };
  if (headers.upgrade !== undefined) return { refused: 400 };
  if (headers.expect !== undefined && !/^100-continue$/iu.test(headers.expect)) return { refused: 417 };
  // Bodies come with their length; there is no second way to say where one ends.
  if (headers['transfer-encoding'] !== undefined) return { refused: 411 };
  const bodyBytes = Number(headers['content-length'] ?? '0');
  if (!Number.isSafeInteger(bodyBytes) || bodyBytes < 0) return { refused: 400 };
  const target = readTarget(url);
  if (target === null) return { refused: 400 };

  const hosts = valuesOf(rawHeaders, 'host');
  const host = hosts.length === 1 ? ownHost(hosts[0] ?? '', entrance) : null;
  if (host === null) return { refused: 421 };
  const origin = `${entrance.secure ? 'https' : 'http'}://${host}`;
  return { ...target, host, origin, sameOrigin: isSameOrigin(rawHeaders, origin), bodyBytes };
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}

/** The host as browsers write it, if it is this computer at this door; that is what defeats DNS rebinding. */
function ownHost(sent: string, { port, secure, isOwnHost }: Entrance): string | null {
  const host = sent.toLowerCase();
  const found = HOST.exec(host)?.groups;
  const name = found?.['name'];
  if (name === undefined) return null;
  if (LOOPBACK.has(name)) return host;
  const asked = found?.['port'] === undefined ? (secure ? 443 : 80) : Number(found['port']);
  return asked === port && isOwnHost(name) ? host : null;
}

/** Path and query of a request line that can mean one thing only; null for any other. */
function readTarget(url: string): { path: string; search: string } | null {
  // A space, a fragment, what is not ASCII: no browser sends it.
  if (url.length > LONGEST_TARGET || !/^\/[\x21\x22\x24-\x7e]*$/u.test(url)) return null;
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const search = mark === -1 ? '' : url.slice(mark + 1);
  // Encoded separators, control characters, and encodings of encodings.
  if (path.includes('\\') || /%(?:2f|5c|25|[01][\da-f]|7f)/iu.test(path)) return null;
  try {
    const names = decodeURIComponent(path).split('/').slice(1);
    const strange = names.some(
      (name, at) => name === '.' || name === '..' || (name === '' && at < names.length - 1),
    );
    return strange ? null : { path, search };
  } catch {
    return null; // not a valid encoding
  }
}

/**
 * Whether a page of this origin sent it. Browsers name the origin with all that changes something; where one leaves it
 * out, or hides it, the other header that scripts cannot set has to say so.
 */
function isSameOrigin(rawHeaders: readonly string[], origin: string): boolean {
  const origins = valuesOf(rawHeaders, 'origin');
  if (origins.length > 1) return false;
  const [sent] = origins;
  if (sent !== undefined && sent !== 'null') return sent === origin;
  const sites = valuesOf(rawHeaders, 'sec-fetch-site');
  return sites.length === 1 && sites[0] === 'same-origin';
}
