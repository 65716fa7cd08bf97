import { timingSafeEqual } from 'node:crypto';
import { addressOf, type Connection } from './connection.ts';
import { ALGORITHM, encode, pathOf, presign } from './sign.ts';

export interface PresignRequest {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly expiresSeconds: number;
  readonly query?: Readonly<Record<string, string>>;
}

/** A presigned address as it came to the door. */
export interface PresignedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly search: string;
}

/** What a presigned address says, once its signature was found right. */
export interface Verified {
  readonly key: string;
  /** What was signed besides S3's own parameters. */
  readonly query: ReadonlyMap<string, string>;
  /**
   * Where it is handed on: to our own server just as it came, with the Host it was signed for; to a server of somebody
   * else, which knows nothing of our hosts, signed anew.
   */
  readonly store: { readonly url: string; readonly host: string };
}

/** The most that S3 allows. */
const EXPIRES_MAXIMUM = 604_800;
/** How far the clock of who signed may be ahead, as S3 has it, in milliseconds. */
const SKEW_MS = 15 * 60_000;
const SEARCH_MAXIMUM = 8192;
const PARAMETERS_MAXIMUM = 32;
/** Hosts of this computer at a time; more are not known by anybody. */
const ORIGINS_MAXIMUM = 64;

/** What {@link Connection} is at each of our own hosts. Each has to stay the same value: signing keys are kept by it. */
const atOrigins = new WeakMap<Connection, Map<string, Connection>>();

function connectionAt(connection: Connection, origin: string): Connection {
  let known = atOrigins.get(connection);
  if (known === undefined || known.size >= ORIGINS_MAXIMUM) {
    known = new Map();
    atOrigins.set(connection, known);
  }
  let found = known.get(origin);
  if (found === undefined) {
    found = { ...connection, endpoint: origin };
    known.set(origin, found);
  }
  return found;
}

/** A complete address at this origin, for example `http://192.168.1.20:8710`, that holds until it expires. */
export function presignAt(connection: Connection, origin: string, request: PresignRequest): string {
  const there = connectionAt(connection, origin);
  return `${addressOf(there).origin}${presign(there, request)}`;
}

/** What a presigned address says; null when it is malformed, altered, over, or for another method or host. */
export function verify(connection: Connection, request: PresignedRequest, now: Date): Verified | null {
  const { method, host } = request;
  if (method !== 'GET' && method !== 'PUT') return null;
  const key = readPath(request.path, connection.bucket);
  const all = readSearch(request.search);
  if (key === null || all === null || !/^[\w.:[\]-]{1,255}$/u.test(host)) return null;
  const origin = `http://${host}`;
  if (!URL.canParse(origin)) return null;

  const take = (name: string): string => {
    const value = all.get(name) ?? '';
    all.delete(name);
    return value;
  };
  const signature = take('X-Amz-Signature');
  const time = readTime(take('X-Amz-Date'));
  const expires = take('X-Amz-Expires');
  const algorithm = take('X-Amz-Algorithm');
  const credential = take('X-Amz-Credential');
  const headers = take('X-Amz-SignedHeaders');
  const expiresSeconds = /^[1-9]\d{0,5}$/u.test(expires) ? Number(expires) : 0;
  if (time === null || expiresSeconds === 0 || expiresSeconds > EXPIRES_MAXIMUM) return null;
  const query = Object.fromEntries(all);
  const right = presign(connectionAt(connection, origin), { method, key, query, expiresSeconds, now: time });
  const signed = new URLSearchParams(right.slice(right.indexOf('?')));
  const same = equal(signature, signed.get('X-Amz-Signature') ?? '');
  if (!same || algorithm !== ALGORITHM || headers !== 'host') return null;
  if (credential !== signed.get('X-Amz-Credential')) return null;
  const age = now.getTime() - time.getTime();
  if (age < -SKEW_MS || age > expiresSeconds * 1000) return null;

  const store = addressOf(connection);
  // Written anew from what was read, so that both read the same in it.
  const unchanged = { url: `${store.origin}${right}`, host };
  const anew = () => {
    const { [SHARE]: _share, [UPLOAD]: _upload, ...known } = query;
    // Slow readers get a large file by many questions, which the door asks for them; nobody else is told the address.
    const path = presign(connection, { method, key, query: known, expiresSeconds: EXPIRES_MAXIMUM });
    return { url: `${store.origin}${path}`, host: store.host };
  };
  return { key, query: all, store: connection.managed ? unchanged : anew() };
}

/** Parameters that only the door knows. */
const SHARE = 'x-mcm-share';
const UPLOAD = 'x-mcm-upload';

function equal(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The key in a path of this bucket that is written just as we write it; null for any other. */
function readPath(path: string, bucket: string): string | null {
  const before = `${pathOf(bucket, '')}/`;
  if (!path.startsWith(before) || path.length > 1024) return null;
  const key = decode(path.slice(before.length));
  return key !== null && key !== '' && pathOf(bucket, key) === path && !/(?:^|\/)\.{0,2}(?:\/|$)/u.test(key)
    ? key
    : null;
}

/** The parameters of an address, each of which may be there once; null for what we would not write. */
function readSearch(search: string): Map<string, string> | null {
  if (search === '' || search.length > SEARCH_MAXIMUM) return null;
  const words = search.split('&');
  if (words.length > PARAMETERS_MAXIMUM) return null;
  const found = new Map<string, string>();
  for (const word of words) {
    const [name, value] = splitOnce(word);
    const [plainName, plainValue] = [decode(name), decode(value)];
    if (plainName === null || plainValue === null || plainName === '' || found.has(plainName)) return null;
    if (encode(plainName) !== name || plainName === '__proto__') return null;
    found.set(plainName, plainValue);
  }
  return found;
}

function splitOnce(word: string): [string, string] {
  const at = word.indexOf('=');
  return at === -1 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function readTime(text: string): Date | null {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second] = found;
  const time = new Date(
    `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}Z`,
  );
  return Number.isNaN(time.getTime()) ? null : time;
}
