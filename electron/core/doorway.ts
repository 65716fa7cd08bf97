import type { Accounts } from './accounts/accounts.ts';
import type { CloudState } from './cloud/cloud.ts';
import type { Db } from './db/schema.ts';
import type { Events } from './lib/events.ts';
import type { GoingOn } from './lib/going-on.ts';
import type { Log } from './lib/log.ts';
import type { Vault } from './lib/vault.ts';
import { makeNetwork, type Network } from './network/network.ts';
import type { ObjectStore } from './objects/object-store.ts';
import type { Previews } from './previews/previews.ts';
import type { Sharing } from './sharing/sharing.ts';
import type { ZipDownloads } from './transfers/zip-downloads.ts';
import type { Uploads } from './uploads/uploads.ts';
import type { UsageRecorder } from './usage/usage-recorder.ts';
import { makeBrowsers } from './web/gateway/browsers.ts';
import { makeGateway } from './web/gateway/gateway.ts';
import { iconRoute } from './web/gateway/icon-route.ts';
import { presignedRoutes } from './web/gateway/presigned-route.ts';
import type { Route } from './web/gateway/route.ts';
import { isOperator, setupRoute } from './web/gateway/setup-route.ts';
import { trustRoute } from './web/gateway/trust-route.ts';
import { visitRoute } from './web/gateway/visit-route.ts';
import { makeOperator } from './web/operator.ts';
import type { makeRouter } from './web/router.ts';
import { makeShareRoutes } from './web/share/share-routes.ts';

interface Place {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  readonly vault: Vault;
  readonly store: ObjectStore;
  readonly state: CloudState;
  /** Without a window this computer's own browser is the way in. */
  readonly headless: boolean;
}

/** What is behind the door. */
interface Rooms {
  readonly router: ReturnType<typeof makeRouter>;
  readonly accounts: Accounts;
  readonly sharing: Sharing;
  readonly uploads: Uploads;
  readonly zips: ZipDownloads;
  readonly previews: Previews;
  readonly goingOn: GoingOn;
  /** The built page. */
  readonly pageFolder: string;
  /** The script of the pages that strangers see. */
  readonly shareScript: URL;
}

/**
 * Makes the door on the local network and what decides about it. It stands empty at first, since the rooms behind it
 * have to know the network's address before they can be made; `furnish` gives it what it answers.
 */
export function openDoorway({ db, usage, events, log, vault, store, state, headless }: Place) {
  const webLog = log.child({ room: 'web' });
  const cloudName = () => state.row.name;
  const operator = makeOperator({
    setupDone: () => state.row.step === 'done',
    onCode: () => void events.emit('network.changed'),
  });
  /** What the door answers, the first that fits. */
  const routes: Route[] = [];
  const network: Network = makeNetwork({
    db,
    door: makeGateway({
      mode: () => network.mode(),
      isOwnHost: (name) => network.isOwnHost(name),
      routes,
      log: webLog,
    }),
    usage,
    events,
    log: log.child({ room: 'network' }),
    vault,
    cloudName,
    serverRunning: () => store.available(),
    loopbackWhenOff: headless,
  });

  return {
    network,
    routes,
    /** The code of a first run in a browser; null when it is not needed any more. */
    setupCode: () => operator.code(),
    /** Puts in place what the door answers, and answers with the wire of browsers. */
    async furnish({ router, accounts, sharing, uploads, zips, previews, goingOn, ...files }: Rooms) {
      const { contentOf, jpegOf } = previews;
      const { door } = sharing;
      const browsers = makeBrowsers({
        router,
        accounts,
        events,
        log: webLog,
        zips,
        goingOn,
        findContent: previews.findContent,
        ownerOfContent: previews.ownerOfContent,
        isOfSession: previews.isOfSession,
        downloaded: (userId, bytes) => usage.traffic(db, { userId, direction: 'download', bytes }),
        pageFolder: files.pageFolder,
        isOperator: (exchange) => isOperator(operator, exchange),
        openToLoopback: () => headless,
      });
      routes.push(
        iconRoute,
        visitRoute({ cloudName, visited: (token, visit) => network.visited(token, visit) }),
        trustRoute({ cloudName, certificate: () => network.certificate() }),
        ...(headless ? [setupRoute(operator)] : []),
        await makeShareRoutes({
          door,
          contentOf,
          jpegOf,
          zips,
          cloudName,
          scriptFile: files.shareScript,
          log: log.child({ room: 'share' }),
        }),
        ...presignedRoutes({ store, shares: door, uploads }),
        ...browsers.routes,
      );
      return browsers;
    },
  };
}
