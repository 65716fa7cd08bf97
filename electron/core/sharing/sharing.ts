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
import { makeAddresses } from './addresses.ts';
import { makeContents } from './contents.ts';
import { makeCreation, makeHashPassword } from './create.ts';
import { makeEntrance } from './door.ts';
import { makeGrants } from './grants.ts';
import type { ShareDoor } from './share-door.ts';
import { makeShares } from './shares.ts';
import { makeTokens } from './tokens.ts';
import { makeView } from './view.ts';

export interface SharingDeps {
  readonly db: Db;
  readonly drive: DriveAccess;
  readonly store: Pick<ObjectStore, 'presignFor'>;
  readonly uploads: Pick<Uploads, 'begin' | 'sign' | 'finish' | 'abort'>;
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
  /** A name as the drive keeps it. Throws NAME_INVALID, NAME_TOO_LONG. */
  readonly nameOf: (typed: string) => string;
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
export function makeSharing(deps: SharingDeps): Sharing {
  const { db, usage, events, log, now = () => new Date() } = deps;
  const tokens = makeTokens(deps.vault, log);
  const addresses = makeAddresses({ ...deps, tokens, now });
  const view = makeView({ db, addresses, now });
  const hashPassword = makeHashPassword((password) => deps.passwords.hash(password));
  const create = makeCreation({ db, usage, events, tokens, view, hashPassword, now });
  const later = () => {
    throw fail('NOT_FOUND');
  };
  return {
    shares: makeShares({ ...deps, create, view, hashPassword, now }),
    grants: makeGrants(),
    door: {
      ...makeEntrance({ ...deps, tokens, now, wrongPassword: () => Promise.resolve() }),
      ...makeContents(db),
      opened: () => Promise.resolve(),
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
