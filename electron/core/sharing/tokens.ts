import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';

/** Characters of a token, six bits each: 132 bits, more than anybody can go through, in a QR code that stays coarse. */
const TOKEN_LENGTH = 22;

const SECRET = 'share-links';
const SECRET_BYTES = 32;
const LOOK_AGAIN_MS = 5000;
const TOKEN = /^[\w-]{22}$/u;

/** The secrets of links. A token is made of the share's id and a secret of the vault, so that it need not be kept. */
export interface Tokens {
  /** The token of a new share. Throws SECRETS_UNREADABLE. */
  make(shareId: string): Promise<string>;
  /** The token of a share once more; null when the secret it was made with is lost. */
  again(shareId: string, tokenHash: string): Promise<string | null>;
  /** What shows that a browser knows the password of a share; for that browser and that password alone. */
  ticket(shareId: string, passwordHash: string, visitor: string): Promise<string>;
}

/** Makes the tokens of this vault; its secret is made when it is first needed. */
export function makeTokens(vault: Vault, log: Log): Tokens {
  let secret: Promise<Buffer> | undefined;
  /** A secret that was not there is not looked for again at once: a list of links asks for each. */
  let missing: { readonly until: number } | undefined;

  async function read(): Promise<Buffer | null> {
    const kept = await vault.get(SECRET);
    return kept === undefined ? null : Buffer.from(kept, 'base64url');
  }

  async function readOrMake(): Promise<Buffer> {
    const kept = await read();
    if (kept !== null) return kept;
    const made = randomBytes(SECRET_BYTES);
    await vault.set(SECRET, made.toString('base64url'));
    return made;
  }

  /** Asked of the vault once; a keychain that is locked now may be open the next time. */
  function needed(): Promise<Buffer> {
    secret ??= readOrMake().catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    return secret;
  }

  /** The secret where there is one. */
  async function known(): Promise<Buffer | null> {
    if (secret !== undefined) return secret;
    if (missing !== undefined && performance.now() < missing.until) return null;
    const found = await read().catch((error: unknown) => {
      if (!isFailure(error, 'SECRETS_UNREADABLE')) throw error;
      log.warn({ err: error }, 'the secret of the links cannot be read');
      return null;
    });
    if (found === null) missing = { until: performance.now() + LOOK_AGAIN_MS };
    else secret ??= Promise.resolve(found);
    return secret ?? null;
  }

  return {
    make: async (shareId) => tokenOf(await needed(), shareId),
    async again(shareId, tokenHash) {
      const found = await known();
      if (found === null) return null;
      const token = tokenOf(found, shareId);
      return sameText(hashToken(token), tokenHash) ? token : null;
    },
    async ticket(shareId, passwordHash, visitor) {
      return digest(await needed(), `ticket ${shareId} ${visitor} ${passwordHash}`);
    },
  };
}

/** True for what may be a token: everything else need not be looked for. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** What is kept of a token: sha256, hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What tells one password from another without saying anything of them; null for none. */
export function lockOf(passwordHash: string | null): string | null {
  return passwordHash === null ? null : hashToken(passwordHash);
}

/** What is kept of the name of a browser, which is a secret of that browser. */
export function hashVisitor(visitor: string): string {
  return createHash('sha256').update(`visitor ${visitor}`).digest('hex').slice(0, 32);
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

function tokenOf(secret: Buffer, shareId: string): string {
  return digest(secret, `link ${shareId}`).slice(0, TOKEN_LENGTH);
}

function digest(secret: Buffer, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}
