import type { people as peopleGroup, PersonRow } from '../../contract/people.ts';
import type { Db, Tx } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { signedIn, type SignedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { guessing, type ThrottleGate } from './throttle.ts';
import {
  deleteUser,
  findUser,
  findUserByName,
  insertUser,
  listUsers,
  toPersonRow,
  updateUser,
  type User,
} from './users.table.ts';

interface Deps {
  readonly db: Db;
  readonly drive: Pick<DriveAccess, 'createRoot' | 'removeAll' | 'giveAll'>;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly throttle: ThrottleGate;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly now: () => Date;
  /** Ends what still runs for somebody who is about to be removed. */
  readonly onLeaving: (userId: string) => Promise<void>;
}

/** Serves the care of people by admins. Admins are in the owner's care alone, and nobody takes themselves out. */
export function makePeopleService(deps: Deps): ServiceOf<typeof peopleGroup> {
  const { db, drive, passwords, sessions, throttle, usage, events, now, onLeaving } = deps;

  /** Throws NOT_FOUND, OWNER_IS_PROTECTED or NOT_ALLOWED. */
  async function inCareOf(actor: SignedIn, on: Db | Tx, id: string): Promise<User> {
    const user = await findUser(on, id);
    if (user === undefined) throw fail('NOT_FOUND');
    if (user.role === 'owner' && actor.userId !== id) throw fail('OWNER_IS_PROTECTED');
    if (user.role === 'admin' && actor.role !== 'owner') throw fail('NOT_ALLOWED');
    return user;
  }

  /** The same for what nobody may do to themselves. */
  async function otherInCareOf(actor: SignedIn, on: Db | Tx, id: string): Promise<User> {
    const user = await inCareOf(actor, on, id);
    if (user.role === 'owner') throw fail('OWNER_IS_PROTECTED');
    if (user.id === actor.userId) throw fail('NOT_ALLOWED');
    return user;
  }

  async function rowOf(id: string): Promise<PersonRow> {
    const user = await findUser(db, id);
    if (user === undefined) throw fail('NOT_FOUND');
    return toPersonRow(user);
  }

  return {
    async list() {
      return (await listUsers(db)).map(toPersonRow);
    },

    async add(caller, { name, userName, password, role, quotaBytes, mustChangePassword }) {
      const actor = signedIn(caller);
      if (role === 'admin' && actor.role !== 'owner') throw fail('NOT_ALLOWED');
      if ((await findUserByName(db, userName)) !== undefined) throw fail('USER_NAME_TAKEN', { userName });
      passwords.check(password, userName);
      const passwordHash = await passwords.hash(password);
      const id = newId();
      const rootId = newId();
      await db.transaction().execute(async (tx) => {
        const inserted = await insertUser(tx, {
          id,
          name,
          userName: userName.normalize('NFC'),
          role,
          passwordHash,
          recoveryHash: null,
          mustChangePassword,
          quotaBytes,
          rootId,
          createdAt: now(),
        });
        if (!inserted) throw fail('USER_NAME_TAKEN', { userName });
        await drive.createRoot(tx, id, rootId);
        await usage.activity(tx, { userId: actor.userId, kind: 'personAdded', subject: name });
      });
      events.emit('people.changed', { userId: id });
      return rowOf(id);
    },

    async update(caller, { id, name, role, quotaBytes }) {
      const actor = signedIn(caller);
      const demoted = await db.transaction().execute(async (tx) => {
        const user = await inCareOf(actor, tx, id);
        if (user.role === 'owner' && role !== undefined) throw fail('OWNER_IS_PROTECTED');
        if (role === 'admin' && actor.role !== 'owner') throw fail('NOT_ALLOWED');
        await updateUser(tx, id, {
          ...(name !== undefined && { name }),
          ...(role !== undefined && { role }),
          ...(quotaBytes !== undefined && { quotaBytes }),
        });
        const less = user.role === 'admin' && role === 'member';
        // So that nothing goes on that was begun with an admin's rights.
        if (less) await sessions.endAll(tx, id);
        return less;
      });
      events.emit('people.changed', { userId: id });
      events.emit('usage.changed', { userId: id });
      if (demoted) events.emit('sessions.ended', { userId: id });
      return rowOf(id);
    },

    async setDisabled(caller, { id, disabled }) {
      const actor = signedIn(caller);
      await db.transaction().execute(async (tx) => {
        const user = await otherInCareOf(actor, tx, id);
        if (user.disabled === disabled) return;
        await updateUser(tx, id, { disabled });
        if (disabled) await sessions.endAll(tx, id);
        const kind = disabled ? 'personDisabled' : 'personEnabled';
        await usage.activity(tx, { userId: actor.userId, kind, subject: user.name });
      });
      events.emit('people.changed', { userId: id });
      if (disabled) events.emit('sessions.ended', { userId: id });
      return rowOf(id);
    },

    async resetPassword(caller, { id, password }) {
      const actor = signedIn(caller);
      const { userName } = await otherInCareOf(actor, db, id);
      passwords.check(password, userName);
      const passwordHash = await passwords.hash(password);
      await db.transaction().execute(async (tx) => {
        const user = await otherInCareOf(actor, tx, id);
        // Whoever had the account before must not come back by a recovery code made meanwhile.
        await updateUser(tx, id, { passwordHash, recoveryHash: null, mustChangePassword: true });
        await sessions.endAll(tx, id);
        await usage.activity(tx, { userId: actor.userId, kind: 'passwordReset', subject: user.name });
      });
      await Promise.all(guessing.everythingOf(userName, id).map((thing) => throttle.clear(thing)));
      events.emit('people.changed', { userId: id });
      events.emit('sessions.ended', { userId: id });
    },

    async remove(caller, { id, files }) {
      const actor = signedIn(caller);
      await otherInCareOf(actor, db, id);
      await onLeaving(id);
      await db.transaction().execute(async (tx) => {
        const user = await otherInCareOf(actor, tx, id);
        const holdsFiles = user.fileCount > 0 || user.usedBytes > 0;
        if (files.fate === 'none' && holdsFiles) throw fail('HAS_FILES', { name: user.name });
        if (files.fate === 'give') {
          const heir = await findUser(tx, files.to);
          if (heir === undefined || heir.id === id) throw fail('NOT_FOUND');
          await drive.giveAll(tx, id, heir.id, folderNameFor(user));
        } else {
          await drive.removeAll(tx, id);
        }
        await deleteUser(tx, id);
        await usage.activity(tx, { userId: actor.userId, kind: 'personRemoved', subject: user.name });
      });
      events.emit('sessions.ended', { userId: id });
      events.emit('people.changed', { userId: id });
    },
  };
}

/** The folder that a removed person's files move into, without what no name in the drive may hold. */
function folderNameFor({ name, userName }: User): string {
  return `${name} (${userName})`.replaceAll(/[/\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, '-');
}
