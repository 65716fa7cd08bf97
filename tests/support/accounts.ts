import type { Role } from '../../electron/contract/people.ts';
import { makeAccounts, type Accounts } from '../../electron/core/accounts/accounts.ts';
import { asideInPlace } from '../../electron/core/db/aside.ts';
import type { Db } from '../../electron/core/db/schema.ts';
import { makeDrive } from '../../electron/core/drive/drive.ts';
import type { Caller } from '../../electron/core/lib/caller.ts';
import { makeEvents } from '../../electron/core/lib/events.ts';
import { newId } from '../../electron/core/lib/ids.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { makeUsage } from '../../electron/core/usage/usage.ts';
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
  door(options?: { desktop?: boolean; origin?: string; device?: string }): TestDoor;
  /** Signs somebody in on a door of their own. */
  signIn(userName: string, password: string, remember?: boolean): Promise<TestDoor>;
  /** Adds somebody, lets them choose their own password (`own password of <name>`), and leaves them signed in. */
  add(userName: string, role?: Exclude<Role, 'owner'>): Promise<TestDoor & { readonly id: string }>;
  /** Gives a person so many files of 10 bytes at their top, without a store behind them. */
  store(userId: string, files: number): Promise<void>;
  /** As when the app is closed and opened. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the room with an owner; bcrypt's cost is the lowest unless one is given. */
export async function testAccounts(cost = 4): Promise<TestAccounts> {
  const database = await tempDatabase();
  const { db } = database;
  const aside = asideInPlace(db);
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
  const now = () => clock.at;
  const freeSpace = () => Promise.resolve(null);
  const usage = makeUsage({ db, aside, events, freeSpace, now }).recorder;
  const log = silentLog();
  const drive = makeDrive({ db, aside, usage, events, log, freeSpace, now });
  const make = () =>
    makeAccounts({ db, drive: drive.access, usage, events, log, workerFile: WORKER, now, cost });
  const first = make();
  const { userId, recoveryCode } = await first.createOwner(OWNER);

  const test: TestAccounts = {
    db,
    accounts: first,
    clock,
    facts,
    ownerId: userId,
    recoveryCode,
    door({ desktop = true, origin = 'window', device = '?' } = {}) {
      const from = desktop ? undefined : { device, address: origin };
      const door: TestDoor = {
        token: null,
        remembered: false,
        async caller() {
          return {
            user: door.token === null ? null : await test.accounts.authenticate(door.token, from),
            desktop,
            origin,
            ...(desktop ? {} : { device }),
            connection: {
              begin(token, remember) {
                door.token = token;
                door.remembered = remember;
              },
              end() {
                door.token = null;
                door.remembered = false;
              },
              takeGrant: () => Promise.resolve(undefined),
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
      const name = `Name of ${userName}`;
      const input = { name, userName, password, role, quotaBytes: null, mustChangePassword: true };
      const { id } = await test.accounts.people.add(await owner.caller(), input, undefined);
      const door = await test.signIn(userName, password);
      const newPassword = `own password of ${userName}`;
      const change = { currentPassword: password, newPassword };
      await test.accounts.session.changePassword(await door.caller(), change, undefined);
      return Object.assign(door, { id });
    },
    async store(userId, files) {
      const folderId = await drive.access.resolveFolder(userId, null);
      for (let file = 1; file <= files; file += 1) {
        const objectId = newId();
        const modifiedAt = clock.at.toISOString();
        const object = { id: objectId, key: objectId, owner_id: userId, size: 10, created_at: modifiedAt };
        await db
          .insertInto('objects')
          .values({ ...object, state: 'pending' })
          .execute();
        const upload = { userId, objectId, etag: 'etag', size: 10, folderId, modifiedAt };
        await drive.access.commitUpload({ ...upload, name: `file ${file}.txt` });
      }
    },
    async restart() {
      await test.accounts.stop();
      test.accounts = make();
      await test.accounts.dropVolatileSessions();
    },
    async stop() {
      await test.accounts.stop();
      await drive.stop();
      await database.close();
    },
  };
  return test;
}
