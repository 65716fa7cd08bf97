import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { addressOf, type Connection } from './connection.ts';

export interface SignRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Key of the object; empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the signature covers: they must be sent exactly so. Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the URL may be used, from 1 to 604,800 seconds. */
  readonly expiresSeconds: number;
  readonly now?: Date;
}

/** The only way of signing that there is. */
export const ALGORITHM = 'AWS4-HMAC-SHA256';
/** Said in the place of the body's checksum. */
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** What stands for itself in a URL. */
const PLAIN = /^[\w.~-]*$/u;

/** What signatures of one connection within the same second share. */
interface Stamp {
  readonly second: number;
  readonly time: string;
  readonly day: string;
  readonly scope: string;
  /** Depends on the day only, so it is derived once a day. */
  readonly key: KeyObject;
}

const stamps = new WeakMap<Connection, Stamp>();

/**
 * Presigns a request (AWS Signature Version 4 in the query, payload unsigned) and answers with its path and query.
 * No network and no lookup: some tens of microseconds.
 */
export function presign(connection: Connection, request: SignRequest): string {
  const stamp = stampOf(connection, request.now);
  const headers = sorted({ ...request.headers, host: addressOf(connection).host });
  const signedHeaders = headers.map(([name]) => name).join(';');
  const query = sorted({
    ...request.query,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${connection.accessKey}/${stamp.scope}`,
    'X-Amz-Date': stamp.time,
    'X-Amz-Expires': String(request.expiresSeconds),
    'X-Amz-SignedHeaders': signedHeaders,
  })
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  const path = pathOf(connection.bucket, request.key);
  const signature = sign(stamp, request.method, path, query, headers, signedHeaders);
  return `${path}?${query}&X-Amz-Signature=${signature}`;
}

/**
 * Signs a request in its headers: answers with its path and all headers to send. The server checks this faster than a
 * signature in the query, but only when the clocks of both agree to a quarter of an hour.
 */
export function authorize(
  connection: Connection,
  request: Pick<SignRequest, 'method' | 'key' | 'headers' | 'now'>,
): { path: string; headers: [string, string][] } {
  const stamp = stampOf(connection, request.now);
  const headers = sorted({
    ...request.headers,
    host: addressOf(connection).host,
    'x-amz-content-sha256': UNSIGNED,
    'x-amz-date': stamp.time,
  });
  const signedHeaders = headers.map(([name]) => name).join(';');
  const path = pathOf(connection.bucket, request.key);
  const signature = sign(stamp, request.method, path, '', headers, signedHeaders);
  const credential = `${connection.accessKey}/${stamp.scope}`;
  headers.push([
    'authorization',
    `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  ]);
  return { path, headers };
}

function sign(
  { time, scope, key }: Stamp,
  method: string,
  path: string,
  query: string,
  headers: readonly (readonly [string, string])[],
  signedHeaders: string,
): string {
  const lines = headers.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
  const canonical = `${method}\n${path}\n${query}\n${lines}\n${signedHeaders}\n${UNSIGNED}`;
  const toSign = `${ALGORITHM}\n${time}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`;
  return createHmac('sha256', key).update(toSign).digest('hex');
}

function stampOf(connection: Connection, now = new Date()): Stamp {
  const second = Math.floor(now.getTime() / 1000);
  const known = stamps.get(connection);
  if (known?.second === second) return known;
  const time = now.toISOString().replaceAll(/[:-]|\.\d{3}/gu, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${connection.region}/s3/aws4_request`;
  const key = known?.day === day ? known.key : signingKey(connection, day);
  const stamp = { second, time, day, scope, key };
  stamps.set(connection, stamp);
  return stamp;
}

function signingKey(connection: Connection, day: string): KeyObject {
  let bytes: Buffer = Buffer.from(`AWS4${connection.secretKey}`);
  for (const part of [day, connection.region, 's3', 'aws4_request']) {
    bytes = createHmac('sha256', bytes).update(part).digest();
  }
  return createSecretKey(bytes);
}

/** The path of an object as it is signed and sent. */
export function pathOf(bucket: string, key: string): string {
  const names = key === '' ? [bucket] : [bucket, ...key.split('/')];
  return names.map((name) => `/${encode(name)}`).join('');
}

/** By code point, as the signature demands; never by locale. */
function sorted(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** RFC 3986: what encodeURIComponent leaves alone is a little too much. */
export function encode(text: string): string {
  // Most of what is signed is plain, and all our keys are.
  if (PLAIN.test(text)) return text;
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
