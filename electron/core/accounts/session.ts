import { timingSafeEqual } from 'node:crypto';
import type { session as sessionGroup } from '../../contract/session.ts';
import type { Db } from '../db/schema.ts';
import { signedIn, type Caller } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Passwords } from './passwords.ts';
import { hashRecoveryCode, makeRecoveryCode } from './recovery.ts';
import type { Sessions } from './sessions.ts';
import type { BeginSession } from './sign-in.ts';
import { askerOf, guessing, type ThrottleGate } from './throttle.ts';
import { findUser, findUserByName, toPerson, updateUser, type User } from './users.table.ts';

interface Deps {
  readonly db: Db;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly throttle: ThrottleGate;
  readonly beginSession: BeginSession;
  readonly usage: UsageRecorder;
  readonly events: Events;
}

/** Serves signing in and out, and what people do with their own account. */
export function makeSessionService(deps: Deps): ServiceOf<typeof sessionGroup> {
  const { db, passwords, sessions, throttle, beginSession, usage, events } = deps;

  async function self(caller: Caller): Promise<User> {
    const user = await findUser(db, signedIn(caller).userId);
    if (user === undefined) throw fail('NOT_SIGNED_IN');
    return user;
  }

  /** The person who asks, having proved once more that it is them; throws WRONG_PASSWORD or TOO_MANY_ATTEMPTS. */
  async function provenSelf(caller: Caller, password: string): Promise<User> {
    const user = await self(caller);
    const attempt = await throttle.begin(guessing.ownPassword(user.id), caller.origin);
    if (!(await passwords.verify(password, user.passwordHash, { way: 'inside', origin: user.id }))) {
      await attempt.failed();
      throw fail('WRONG_PASSWORD');
    }
    await attempt.succeeded();
    return user;
  }

  return {
    async me({ user }) {
      const found = user === null ? undefined : await findUser(db, user.userId);
      return found === undefined ? null : toPerson(found);
    },

    async signIn(caller, { userName, password, remember }) {
      const attempt = await throttle.begin(guessing.signIn(userName, caller), caller.origin);
      const user = await findUserByName(db, userName);
      const right = await passwords.verify(password, user?.passwordHash ?? null, askerOf(caller));
      if (user === undefined || !right)
        throw fail('WRONG_CREDENTIALS', { attemptsBeforeWait: await attempt.failed() });
      await attempt.succeeded();
      return beginSession(caller, user.id, remember, ({ passwordHash }) => {
        if (passwordHash !== user.passwordHash) throw fail('WRONG_CREDENTIALS', { attemptsBeforeWait: 0 });
      });
    },

    async signOut(caller) {
      const { userId, sessionId } = signedIn(caller);
      await sessions.end(db, sessionId);
      caller.connection.end();
      events.emit('sessions.ended', { userId });
    },

    async recover(caller, { userName, recoveryCode, newPassword }) {
      passwords.check(newPassword, userName);
      const attempt = await throttle.begin(guessing.recoveryCode(userName, caller), caller.origin);
      const user = await findUserByName(db, userName);
      if (user === undefined || !fits(recoveryCode, user.recoveryHash)) {
        await attempt.failed();
        throw fail('WRONG_RECOVERY_CODE');
      }
      await attempt.succeeded();
      const passwordHash = await passwords.hash(newPassword, askerOf(caller));
      const next = makeRecoveryCode();
      const person = await beginSession(caller, user.id, false, async ({ recoveryHash }, tx) => {
        if (recoveryHash !== user.recoveryHash) throw fail('WRONG_RECOVERY_CODE');
        await updateUser(tx, user.id, { passwordHash, recoveryHash: next.hash, mustChangePassword: false });
        await sessions.endAll(tx, user.id);
        await usage.activity(tx, { userId: user.id, kind: 'passwordChanged', subject: null });
      });
      await Promise.all(guessing.everythingOf(userName, user.id).map((thing) => throttle.clear(thing)));
      events.emit('sessions.ended', { userId: user.id });
      return { person, recoveryCode: next.code };
    },

    async changePassword(caller, { currentPassword, newPassword }) {
      const { userId, sessionId } = signedIn(caller);
      passwords.check(newPassword, (await self(caller)).userName);
      // Whoever has to choose a password of their own must not keep the one that somebody else knows.
      if (newPassword.normalize('NFC') === currentPassword.normalize('NFC')) throw fail('PASSWORD_TOO_WEAK');
      const user = await provenSelf(caller, currentPassword);
      const passwordHash = await passwords.hash(newPassword);
      await db.transaction().execute(async (tx) => {
        confirmUnchanged(await findUser(tx, userId), user);
        await updateUser(tx, userId, { passwordHash, mustChangePassword: false });
        await sessions.endAll(tx, userId, sessionId);
        await usage.activity(tx, { userId, kind: 'passwordChanged', subject: null });
      });
      events.emit('sessions.ended', { userId });
    },

    async renewRecoveryCode(caller, { currentPassword }) {
      const user = await provenSelf(caller, currentPassword);
      const { code, hash } = makeRecoveryCode();
      await db.transaction().execute(async (tx) => {
        confirmUnchanged(await findUser(tx, user.id), user);
        await updateUser(tx, user.id, { recoveryHash: hash });
      });
      return { recoveryCode: code };
    },

    async list(caller) {
      const { userId, sessionId } = signedIn(caller);
      const open = await sessions.list(userId);
      return open.map((one) => Object.assign(one, { current: one.id === sessionId }));
    },

    async end(caller, { id }) {
      const { userId, sessionId } = signedIn(caller);
      if (!(await sessions.endOwn(userId, id))) throw fail('NOT_FOUND');
      if (id === sessionId) caller.connection.end();
      events.emit('sessions.ended', { userId });
    },

    async endOthers(caller) {
      const { userId, sessionId } = signedIn(caller);
      const count = await sessions.endAll(db, userId, sessionId);
      events.emit('sessions.ended', { userId });
      return { count };
    },

    async rename(caller, { name }) {
      const { userId } = signedIn(caller);
      await updateUser(db, userId, { name });
      events.emit('people.changed', { userId });
      return toPerson(await self(caller));
    },
  };
}

/** Throws WRONG_PASSWORD when the password was reset while the current one was being proved. */
function confirmUnchanged(now: User | undefined, proven: User): void {
  if (now?.passwordHash !== proven.passwordHash) throw fail('WRONG_PASSWORD');
}

function fits(typed: string, recoveryHash: string | null): boolean {
  if (recoveryHash === null) return false;
  return timingSafeEqual(Buffer.from(hashRecoveryCode(typed)), Buffer.from(recoveryHash));
}
