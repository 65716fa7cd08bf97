import type { Person } from '../../contract/people.ts';
import type { Db, Tx } from '../db/schema.ts';
import type { Caller } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { Sessions } from './sessions.ts';
import type { SessionPlace } from './sessions.table.ts';
import { findUser, toPerson, updateUser, type User } from './users.table.ts';

interface Deps {
  readonly db: Db;
  readonly sessions: Sessions;
  readonly usage: UsageRecorder;
  readonly now: () => Date;
}

/** Signs somebody in on the connection of a caller, whose session before it ends. */
export type BeginSession = (
  caller: Caller,
  userId: string,
  remember: boolean,
  /** Looks once more, inside the transaction, whether the person may: what was proved may have changed since. */
  confirm?: (user: User, tx: Tx) => void | Promise<void>,
) => Promise<Person>;

/** Makes the one way in. It throws NOT_FOUND, ACCOUNT_DISABLED, and what `confirm` throws. */
export function makeBeginSession({ db, sessions, usage, now }: Deps): BeginSession {
  return async (caller, userId, remember, confirm) => {
    const { token, person } = await db.transaction().execute(async (tx) => {
      const user = await findUser(tx, userId);
      if (user === undefined) throw fail('NOT_FOUND');
      if (user.disabled) throw fail('ACCOUNT_DISABLED');
      await confirm?.(user, tx);
      if (caller.user !== null) await sessions.end(tx, caller.user.sessionId);
      await updateUser(tx, userId, { lastSeenAt: now().toISOString() });
      await usage.activity(tx, { userId, kind: 'signedIn', subject: null });
      return {
        token: await sessions.begin(tx, userId, remember, placeOf(caller)),
        person: toPerson((await findUser(tx, userId)) ?? user),
      };
    });
    caller.connection.begin(token, remember);
    return person;
  };
}

/** Where a caller is, as their list of devices says. */
function placeOf({ desktop, device, origin }: Caller): SessionPlace {
  return desktop ? { device: null, address: null } : { device: device ?? null, address: origin };
}
