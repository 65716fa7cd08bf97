import path from 'node:path';
import type { CoreOptions } from '../contract/shell.ts';
import { makeAccounts } from './accounts/accounts.ts';
import { passNotices } from './accounts/pass-notices.ts';
import { makeCare } from './care/care.ts';
import { labelOwners } from './care/label-owners.ts';
import { keepPlace, lastPlace } from './care/place.ts';
import { makeRestoreJob } from './care/restore-job.ts';
import { makeCloudService, openCloud, placeOf } from './cloud/cloud.ts';
import { makeEngineControl } from './cloud/engine-control.ts';
import { makeEngineService } from './cloud/engine-service.ts';
import { makeSetup } from './cloud/setup.ts';
import { asideInPlace, makeAside } from './db/aside.ts';
import { openDatabase } from './db/open.ts';
import { makeSearchTidy } from './db/search-tidy.ts';
import { openOrSetAside, restoredFile, takeRestored } from './db/restored.ts';
import { openDoorway } from './doorway.ts';
import { makeDrive } from './drive/drive.ts';
import { typeOfName } from './drive/file-type.ts';
import { ensureFolders, freeNameIn } from './drive/folders.ts';
import { toNodeName } from './drive/names.ts';
import { makePlaces } from './drive/placed.ts';
import type { Host } from './host.ts';
import { endInOrder } from './lib/end-in-order.ts';
import { makeEvents } from './lib/events.ts';
import { makeGoingOn } from './lib/going-on.ts';
import { openLog } from './lib/log.ts';
import { makeVault } from './lib/vault.ts';
import { makeEngine } from './minio/engine.ts';
import { readManifest } from './minio/manifest.ts';
import { makeObjectStore } from './objects/object-store.ts';
import { makeSweep } from './objects/sweep.ts';
import { makePreviews } from './previews/previews.ts';
import { makeReach } from './sharing/reach.ts';
import { makeSharing } from './sharing/sharing.ts';
import { makeTransfers } from './transfers/transfers.ts';
import { makeZipDownloads } from './transfers/zip-downloads.ts';
import { makeUploads } from './uploads/uploads.ts';
import { makeSpace } from './usage/space.ts';
import { makeUsage } from './usage/usage.ts';
import { makeLive } from './web/live.ts';
import { makePortWire } from './web/port-wire.ts';
import { makeRouter, type Services } from './web/router.ts';
import { makeShowContent } from './web/window-contents.ts';

/**
 * Makes every room of the core by hand, in order, and starts it: the database first, the server last and in the
 * background, so that a window can be served while it comes up.
 */
