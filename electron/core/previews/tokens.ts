import { randomBytes } from 'node:crypto';

/** A session behind a token of content addresses. */
export interface TokenHolder {
  readonly sessionId: string;
  readonly userId: string;
}

/**
 * The tokens that begin the addresses of content, one for each session, in memory alone: they end with the session and
 * with the core, and are of no use for anything else.
 */
export interface Tokens {
  /** The session's token, made when it is first asked for. */
  of(holder: TokenHolder): string;
  find(token: string): TokenHolder | undefined;
  drop(token: string): void;
  /** The tokens of a person's sessions. */
  ofUser(userId: string): { readonly token: string; readonly sessionId: string }[];
}

const TOKEN_BYTES = 24;

/** Makes the tokens. */
export function makeTokens(): Tokens {
  const holders = new Map<string, TokenHolder>();
  const tokens = new Map<string, string>();
  return {
    of(holder) {
      const known = tokens.get(holder.sessionId);
      if (known !== undefined) return known;
      const token = randomBytes(TOKEN_BYTES).toString('hex');
      holders.set(token, holder);
      tokens.set(holder.sessionId, token);
      return token;
    },
    find: (token) => holders.get(token),
    drop(token) {
      const holder = holders.get(token);
      holders.delete(token);
      if (holder !== undefined) tokens.delete(holder.sessionId);
    },
    ofUser(userId) {
      return Array.from(holders)
        .filter(([, holder]) => holder.userId === userId)
        .map(([token, { sessionId }]) => ({ token, sessionId }));
    },
  };
}
