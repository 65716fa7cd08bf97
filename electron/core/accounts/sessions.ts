import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db, Tx } from '../db/schema.ts';
import type { SignedIn } from '../lib/caller.ts';
import { newId } from '../lib/ids.ts';
import {
  deleteSession,
  deleteSessionsOf,
  deleteVolatileSessions,
  findSession,
  insertSession,
  touchSession,
} from './sessions.table.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Lives of a session since its last use. */
const REMEMBERED_LIFE = 30 * 24 * HOUR;
const VOLATILE_LIFE = 12 * HOUR;
/** A session in use is written down no more often than this. */
const TOUCH_AFTER = MINUTE;

/** Who is signed in, by tokens of which only the hash is kept. */
export interface Sessions {
  /** Begins a session inside the transaction that allows it; answers with its token. */
  begin(tx: Tx, userId: string, remember: boolean): Promise<string>;
  /** Who the token belongs to; null when its session has ended, is over, or its person is disabled. */
  authenticate(token: string): Promise<SignedIn | null>;
  end(db: Db | Tx, sessionId: string): Promise<void>;
  /** Ends all sessions of a person but for the one to keep. */
  endAll(db: Db | Tx, userId: string, keep?: string): Promise<void>;
  /** Ends the sessions that nobody asked to be remembered. */
  dropVolatile(): Promise<void>;
}

/** Makes the sessions on their table. */
export function makeSessions(db: Db, now: () => Date): Sessions {
  const expiry = (persistent: boolean) =>
    new Date(now().getTime() + (persistent ? REMEMBERED_LIFE : VOLATILE_LIFE));

  return {
    async begin(tx, userId, remember) {
      const token = randomBytes(32).toString('base64url');
      await insertSession(tx, {
        id: newId(),
        userId,
        tokenHash: hashToken(token),
        persistent: remember,
        createdAt: now(),
        expiresAt: expiry(remember),
      });
      return token;
    },
    async authenticate(token) {
      const hash = hashToken(token);
      const session = await findSession(db, hash);
      if (session === undefined || !sameHash(session.tokenHash, hash)) return null;
      if (session.expiresAt <= now()) {
        await deleteSession(db, session.id);
        return null;
      }
      if (session.disabled) return null;
      if (Math.abs(now().getTime() - session.lastUsedAt.getTime()) > TOUCH_AFTER)
        await touchSession(db, session, now(), expiry(session.persistent));
      const { userId, role, mustChangePassword } = session;
      return { userId, role, sessionId: session.id, mustChangePassword };
    },
    end: (on, sessionId) => deleteSession(on, sessionId),
    endAll: (on, userId, keep) => deleteSessionsOf(on, userId, keep ?? null),
    dropVolatile: () => deleteVolatileSessions(db, now()),
  };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function sameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
