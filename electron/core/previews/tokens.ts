import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Tokens that begin the addresses of content, one for each session. They are derived from what the database knows of
 * the session, so that they end with it, outlive a restart of the core, and are of no use for anything else.
 */

const PURPOSE = 'addresses of content';
/** Characters of the part that cannot be guessed: 128 bits. */
const SECRET_LENGTH = 32;
const TOKEN = /^(?<session>[\da-f]{32})(?<secret>[\da-f]{32})$/u;

/** What is known of a session. */
export interface SessionSecret {
  readonly sessionId: string;
  /** sha256 of the session's own token, hex: known to the database alone. */
  readonly tokenHash: string;
}

/** The token of a session. */
export function contentToken({ sessionId, tokenHash }: SessionSecret): string {
  const secret = createHmac('sha256', tokenHash).update(PURPOSE).digest('hex').slice(0, SECRET_LENGTH);
  return `${sessionId.replaceAll('-', '')}${secret}`;
}

/** The session that a token says it is of; undefined for what is no token. Prove it with {@link isTokenOf}. */
export function sessionOfToken(token: string): string | undefined {
  return TOKEN.exec(token)?.groups?.['session']?.replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/u,
    '$1-$2-$3-$4-$5',
  );
}

/** Whether a token is this session's. */
export function isTokenOf(token: string, session: SessionSecret): boolean {
  const right = Buffer.from(contentToken(session));
  const given = Buffer.from(token);
  return given.length === right.length && timingSafeEqual(given, right);
}
