import type { people } from '../../contract/people.ts';
import type { session } from '../../contract/session.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import type { SignedIn } from '../lib/caller.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { makeHasher } from './hasher.ts';
import { makeOwner, makeOwnerCode, type OwnerInput } from './owner.ts';
import { makePasswords, type Passwords } from './passwords.ts';
import { makePeopleService } from './people.ts';
import { makeSessionService } from './session.ts';
import { makeSessions } from './sessions.ts';
import type { SessionPlace } from './sessions.table.ts';
import { makeBeginSession, type BeginSession } from './sign-in.ts';
import { makeThrottle, type ThrottleGate } from './throttle.ts';
import { findOwner } from './users.table.ts';

export interface AccountsDeps {
  readonly db: Db;
  readonly drive: Pick<DriveAccess, 'createRoot' | 'removeAll' | 'giveAll'>;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  /** The worker that hashes passwords: `password.worker.ts`, or what the bundle made of it. */
  readonly workerFile: URL | string;
  readonly now?: () => Date;
  /** Ends what still runs for somebody who is about to be removed. */
  readonly onLeaving?: (userId: string) => Promise<void>;
  /** Work factor of bcrypt: each step doubles the time of a guess. */
  readonly cost?: number;
}

/** Everything about who people are. */
export interface Accounts {
  readonly session: ServiceOf<typeof session>;
  readonly people: ServiceOf<typeof people>;
  /** Who a session token belongs to; null when it is not (or no longer) valid. */
  authenticate(token: string, from?: SessionPlace): Promise<SignedIn | null>;
  /** Whether a session token is still valid; unlike `authenticate` no use of the session. */
  isSignedIn(token: string): Promise<boolean>;
  /** Whether somebody is signed in at this computer's own window, or will be when it is opened the next time. */
  signedInHere(userId: string): Promise<boolean>;
  /**
   * Makes the owner, or, while the first run goes on, makes them anew under the same id.
   * Throws the failures of passwords.
   */
  createOwner(input: OwnerInput): Promise<{ userId: string; recoveryCode: string }>;
  /** A new recovery code for the owner, without their password. Throws SETUP_INCOMPLETE when there is no owner. */
  renewOwnerCode(): Promise<{ recoveryCode: string }>;
  owner(): Promise<{ id: string; name: string; userName: string } | null>;
  beginSession: BeginSession;
  /** Hashing of passwords, also for what is not an account. */
  readonly passwords: Pick<Passwords, 'hash' | 'verify'>;
  /** Makes guessing slow. */
  readonly throttle: ThrottleGate;
  /** Ends the sessions that were not to outlive a restart; for the start of the core. */
  dropVolatileSessions(): Promise<void>;
  stop(): Promise<void>;
}

const COST = 12;

/** Makes the accounts room. */
export function makeAccounts(deps: AccountsDeps): Accounts {
  const { db, drive, usage, events, log, workerFile, now = () => new Date(), cost = COST } = deps;
  const onLeaving = deps.onLeaving ?? (() => Promise.resolve());
  const hasher = makeHasher(workerFile, log);
  const passwords = makePasswords(hasher, cost);
  const sessions = makeSessions(db, now);
  const throttle = makeThrottle(db, now);
  const beginSession = makeBeginSession({ db, sessions, usage, now });

  return {
    session: makeSessionService({ db, passwords, sessions, throttle, beginSession, usage, events }),
    people: makePeopleService({ db, drive, passwords, sessions, throttle, usage, events, now, onLeaving }),
    authenticate: (token, from) => sessions.authenticate(token, from),
    signedInHere: async (userId) => (await sessions.list(userId)).some(({ device }) => device === null),
    isSignedIn: (token) => sessions.isOpen(token),
    createOwner: makeOwner({ db, drive, passwords, sessions, events, now }),
    renewOwnerCode: makeOwnerCode(db),
    async owner() {
      const owner = await findOwner(db);
      return owner === undefined ? null : { id: owner.id, name: owner.name, userName: owner.userName };
    },
    beginSession,
    passwords,
    throttle,
    dropVolatileSessions: () => sessions.dropVolatile(),
    stop: () => hasher.stop(),
  };
}
