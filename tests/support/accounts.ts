import type { Role } from '../../electron/contract/people.ts';
import { makeAccounts, type Accounts } from '../../electron/core/accounts/accounts.ts';
import type { Db } from '../../electron/core/db/schema.ts';
import type { Caller } from '../../electron/core/lib/caller.ts';
import { makeEvents } from '../../electron/core/lib/events.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { rowsOfDrive, rowsOfUsage } from './drive-rows.ts';
import { tempDatabase } from './temp-database.ts';

export const WORKER = new URL('../../electron/core/accounts/password.worker.ts', import.meta.url);
export const OWNER = { name: 'Olga Dona', userName: 'olga', password: 'correct horse battery' };

/** A window or browser: what a wire keeps of its session, and who its calls come from. */
export interface TestDoor {
  /** The token that the connection holds now. */
  token: string | null;
  /** Whether the wire was asked to keep it over a restart. */
  remembered: boolean;
  /** The caller as the wire makes them for the next call. */
  caller(): Promise<Caller>;
}

/** Accounts on a real database, with a clock to turn, and people to sign in. */
export interface TestAccounts {
  readonly db: Db;
  accounts: Accounts;
  readonly clock: { at: Date; forward(seconds: number): void };
  /** The facts stated so far, by name and user. */
  readonly facts: string[];
  readonly ownerId: string;
  /** The owner's recovery code of the first run. */
  readonly recoveryCode: string;
  door(options?: { desktop?: boolean; origin?: string }): TestDoor;
  /** Signs somebody in on a door of their own. */
  signIn(userName: string, password: string, remember?: boolean): Promise<TestDoor>;
  /** Adds somebody, lets them choose their own password (`own password of <name>`), and leaves them signed in. */
  add(userName: string, role?: Exclude<Role, 'owner'>): Promise<TestDoor & { readonly id: string }>;
  /** As when the app is closed and opened. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the room with an owner; bcrypt's cost is the lowest unless one is given. */
export async function testAccounts(cost = 4): Promise<TestAccounts> {
  const database = await tempDatabase();
  const { db } = database;
  const events = makeEvents();
  const facts: string[] = [];
  const note =
    (fact: string) =>
    ({ userId }: { userId: string }) =>
      facts.push(`${fact} ${userId}`);
  events.on('people.changed', note('people.changed'));
  events.on('sessions.ended', note('sessions.ended'));
  events.on('drive.changed', note('drive.changed'));
  events.on('usage.changed', note('usage.changed'));
  const clock = {
    at: new Date('2026-01-05T08:00:00Z'),
    forward(seconds: number) {
      clock.at = new Date(clock.at.getTime() + seconds * 1000);
    },
  };
  const make = () =>
    makeAccounts({
      db,
      drive: rowsOfDrive,
      usage: rowsOfUsage,
      events,
      log: silentLog(),
      workerFile: WORKER,
      now: () => clock.at,
      cost,
    });
  const first = make();
  const { userId, recoveryCode } = await first.createOwner(OWNER);

  const test: TestAccounts = {
    db,
    accounts: first,
    clock,
    facts,
    ownerId: userId,
    recoveryCode,
    door({ desktop = true, origin = 'window' } = {}) {
      const door: TestDoor = {
        token: null,
        remembered: false,
        async caller() {
          return {
            user: door.token === null ? null : await test.accounts.authenticate(door.token),
            desktop,
            origin,
            connection: {
              begin(token, remember) {
                door.token = token;
                door.remembered = remember;
              },
              end() {
                door.token = null;
                door.remembered = false;
              },
              takeGrant: () => undefined,
            },
          };
        },
      };
      return door;
    },
    async signIn(userName, password, remember = false) {
      const door = test.door();
      await test.accounts.session.signIn(await door.caller(), { userName, password, remember }, undefined);
      return door;
    },
    async add(userName, role = 'member') {
      const owner = await test.signIn(OWNER.userName, OWNER.password);
      const password = `first password of ${userName}`;
      const input = { name: `Name of ${userName}`, userName, password, role, quotaBytes: null };
      const { id } = await test.accounts.people.add(await owner.caller(), input, undefined);
      const door = await test.signIn(userName, password);
      const newPassword = `own password of ${userName}`;
      const change = { currentPassword: password, newPassword };
      await test.accounts.session.changePassword(await door.caller(), change, undefined);
      return Object.assign(door, { id });
    },
    async restart() {
      await test.accounts.stop();
      test.accounts = make();
      await test.accounts.dropVolatileSessions();
    },
    async stop() {
      await test.accounts.stop();
      await database.close();
    },
  };
  return test;
}
