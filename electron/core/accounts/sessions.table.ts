import type { Role } from '../../contract/people.ts';
import type { Db, Tx } from '../db/schema.ts';

/** A session with what is known of its person. */
export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: string;
  readonly persistent: boolean;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly role: Role;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
}

/** A session as it begins. */
export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: string;
  readonly persistent: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly from: SessionPlace;
}

/** Where a session is used: both null for the window on this computer. */
export interface SessionPlace {
  readonly device: string | null;
  readonly address: string | null;
}

/** A session as its person sees it in the list of devices. */
export interface ListedSession extends SessionPlace {
  readonly id: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}

/** Writes a new session. */
export async function insertSession(db: Db | Tx, session: NewSession): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      id: session.id,
      user_id: session.userId,
      token_hash: session.tokenHash,
      persistent: session.persistent ? 1 : 0,
      created_at: session.createdAt.toISOString(),
      last_used_at: session.createdAt.toISOString(),
      expires_at: session.expiresAt.toISOString(),
      ...session.from,
    })
    .execute();
}

/** The session of a token's hash. */
export async function findSession(db: Db, tokenHash: string): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .where('sessions.token_hash', '=', tokenHash)
    .select([
      'sessions.id as id',
      'sessions.user_id as userId',
      'sessions.token_hash as tokenHash',
      'sessions.persistent as persistent',
      'sessions.last_used_at as lastUsedAt',
      'sessions.expires_at as expiresAt',
      'users.role as role',
      'users.disabled as disabled',
      'users.must_change_password as mustChangePassword',
    ])
    .executeTakeFirst();
  return (
    row && {
      ...row,
      persistent: row.persistent === 1,
      disabled: row.disabled === 1,
      mustChangePassword: row.mustChangePassword === 1,
      lastUsedAt: new Date(row.lastUsedAt),
      expiresAt: new Date(row.expiresAt),
    }
  );
}

/** Notes that a session was used, from where, and its person seen; without a place the one before stays. */
export async function touchSession(
  db: Db,
  session: { id: string; userId: string },
  at: Date,
  expiresAt: Date,
  from: SessionPlace | undefined,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('sessions')
      .set({ last_used_at: at.toISOString(), expires_at: expiresAt.toISOString(), ...from })
      .where('id', '=', session.id)
      .execute();
    await tx
      .updateTable('users')
      .set({ last_seen_at: at.toISOString() })
      .where('id', '=', session.userId)
      .execute();
  });
}

/** The sessions of a person that are not over, the last used first. */
export function listSessions(db: Db, userId: string, now: Date): Promise<ListedSession[]> {
  return db
    .selectFrom('sessions')
    .where('user_id', '=', userId)
    .where('expires_at', '>', now.toISOString())
    .select(['id', 'device', 'address', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .orderBy('last_used_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Removes a session of this person; false when there is none. */
export async function deleteOwnSession(db: Db, userId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Removes one session. */
export async function deleteSession(db: Db | Tx, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute();
}

/** Removes all sessions of a person, but for the one to keep; answers how many. */
export async function deleteSessionsOf(db: Db | Tx, userId: string, keep: string | null): Promise<number> {
  const gone = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(keep !== null, (query) => query.where('id', '!=', keep ?? ''))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** Removes the sessions that do not outlive a restart, and those that are over. */
export async function deleteVolatileSessions(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((where) => where.or([where('persistent', '=', 0), where('expires_at', '<=', now.toISOString())]))
    .execute();
}
