import type { grants as grantsGroup, shares as sharesGroup } from '../../contract/shares.ts';
import type { Db } from '../db/schema.ts';
import type { DriveAccess } from '../drive/drive-access.ts';
import type { Passwords } from '../accounts/passwords.ts';
import type { ThrottleGate } from '../accounts/throttle.ts';
import { endInOrder } from '../lib/end-in-order.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { Vault } from '../lib/vault.ts';
import type { Network } from '../network/network.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { makeAddresses } from './addresses.ts';
import { makeClosing } from './closing.ts';
import { makeContents, type Shown } from './contents.ts';
import { makeCreation, makeHashPassword } from './create.ts';
import { makeDirect } from './direct.ts';
import { makeDownloads } from './downloads.ts';
import { makeEntrance, type Found } from './entrance.ts';
import { makeGrants } from './grants.ts';
import type { Reach } from './reach.ts';
import { makeMoments } from './moments.ts';
import { makeNoticeBatch } from './notice-batch.ts';
import { makeReceipts } from './receipts.ts';
import { makeRequests } from './requests.ts';
import type { ShareDoor } from './share-door.ts';
import { makeShares } from './shares.ts';
import { makeTokens } from './tokens.ts';
import { makeView } from './view.ts';

export interface SharingDeps {
  readonly db: Db;
  readonly drive: DriveAccess;
  readonly reach: Reach;
  readonly store: Pick<ObjectStore, 'presignFor'>;
  readonly uploads: Pick<Uploads, 'begin' | 'sign' | 'finish' | 'abort' | 'isDrip'>;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  readonly vault: Vault;
  readonly throttle: ThrottleGate;
  /** Hashing of passwords, off the event loop. */
  readonly passwords: Pick<Passwords, 'hash' | 'verify'>;
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

/** What many phones ask at the same moment, known until anything of it may have changed. */
function makeMoment(events: Events) {
  const found = makeMoments<Found | null>((answer) => answer?.row.owner_id ?? null);
  const pages = makeMoments<Shown>(({ ownerId }) => ownerId);
  const forget = ({ userId }: { userId: string }) => {
    found.forget(userId);
    pages.forget(userId);
  };
  const facts = ['drive.changed', 'shares.changed', 'people.changed'] as const;
  for (const fact of facts) events.on(fact, forget);
  return {
    found,
    pages,
    stop() {
      for (const fact of facts) events.off(fact, forget);
    },
  };
}

/** Makes the sharing room. */
export function makeSharing(given: SharingDeps): Sharing {
  const deps = { ...given, now: given.now ?? (() => new Date()) };
  const { db } = deps;
  const tokens = makeTokens(deps.vault, deps.log);
  const addresses = makeAddresses({ ...deps, tokens });
  const view = makeView({ ...deps, addresses });
  const receipts = makeReceipts({ ...deps, notices: makeNoticeBatch(deps.events) });
  const downloads = makeDownloads({ ...deps, receipts });
  const closing = makeClosing(deps);
  const requests = makeRequests({ ...deps, receipts });
  const moment = makeMoment(deps.events);
  const contents = makeContents({ db, pages: moment.pages });
  const parts = { ...deps, tokens, view, hashPassword: makeHashPassword(deps.passwords) };
  const create = makeCreation({ ...parts, plan: () => closing.plan() });

  return {
    shares: makeShares({
      ...parts,
      create,
      abandon: (row) => requests.abandon(row),
      plan: () => closing.plan(),
    }),
    grants: makeGrants(deps),
    door: {
      ...makeEntrance({ ...deps, tokens, receipts, found: moment.found }),
      list: contents.list,
      file: contents.file,
      zipIds: contents.zipIds,
      ...requests.door,
      opened(share, visitor) {
        receipts.opened(share, visitor);
        return Promise.resolve();
      },
      download: (share, visitor, what) => downloads.begin(share, visitor, what),
      look: (share) => downloads.look(share),
      direct: makeDirect({ db, downloads }),
    },
    async stop() {
      await endInOrder(
        [
          ['downloads', () => downloads.stop()],
          ['moments', () => moment.stop()],
          ['closing', () => closing.stop()],
          ['receipts', () => receipts.stop()],
        ],
        (part, error) =>
          deps.log.error({ err: error, stopped: part }, 'a part was not stopped as it should be'),
      );
    },
  };
}
