import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import { newId } from '../lib/ids.ts';
import type { Passwords } from './passwords.ts';
import { makeRecoveryCode } from './recovery.ts';
import type { Sessions } from './sessions.ts';
import { findOwner, findUserByName, insertUser, updateUser } from './users.table.ts';

interface Deps {
  readonly db: Db;
  readonly drive: Pick<DriveAccess, 'createRoot'>;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly events: Events;
  readonly now: () => Date;
}

export interface OwnerInput {
  readonly name: string;
  readonly userName: string;
  readonly password: string;
}

/** Makes the call that makes the owner, the first time and when the person goes back in the first run. */
export function makeOwner({ db, drive, passwords, sessions, events, now }: Deps) {
  return async ({ name, userName, password }: OwnerInput) => {
    passwords.check(password, userName);
    const passwordHash = await passwords.hash(password);
    const { code: recoveryCode, hash: recoveryHash } = makeRecoveryCode();
    const typed = userName.normalize('NFC');
    const userId = await db.transaction().execute(async (tx) => {
      const existing = await findOwner(tx);
      const holder = await findUserByName(tx, userName);
      if (holder !== undefined && holder.id !== existing?.id) throw fail('USER_NAME_TAKEN', { userName });
      if (existing !== undefined) {
        const change = { name, userName: typed, passwordHash, recoveryHash, mustChangePassword: false };
        await updateUser(tx, existing.id, change);
        await sessions.endAll(tx, existing.id);
        return existing.id;
      }
      const id = newId();
      const rootId = newId();
      await insertUser(tx, {
        id,
        name,
        userName: typed,
        role: 'owner',
        passwordHash,
        recoveryHash,
        mustChangePassword: false,
        quotaBytes: null,
        rootId,
        createdAt: now(),
      });
      await drive.createRoot(tx, id, rootId);
      return id;
    });
    events.emit('people.changed', { userId });
    events.emit('sessions.ended', { userId });
    return { userId, recoveryCode };
  };
}

/** Makes the call that gives the owner a new recovery code; only good for the first run, as it asks for no password. */
export function makeOwnerCode(db: Db) {
  return async () => {
    const { code, hash } = makeRecoveryCode();
    await db.transaction().execute(async (tx) => {
      const owner = await findOwner(tx);
      if (owner === undefined) throw fail('SETUP_INCOMPLETE');
      await updateUser(tx, owner.id, { recoveryHash: hash });
    });
    return { recoveryCode: code };
  };
}
