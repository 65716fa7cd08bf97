import { makeThrottle } from '../../electron/core/accounts/throttle.ts';
import type { Notice } from '../../electron/contract/shell.ts';
import { fail } from '../../electron/core/lib/errors.ts';
import { makeVault } from '../../electron/core/lib/vault.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { toNodeName } from '../../electron/core/drive/names.ts';
import type { NetworkState } from '../../electron/contract/network.ts';
import { share as shareSchema, type Share } from '../../electron/contract/shares.ts';
import type { OpenShare, Visitor } from '../../electron/core/sharing/share-door.ts';
import { makeReach } from '../../electron/core/sharing/reach.ts';
import { makeSharing, type Sharing, type SharingDeps } from '../../electron/core/sharing/sharing.ts';
import { makeDriveWorld, type DriveWorld, type Resident } from './drive-world.ts';
import { rm } from 'node:fs/promises';
import path from 'node:path';

const CLOSED: NetworkState = {
  mode: 'off',
  failure: null,
  port: null,
  addresses: [],
  chosenAddress: null,
  address: null,
  baseUrl: null,
  localUrl: null,
  secure: false,
  authorityFingerprint: null,
};

/** Sharing on a real database, with people who have files, a door that tests open, and a clock that they turn. */
export interface SharingWorld extends Omit<DriveWorld, 'close' | 'restart'> {
  readonly sharing: Sharing;
  /** What the owners were told. */
  readonly notices: { userId: string | null; notice: Notice }[];
  /** Ids of the shares that were closed, in order. */
  readonly closed: string[];
  /** Opens the door at this address, or closes it. */
  openDoor(baseUrl: string | null): void;
  /** Puts the clock forward. */
  forward(seconds: number): void;
  /** The time in so many seconds, ISO 8601. */
  inSeconds(seconds: number): string;
  /** Makes a link, never ending where nothing else is said. */
  link(person: Resident, ids: readonly string[], settings?: Partial<LinkSettings>): Promise<Share>;
  /** A person's shares. */
  list(person: Resident): Promise<Share[]>;
  /** The one share that a person has. */
  only(person: Resident): Promise<Share>;
  /** Opens a share as a stranger; throws where it is closed. */
  opened(share: Share, visitor?: Visitor): Promise<OpenShare>;
  /** Forgets the secrets, as when the keychain is lost. */
  loseSecrets(): Promise<void>;
  /** As when the app is closed and opened. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

type LinkSettings = Omit<Parameters<SharingWorld['sharing']['shares']['createLink']>[1], 'ids'>;

const SETTINGS: LinkSettings = {
  expiresAt: null,
  viewOnly: false,
  downloadLimit: null,
  asksName: false,
  note: '',
  password: null,
};

/** What the world is given where bytes matter. */
interface Given {
  readonly store?: SharingDeps['store'];
  readonly uploads?: (world: DriveWorld) => SharingDeps['uploads'];
}

/** Makes the world; the door is open at `http://192.168.1.20:8710`. */
export async function makeSharingWorld(given: Given = {}): Promise<SharingWorld> {
  const world = await makeDriveWorld();
  const { database, events, drive, usage, clock } = world;
  const vaultFile = path.join(database.folder, 'secrets.json');
  const open: NetworkState = { ...CLOSED, mode: 'links', baseUrl: 'http://192.168.1.20:8710' };
  const state = { network: open };
  const notices: SharingWorld['notices'] = [];
  const closed: string[] = [];
  events.on('notice', (fact) => notices.push(fact));
  events.on('shares.closed', ({ shareId }) => closed.push(shareId));
  const now = () => clock.now;
  const away = () => {
    throw fail('SERVER_NOT_RUNNING');
  };
  const uploads = given.uploads?.(world);
  const make = () =>
    makeSharing({
      db: database.db,
      drive: drive.access,
      reach: makeReach(),
      store: given.store ?? { presignFor: away },
      uploads: uploads ?? { begin: away, sign: away, finish: away, abort: away, isDrip: () => false },
      usage: usage.recorder,
      events,
      log: silentLog(),
      vault: makeVault(vaultFile, null),
      throttle: makeThrottle(database.db, now),
      // The work of bcrypt is not what these tests are about.
      passwords: {
        hash: (password) => Promise.resolve(`hash of ${password}`),
        verify: (password, hash) => Promise.resolve(hash === `hash of ${password}`),
      },
      nameOf: (typed) => toNodeName(typed).name,
      network: () => ({ state: () => state.network }),
      now,
    });
  let sharing = make();
  const list = async (person: Resident) => {
    const { items } = await sharing.shares.list(person.caller, { cursor: null }, undefined);
    return items.map((item) => shareSchema.parse(item));
  };
  return {
    database,
    events,
    drive,
    usage,
    clock,
    disk: world.disk,
    person: (options) => world.person(options),
    get sharing() {
      return sharing;
    },
    notices,
    closed,
    openDoor(baseUrl) {
      state.network = { ...state.network, baseUrl };
      events.emit('network.changed');
    },
    forward(seconds) {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
    inSeconds: (seconds) => new Date(clock.now.getTime() + seconds * 1000).toISOString(),
    async link(person, ids, settings = {}) {
      const input = { ...SETTINGS, ...settings, ids: [...ids] };
      return shareSchema.parse(await sharing.shares.createLink(person.caller, input, undefined));
    },
    list,
    async only(person) {
      const [share, ...others] = await list(person);
      if (share === undefined || others.length > 0) throw new Error('there is not just one share');
      return share;
    },
    async opened(share, visitor = makeVisitor()) {
      const answer = await sharing.door.open(tokenOf(share), visitor);
      if (answer.kind !== 'open') throw new Error(`the share is ${answer.kind}`);
      return answer.share;
    },
    async loseSecrets() {
      await rm(vaultFile);
    },
    async restart() {
      await sharing.stop();
      sharing = make();
    },
    async close() {
      await sharing.stop();
      await world.close();
    },
  };
}

/** A stranger's browser. */
export function makeVisitor(id = 'browser-1', change: Partial<Visitor> = {}): Visitor {
  return { id, tickets: [], name: null, address: '192.168.1.50', device: 'Chrome, Android', ...change };
}

/** The token in the address of a link. */
export function tokenOf({ url }: { url: string | null }): string {
  const token = url?.split('/s/')[1];
  if (token === undefined) throw new Error('the share has no address');
  return token;
}

/** Makes a folder of a person. */
export async function makeFolder(
  world: Pick<DriveWorld, 'drive'>,
  person: Resident,
  name: string,
  parentId: string | null = null,
): Promise<string> {
  return (await world.drive.service.createFolder(person.caller, { parentId, name }, undefined)).id;
}
