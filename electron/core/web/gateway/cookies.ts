/** How the door writes a cookie's name: two clouds on one computer differ in their port, which cookies do not know. */
interface Jar {
  readonly secure: boolean;
  /** The Host header: name or address, and port. */
  readonly host: string;
}

const NAME = /^[\w-]{1,40}$/u;
/** What a cookie's value may hold by RFC 6265, without quotes. */
const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{0,2048}$/u;
const MOST = 50;

/**
 * The cookies of a request that this door set, by name. With HTTPS only those count that no plain page can have set.
 * Of two with one name the first counts, which browsers send for the narrower path.
 */
export function readCookies(header: string | undefined, jar: Jar): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  const ending = suffix(jar.host);
  for (const pair of (header ?? '').split(';', MOST)) {
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const sent = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    const prefixed = /^__(?:Host|Secure)-/u.exec(sent)?.[0] ?? '';
    if ((prefixed !== '') !== jar.secure || !sent.endsWith(ending)) continue;
    const name = sent.slice(prefixed.length, sent.length - ending.length);
    if (NAME.test(name) && VALUE.test(value) && !cookies.has(name)) cookies.set(name, value);
  }
  return cookies;
}

/** A Set-Cookie header. Throws for a name, a value or a path that a cookie cannot have. */
export function writeCookie(
  cookie: {
    readonly name: string;
    readonly value: string | null;
    readonly path: string;
    readonly maxAgeSeconds?: number;
    readonly sameSite?: 'strict' | 'lax';
  },
  jar: Jar,
): string {
  const { name, value, path, maxAgeSeconds, sameSite = 'strict' } = cookie;
  if (!NAME.test(name) || !VALUE.test(value ?? '') || !/^\/[\w/.~-]*$/u.test(path))
    throw new Error(`not a cookie: ${name}`);
  const prefix = !jar.secure ? '' : path === '/' ? '__Host-' : '__Secure-';
  const age = value === null ? 0 : maxAgeSeconds;
  return [
    `${prefix}${name}${suffix(jar.host)}=${value ?? ''}`,
    `Path=${path}`,
    ...(age === undefined ? [] : [`Max-Age=${String(age)}`]),
    'HttpOnly',
    `SameSite=${sameSite === 'lax' ? 'Lax' : 'Strict'}`,
    ...(jar.secure ? ['Secure'] : []),
  ].join('; ');
}

function suffix(host: string): string {
  const port = /:(?<port>\d+)$/u.exec(host)?.groups?.['port'];
  return port === undefined ? '' : `.${port}`;
}
