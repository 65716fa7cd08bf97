import type { grants as grantsGroup, shares as sharesGroup } from '../../contract/shares.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import type { ThrottleGate } from '../accounts/throttle.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { Vault } from '../lib/vault.ts';
import type { Network } from '../network/network.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { ShareDoor } from './share-door.ts';

export interface SharingDeps {
  readonly db: Db;
  readonly drive: DriveAccess;
  readonly store: Pick<ObjectStore, 'presignFor'>;
  readonly uploads: Uploads;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  readonly vault: Vault;
  readonly throttle: ThrottleGate;
  /** Hashing of passwords, off the event loop. */
  readonly passwords: {
    hash(password: string): Promise<string>;
    verify(password: string, hash: string | null): Promise<boolean>;
  };
  readonly network: () => Pick<Network, 'state'>;
  readonly now?: () => Date;
}

/** Links, requests and shared folders. */
export interface Sharing {
  readonly shares: ServiceOf<typeof sharesGroup>;
  readonly grants: ServiceOf<typeof grantsGroup>;
  readonly door: ShareDoor;
  stop(): Promise<void>;
}

/** Makes the sharing room. */
export function makeSharing(_deps: SharingDeps): Sharing {
  const later = () => {
    throw fail('NOT_FOUND');
  };
  return {
    shares: {
      list: later,
      ofNode: later,
      watch: later,
      createLink: later,
      createDirect: later,
      createRequest: later,
      update: later,
      setPaused: later,
      revoke: later,
      revive: later,
      forget: later,
      visits: later,
    },
    grants: {
      people: later,
      ofFolder: later,
      given: later,
      received: later,
      watch: later,
      give: later,
      withdraw: later,
      leave: later,
    },
    door: {
      open: () => Promise.resolve({ kind: 'closed' }),
      unlock: () => Promise.resolve('closed'),
      opened: () => Promise.resolve(),
      list: () => Promise.resolve(null),
      file: () => Promise.resolve(null),
      zipIds: () => Promise.resolve(null),
      download: () => Promise.resolve(null),
      beginUpload: later,
      signUpload: later,
      finishUpload: later,
      abortUpload: later,
      sent: () => Promise.resolve([]),
      direct: () => Promise.resolve(null),
    },
    stop: () => Promise.resolve(),
  };
}
