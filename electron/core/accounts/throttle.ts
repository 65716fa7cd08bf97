import { fail, isFailure } from '../lib/errors.ts';
import type { Caller } from '../lib/caller.ts';
import type { Db } from '../db/schema.ts';
import { userNameKey } from './names.ts';
import type { Asker } from './ways.ts';
import {
  countFailure,
  forgetFailures,
  forgetOldFailures,
  readThrottle,
  type Throttle,
} from './throttle.table.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const LONGEST_WAIT = HOUR;

/** How soon guessing at a kind of thing has to wait. */
interface Limit {
  /** Failures before the first wait. */
  readonly free: number;
  /** Failures are forgotten after so long without a new one, counted from the end of the wait. */
  readonly forgottenAfter: number;
}
/** What is guessed at: one person's password or code. */
const THING: Limit = { free: 5, forgottenAfter: 24 * HOUR };
/** Where guesses come from. Larger, since a family shares a window; it stops whoever tries many names. */
const ORIGIN: Limit = { free: 20, forgottenAfter: HOUR };

/** A guess that was let through; exactly one of its two ends has to be told. */
export interface Attempt {
  /** The guess was wrong; answers how many more there are before a wait. */
  failed(): Promise<number>;
  succeeded(): Promise<void>;
}

/** Makes guessing slow: waits that grow with failures and outlive a restart. */
export interface ThrottleGate {
  /**
   * Lets a guess at a thing from an origin through, or throws TOO_MANY_ATTEMPTS. It counts as failed until it is
   * told to have succeeded, so that many guesses at once are no way around.
   */
  begin(thing: string, origin: string): Promise<Attempt>;
  /** Forgets the failures of a thing. */
  clear(thing: string): Promise<void>;
}

/** Makes the gate on the table of failures. */
export function makeThrottle(db: Db, now: () => Date): ThrottleGate {
  let swept = Number.NEGATIVE_INFINITY;

  /** Milliseconds that a key has to wait still. */
  const wait = (row: Throttle | undefined) => {
    if (row?.blockedUntil == null) return 0;
    // No longer than the longest wait: a clock that was set back must not lock anybody out for years.
    return Math.min(row.blockedUntil.getTime() - now().getTime(), LONGEST_WAIT);
  };
  const refuseWhile = (milliseconds: number) => {
    if (milliseconds > 0)
      throw fail('TOO_MANY_ATTEMPTS', { retryAfterSeconds: Math.ceil(milliseconds / SECOND) });
  };
  const count = (key: string, limit: Limit) =>
    countFailure(db, key, now(), (before) => {
      refuseWhile(wait(before));
      const since = before.blockedUntil ?? before.updatedAt;
      const old = now().getTime() - since.getTime() > limit.forgottenAfter;
      const failures = (old ? 0 : before.failures) + 1;
      return { failures, blockedUntil: blockedUntil(failures, limit, now()) };
    });

  return {
    async begin(thing, origin) {
      if (now().getTime() - swept > HOUR) {
        swept = now().getTime();
        await forgetOldFailures(db, new Date(swept - 2 * THING.forgottenAfter));
      }
      const originKey = `origin:${origin}`;
      refuseWhile(wait(await readThrottle(db, originKey)));
      const failures = await count(thing, THING);
      return {
        async failed() {
          const fromHere = await count(originKey, ORIGIN).catch((error: unknown) => {
            // Others who failed at the same moment have begun the wait already.
            if (isFailure(error, 'TOO_MANY_ATTEMPTS')) return ORIGIN.free;
            throw error;
          });
          return Math.max(0, Math.min(THING.free - failures, ORIGIN.free - fromHere));
        },
        succeeded: () => forgetFailures(db, thing),
      };
    },
    clear: (thing) => forgetFailures(db, thing),
  };
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1']);

/** The ways in: without a window, people at the computer come in by its own browser. */
const DOORS = ['window', 'here', 'network'] as const;

/**
 * The things that are guessed at. A stranger on the network who fails on purpose must not keep a person from signing
 * in at the computer itself, nor somebody else who uses that computer from doing so in the window, so each way in
 * counts apart.
 */
export const guessing = {
  signIn: (userName: string, caller: Caller) => atDoor('sign-in', userName, doorOf(caller)),
  recoveryCode: (userName: string, caller: Caller) => atDoor('recover', userName, doorOf(caller)),
  ownPassword: (userId: string) => `own-password:${userId}`,
  /** All of the above for one person. */
  everythingOf: (userName: string, userId: string) => [
    ...['sign-in', 'recover'].flatMap((what) => DOORS.map((door) => atDoor(what, userName, door))),
    guessing.ownPassword(userId),
  ],
};

/** Who asks for something that takes its time, by the way they come in. */
export function askerOf(caller: Pick<Caller, 'desktop' | 'origin'>): Asker {
  return { way: doorOf(caller), origin: caller.origin };
}

function doorOf({ desktop, origin }: Pick<Caller, 'desktop' | 'origin'>): (typeof DOORS)[number] {
  if (desktop) return 'window';
  return LOOPBACK.has(origin) ? 'here' : 'network';
}

function atDoor(what: string, userName: string, door: (typeof DOORS)[number]): string {
  return `${what}:${door}:${userNameKey(userName)}`;
}

/** Nothing at first, then 30 s, 1 min, 2, 4 … up to an hour. */
function blockedUntil(failures: number, { free }: Limit, now: Date): Date | null {
  if (failures < free) return null;
  const milliseconds = Math.min(30 * SECOND * 2 ** Math.min(failures - free, 20), LONGEST_WAIT);
  return new Date(now.getTime() + milliseconds);
}
