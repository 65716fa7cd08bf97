import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db, Tx } from '../db/schema.ts';
import type { SignedIn } from '../lib/caller.ts';
import { newId } from '../lib/ids.ts';
import {
  deleteOwnSession,
  deleteSession,
  deleteSessionsOf,
  deleteVolatileSessions,
  findSession,
  insertSession,
  listSessions,
  touchSession,
  type ListedSession,
  type SessionPlace,
  type SessionRow,
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
  begin(tx: Tx, userId: string, remember: boolean, from: SessionPlace): Promise<string>;
  /**
   * Who the token belongs to; null when its session has ended, is over, or its person is disabled. It counts as a use of
   * the session, from this place.
   */
  authenticate(token: string, from?: SessionPlace): Promise<SignedIn | null>;
  /** Whether somebody is signed in by the token, without a use of the session. */
  isOpen(token: string): Promise<boolean>;
  /** Where a person is signed in, the last used first. */
  list(userId: string): Promise<ListedSession[]>;
  end(db: Db | Tx, sessionId: string): Promise<void>;
  /** Ends a session of this person; false when there is none. */
  endOwn(userId: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions of a person but for the one to keep; answers how many. */
  endAll(db: Db | Tx, userId: string, keep?: string): Promise<number>;
  /** Ends the sessions that nobody asked to be remembered. */
  dropVolatile(): Promise<void>;
}

/** Makes the sessions on their table. */
export function makeSessions(db: Db, now: () => Date): Sessions {
  const expiry = (persistent: boolean) =>
    new Date(now().getTime() + (persistent ? REMEMBERED_LIFE : VOLATILE_LIFE));

  /** The session of a token; undefined when it has ended, is over, or its person is disabled. */
  async function open(token: string): Promise<SessionRow | undefined> {
    const hash = hashToken(token);
    const session = await findSession(db, hash);
    if (session === undefined || !sameHash(session.tokenHash, hash)) return undefined;
    if (session.expiresAt <= now()) {
      await deleteSession(db, session.id);
      return undefined;
    }
    return session.disabled ? undefined : session;
  }

  return {
    async begin(tx, userId, remember, from) {
      const token = randomBytes(32).toString('base64url');
      await insertSession(tx, {
        id: newId(),
        userId,
        tokenHash: hashToken(token),
        persistent: remember,
        createdAt: now(),
        expiresAt: expiry(remember),
        from,
      });
      return token;
    },
    async authenticate(token, from) {
      const session = await open(token);
      if (session === undefined) return null;
      if (Math.abs(now().getTime() - session.lastUsedAt.getTime()) > TOUCH_AFTER)
        await touchSession(db, session, now(), expiry(session.persistent), from);
      const { userId, role, mustChangePassword } = session;
      return { userId, role, sessionId: session.id, mustChangePassword };
    },
    isOpen: async (token) => (await open(token)) !== undefined,
    list: (userId) => listSessions(db, userId, now()),
    endOwn: (userId, sessionId) => deleteOwnSession(db, userId, sessionId),
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
