import type { network as networkGroup, NetworkMode, NetworkState } from '../../contract/network.ts';
import type { Db } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { Vault } from '../lib/vault.ts';
import type { Door } from './door.ts';

export interface NetworkDeps {
  readonly db: Db;
  readonly door: Door;
  readonly events: Events;
  readonly log: Log;
  readonly vault: Vault;
  readonly cloudName: () => string;
  readonly serverRunning: () => boolean;
  readonly now?: () => Date;
}

/** The settings of the door, the addresses of this computer, and whether others can come in. */
export interface Network {
  readonly service: ServiceOf<typeof networkGroup>;
  /** For whom the door is open at this moment. */
  mode(): NetworkMode;
  state(): NetworkState;
  /** Whether a host (without port) is a name or address of this computer: all others are refused at the door. */
  isOwnHost(host: string): boolean;
  /** Notes that a device opened the address of a test; false for a test that is unknown or over. */
  visited(testId: string, visit: { readonly address: string; readonly device: string }): boolean;
  /** Opens the door where it was open, and watches the addresses. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

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

/** Makes the network room. */
export function makeNetwork(_deps: NetworkDeps): Network {
  const later = () => {
    throw fail('NOT_FOUND');
  };
  return {
    service: {
      watch: later,
      setMode: later,
      chooseAddress: later,
      setPort: later,
      setSecure: later,
      examine: later,
      beginVisit: later,
      watchVisit: later,
    },
    mode: () => 'off',
    state: () => CLOSED,
    isOwnHost: () => false,
    visited: () => false,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
