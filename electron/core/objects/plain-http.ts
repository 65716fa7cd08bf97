import type { IncomingHttpHeaders } from 'node:http';
import { addressOf, type Connection } from './connection.ts';
import { EXPIRES_SECONDS } from './s3-request.ts';
import { authorize, presign } from './sign.ts';

/** What ends a head. */
export const HEAD_END = Buffer.from('\r\n\r\n');

interface Signed {
  readonly key: string;
  /** Headers that the signature covers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A presigned GET as it goes over a plain socket; the signature covers `headers`, and not `besides`. */
export function getRequest(
  connection: Connection,
  { key, headers }: Signed,
  besides: Readonly<Record<string, string>> = {},
): string {
  const path = presign(connection, { method: 'GET', key, headers, expiresSeconds: EXPIRES_SECONDS });
  const { host } = addressOf(connection);
  return textOf('GET', path, Object.entries({ host, ...headers, ...besides }));
}

/** A GET signed in its headers, for a server that has the same clock. */
export function authorizedGet(connection: Connection, { key, headers }: Signed): string {
  const signed = authorize(connection, { method: 'GET', key, headers });
  return textOf('GET', signed.path, signed.headers);
}

/** The head of a PUT of so many bytes, signed in its headers as {@link authorizedGet} does. */
export function authorizedPut(connection: Connection, { key, headers }: Signed, length: number): string {
  const signed = authorize(connection, { method: 'PUT', key, headers });
  return textOf('PUT', signed.path, [...signed.headers, ['content-length', String(length)]]);
}

function textOf(method: string, path: string, headers: readonly (readonly [string, string])[]): string {
  return `${method} ${path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** Status (NaN where it is no HTTP) and headers of an answer, names in lower case; `head` is what stands before its end. */
export function parseHead(head: string): { statusCode: number; headers: IncomingHttpHeaders } {
  const [status = '', ...lines] = head.split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { statusCode: Number(/^HTTP\/1\.[01] (\d{3})/u.exec(status)?.[1]), headers };
}
