import type {
  LanAddress,
  network as networkGroup,
  NetworkMode,
  NetworkState,
} from '../../contract/network.ts';
import type { Db } from '../db/schema.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import type { Vault } from '../lib/vault.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import { makeAuthorityKeeper, type TrustedCertificate } from './authority.ts';
import { makeAddressWatch } from './address-watch.ts';
import type { InterfaceFacts, Interfaces } from './addresses.ts';
import type { Door } from './door.ts';
import { makeDoorKeeper } from './door-keeper.ts';
import { askInterfaceFacts } from './interface-facts.ts';
import { makeLocalName } from './mdns.ts';
import { hostList, makeOwnHosts } from './own-hosts.ts';
import { makeNetworkService } from './network-service.ts';
import { makeScout } from './scout.ts';
import { makeVisits } from './visits.ts';

export interface NetworkDeps {
  readonly db: Db;
  readonly door: Door;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  readonly vault: Vault;
  readonly cloudName: () => string;
  readonly serverRunning: () => boolean;
  readonly now?: () => Date;
  /** See {@link DoorKeeper}: for a core without a window. */
  readonly loopbackWhenOff?: boolean;
  /** What stands for the system in tests. */
  readonly system?: {
    readonly interfaces: () => Interfaces;
    readonly askFacts: () => Promise<InterfaceFacts>;
    readonly mdnsPort?: number;
  };
}

/** The settings of the door, the addresses of this computer, and whether others can come in. */
export interface Network {
  readonly service: ServiceOf<typeof networkGroup>;
  /** For whom the door is open at this moment. */
  mode(): NetworkMode;
  state(): NetworkState;
  /** Where this computer's own browser gets in; null where nobody does. */
  ownPort(): number | null;
  /** Whether a host (without port) is a name or address of this computer: all others are refused at the door. */
  isOwnHost(host: string): boolean;
  /** Notes that a device opened the address of a test; false for a test that is unknown or over. */
  visited(token: string, visit: { readonly address: string; readonly device: string }): boolean;
  /** What devices have to trust for HTTPS; null while devices come by plain HTTP. */
  certificate(): TrustedCertificate | null;
  /** Looks at the addresses now instead of a few seconds later. */
  look(): Promise<void>;
  /** Opens the door where it was open, and watches the addresses. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes the network room; nothing is opened before `start`. */
export function makeNetwork(deps: NetworkDeps): Network {
  const { db, door, usage, events, log, system, now = () => new Date() } = deps;
  const changed = () => {
    localName.answerOn(keeper.port() === null ? [] : scout.cards());
    events.emit('network.changed');
  };
  const scout = makeScout({
    askFacts: system?.askFacts ?? askInterfaceFacts,
    ...(system === undefined ? {} : { interfaces: system.interfaces }),
  });
  const localName = makeLocalName({
    log,
    cloudName: deps.cloudName,
    ownAddresses: () => scout.allNow(),
    onChange: () => changed(),
    ...(system?.mdnsPort === undefined ? {} : { port: system.mdnsPort }),
  });
  const extraHosts = hostList(process.env['MCM_HOSTS']);
  const authority = makeAuthorityKeeper({
    vault: deps.vault,
    cloudName: deps.cloudName,
    hosts: () => [...hostsToVouchFor(scout.addresses(), addressInUse()), localName.name(), ...extraHosts],
    now,
  });
  const keeper = makeDoorKeeper({
    db,
    door,
    log,
    credentials: () => authority.credentials(),
    isStale: () => authority.stale(),
    onChange: changed,
    ...(deps.loopbackWhenOff === undefined ? {} : { loopbackWhenOff: deps.loopbackWhenOff }),
  });
  const visits = makeVisits(now);
  const isOwnHost = makeOwnHosts({
    allNow: () => scout.allNow(),
    shown: () => scout.addresses().map(({ address }) => address),
    localName: () => (keeper.port() === null ? null : localName.name()),
    extra: extraHosts,
  });

  /** The address that links and QR codes carry: the person's choice while it is there, else the best one. */
  function addressInUse(): string | null {
    const { chosenAddress } = keeper.settings();
    const addresses = scout.addresses();
    const chosen = addresses.find(({ address }) => address === chosenAddress);
    return (chosen ?? addresses[0])?.address ?? null;
  }

  const origin = (host: string | null) => {
    const port = keeper.port();
    const scheme = keeper.settings().secure ? 'https' : 'http';
    return port === null || host === null ? null : `${scheme}://${host}:${String(port)}`;
  };

  function state(): NetworkState {
    const { mode, port, chosenAddress, secure } = keeper.settings();
    const address = addressInUse();
    return {
      mode,
      failure: keeper.failure(),
      port: keeper.port() ?? port,
      addresses: [...scout.addresses()],
      chosenAddress,
      address,
      baseUrl: origin(address),
      localUrl: address === null ? null : origin(localName.name()),
      secure,
      authorityFingerprint: authority.trusted()?.fingerprint ?? null,
    };
  }

  const watch = makeAddressWatch({
    scout,
    keeper,
    log,
    address: addressInUse,
    onChange: changed,
    onMoved() {
      const url = origin(addressInUse());
      log.info({ url }, 'the address of this computer changed');
      if (url !== null) events.emit('notice', { userId: null, notice: { kind: 'addressChanged', url } });
    },
  });

  const service = makeNetworkService({
    db,
    usage,
    events,
    log,
    keeper,
    watch,
    visits,
    authority,
    state,
    ownAddresses: () => scout.allNow(),
    serverRunning: deps.serverRunning,
  });

  return {
    service,
    mode: () => (keeper.port() === null ? 'off' : keeper.settings().mode),
    state,
    ownPort: () => keeper.ownPort(),
    isOwnHost,
    visited(token, visit) {
      const known = visits.visited(token, visit);
      if (known) changed();
      return known;
    },
    certificate: () => (keeper.settings().secure ? authority.trusted() : null),
    look: () => watch.look(),
    async start() {
      // Not waited for: on some systems it takes seconds, and the door needs no address.
      void watch.look();
      await keeper.start();
      await authority
        .load()
        .catch((error: unknown) => log.warn({ err: error }, 'no authority could be read'));
      watch.start();
    },
    async stop() {
      watch.stop();
      await keeper.stop();
      localName.stop();
    },
  };
}

/**
 * Addresses that a certificate is for. Networks inside this computer come and go with each container, and every new
 * certificate ends what runs, so they count only when devices are sent there.
 */
function hostsToVouchFor(addresses: readonly LanAddress[], inUse: string | null): string[] {
  const cards = addresses.filter(
    ({ address, kind }) => address === inUse || !['vpn', 'virtual', 'linkLocal'].includes(kind),
  );
  return [...cards.map(({ address }) => address), '127.0.0.1', 'localhost'];
}