export async function startCore(options: CoreOptions, host: Host) {
  const { home } = options;
  const log = openLog(path.join(home, 'logs'));
  const events = makeEvents();
  const databaseFile = path.join(home, 'database', 'cloud.sqlite');
  const dbLog = log.child({ room: 'db' });
  const open = (file: string) => openDatabase({ file, nativeBinding: options.sqliteBinding, log: dbLog });
  await takeRestored(databaseFile, dbLog);
  const database = await openOrSetAside(open, databaseFile, options.setAsideDamaged === true, dbLog);
  const { db } = database;
  const aside = makeAside({
    file: databaseFile,
    nativeBinding: options.sqliteBinding,
    workerFile: host.asideWorker,
    log: dbLog,
  });
  const searchTidy = makeSearchTidy({ db, log: log.child({ room: 'db' }) });
  const vault = makeVault(path.join(home, 'secrets.json'), host.cipher);
  const state = await openCloud(db);

  const engine = makeEngine({
    home,
    bundledFolder: options.bundledServerFolder,
    manifest: await readManifest(options.manifestFile),
    log: log.child({ room: 'minio' }),
    onChange: () => events.emit('engine.changed'),
  });
  const place = () => (engine.state().status === 'running' ? placeOf(state.row) : null);
  const last = await lastPlace(home);
  keepPlace({ home, events, place, log });
  const control = makeEngineControl({ engine, state, vault, log: log.child({ room: 'cloud' }) });
  const store = makeObjectStore({
    connection: () => engine.connection(),
    whenRunning: (signal) => engine.whenRunning(signal),
    log: log.child({ room: 'objects' }),
  });

  const freeSpace = () => engine.diskSpace();
  const usage = makeUsage({ db, aside, events, freeSpace });
  const reach = makeReach();
  const drive = makeDrive({
    db,
    reach,
    aside,
    usage: usage.recorder,
    events,
    log: log.child({ room: 'drive' }),
    freeSpace,
  });
  const accounts = makeAccounts({
    db,
    drive: drive.access,
    usage: usage.recorder,
    events,
    log: log.child({ room: 'accounts' }),
    workerFile: host.passwordWorker,
    onLeaving: (userId) => transfers.forgetUser(userId),
  });
  const transfers = makeTransfers({
    db,
    store: labelOwners(store, db, events),
    drive: drive.access,
    reach,
    usage: usage.recorder,
    events,
    log: log.child({ room: 'transfers' }),
    temporaryFolder: path.join(home, 'tmp'),
    onBusy: (count) => host.busy(count),
    show: (file) => host.show(file),
  });
  const previews = makePreviews({
    db,
    reach,
    store,
    log: log.child({ room: 'previews' }),
    decoders: host.decoders,
    folder: path.join(home, 'decoding'),
  });
  const uploads = makeUploads({
    db,
    store: labelOwners(store, db, events),
    drive: drive.access,
    reach,
    nameOf: (typed) => toNodeName(typed).name,
    events,
    log: log.child({ room: 'uploads' }),
  });
  const goingOn = makeGoingOn({ events, log: log.child({ room: 'web' }) });
  const zips = makeZipDownloads({
    db,
    drive: drive.access,
    reach,
    store,
    cloudName: () => state.row.name,
    goingOn,
  });
  const sharing = makeSharing({
    db,
    drive: drive.access,
    reach,
    store,
    uploads,
    usage: usage.recorder,
    events,
    log: log.child({ room: 'sharing' }),
    vault,
    throttle: accounts.throttle,
    passwords: accounts.passwords,
    network: () => network,
    nameOf: (typed) => toNodeName(typed).name,
  });
  const { network, ...doorway } = openDoorway({
    db,
    usage: usage.recorder,
    events,
    log,
    vault,
    store,
    state,
    headless: options.headless === true,
  });
  passNotices({ events, accounts, notify: (notice) => host.notify(notice), log });
  const words = { nameOf: toNodeName, typeOf: typeOfName, freeName: freeNameIn, ensureFolders };
  const careLog = log.child({ room: 'care' });
  const care = makeCare({
    db,
    aside,
    databaseFile,
    nativeBinding: options.sqliteBinding,
    workerFile: host.snapshotWorker,
    store,
    words,
    temporaryFolder: path.join(home, 'tmp'),
    cloud: () => (state.row.step === 'done' ? state.row : null),
    events,
    log: careLog,
    now: () => new Date(),
  });
  const restore = makeRestoreJob({
    store,
    words,
    open,
    asideOf: asideInPlace,
    copyPresent: (to) => database.backup(to),
    workFolder: path.join(home, 'restore'),
    restoredFile: restoredFile(databaseFile),
    startOn: (lost) => control.startOn(lost),
    keepKeys: (lost, cloudId) => control.keepKeys(lost, cloudId),
    lastServer: () => control.withKeys(last.server),
    hasOwner: async () => (await accounts.owner()) !== null,
    restart: () => host.restart(),
    events,
    log: careLog,
    now: () => new Date(),
  });
  const sweep = makeSweep({ db, store, log: log.child({ room: 'objects' }) });

  const groups: Omit<Services, 'live'> = {
    cloud: makeCloudService(state, { appVersion: options.appVersion, secrets: vault.protection }),
    setup: makeSetup({
      state,
      accounts,
      engine,
      control,
      events,
      log: log.child({ room: 'setup' }),
      suggestedFolder: last.dataFolder ?? options.suggestedFolder,
      lastServer: last.server,
      restore: restore.service,
    }),
    session: accounts.session,
    people: accounts.people,
    engine: makeEngineService({ engine, control, events, log: log.child({ room: 'cloud' }) }),
    drive: drive.service,
    organise: drive.organise,
    find: drive.find,
    versions: drive.versions,
    previews: previews.service,
    space: makeSpace({ db, aside, places: makePlaces(db) }),
    transfers: transfers.service,
    usage: usage.service,
    care: care.service,
    network: network.service,
    shares: sharing.shares,
    grants: sharing.grants,
    uploads: uploads.service,
    downloads: zips.service,
  };
  const services: Services = { ...groups, live: makeLive(groups) };
  const router = makeRouter({
    services,
    setupDone: () => state.row.step === 'done',
    log: log.child({ room: 'web' }),
  });
  const windows = makePortWire({
    router,
    authenticate: (token) => accounts.authenticate(token),
    events,
    remember: (windowId, token) => host.remember(windowId, token),
  });

  const browsers = await doorway.furnish({
    router,
    accounts,
    sharing,
    uploads,
    zips,
    previews,
    goingOn,
    pageFolder: options.pageFolder,
    shareScript: host.shareScript,
  });

  await accounts.dropVolatileSessions();
  await transfers.start();
  sweep.start();
  uploads.start();
  searchTidy.start();
  care.start();
  if (state.row.step === 'done') {
    control.start().catch((error: unknown) => log.warn({ err: error }, 'the engine did not start'));
  }
  await network.start();
  log.info({ version: options.appVersion, cloudId: state.row.id }, 'core started');

  return {
    router,
    windows,
    engine,
    /** Where the bytes behind an address of the window are, and for how long. */
    showContent: makeShowContent(previews, goingOn),
    /** What the door answers. */
    routes: doorway.routes,
    events,
    network,
    /** The code of a first run in a browser; null when it is not needed any more. */
    setupCode: doorway.setupCode,
    /**
     * Parks transfers, stops the server and closes the database, in this order; nothing is left running, whatever of it
     * fails.
     */
    async stop(): Promise<void> {
      await endInOrder(
        [
          ['windows', () => windows.close()],
          ['network', () => network.stop()],
          ['browsers', () => browsers.stop()],
          ['sharing', () => sharing.stop()],
          ['uploads', () => uploads.stop()],
          ['restore', () => restore.stop()],
          ['sweep', () => sweep.stop()],
          ['transfers', () => transfers.stop()],
          ['previews', () => previews.stop()],
          ['care', () => care.stop()],
          ['store', () => store.close()],
          ['engine', () => engine.close()],
          ['drive', () => drive.stop()],
          ['accounts', () => accounts.stop()],
          ['search', () => searchTidy.stop()],
          ['aside', () => aside.stop()],
          ['database', () => database.close()],
        ],
        (room, error) => log.error({ err: error, stopped: room }, 'a room was not stopped as it should be'),
      );
      log.info('core stopped');
    },
  };
}

export type Core = Awaited<ReturnType<typeof startCore>>;
