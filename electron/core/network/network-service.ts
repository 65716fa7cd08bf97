import type { network as networkGroup, NetworkState } from '../../contract/network.ts';
import type { Db } from '../db/schema.ts';
import { signedIn } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';
import type { Events } from '../lib/events.ts';
import type { Log } from '../lib/log.ts';
import type { ServiceOf } from '../lib/service.ts';
import { watchFacts } from '../lib/watch.ts';
import type { UsageRecorder } from '../usage/usage-recorder.ts';
import type { AddressWatch } from './address-watch.ts';
import type { Authority } from './authority.ts';
import { askProgram } from './doctor/ask.ts';
import { examineNetwork } from './doctor/doctor.ts';
import { probeDoor } from './doctor/probe.ts';
import type { DoorKeeper } from './door-keeper.ts';
import { isPortFree } from './ports.ts';
import type { Visits } from './visits.ts';

interface NetworkServiceDeps {
  readonly db: Db;
  readonly usage: UsageRecorder;
  readonly events: Events;
  readonly log: Log;
  readonly keeper: DoorKeeper;
  readonly watch: AddressWatch;
  readonly visits: Visits;
  readonly authority: Authority;
  readonly state: () => NetworkState;
  readonly ownAddresses: () => readonly string[];
  readonly serverRunning: () => boolean;
}

/** Long enough for an answer to leave, in milliseconds. */
const MOVE_AFTER_MS = 400;

/** Serves the calls about the network, out of the parts of the room. */
export function makeNetworkService(deps: NetworkServiceDeps): ServiceOf<typeof networkGroup> {
  const { db, usage, events, log, keeper, watch, visits, authority, state, ownAddresses, serverRunning } =
    deps;

  /** Whether the door answers at an address, as another device would ask it. */
  async function reach(address: string, port: number): Promise<boolean> {
    const { id, token } = visits.begin({ counts: false });
    const heard = () => (visits.of(id)?.length ?? 0) > 0;
    try {
      return await probeDoor(`http://${address}:${String(port)}/t/${token}`, heard);
    } finally {
      visits.forget(id);
    }
  }

  /** Who came by the door gets the answer by it: the door moves a moment later. Answers with how it will be then. */
  function moveSoon(next: { port?: number; secure?: boolean }, act: () => Promise<void>): NetworkState {
    setTimeout(() => {
      act().catch((error: unknown) => log.warn({ err: error }, 'the door could not be moved'));
    }, MOVE_AFTER_MS).unref();
    const current = state();
    const { port, secure } = { port: current.port, secure: current.secure, ...next };
    const moved = (url: string | null) => {
      if (url === null) return null;
      const { hostname } = new URL(url);
      return `${secure ? 'https' : 'http'}://${hostname}:${String(port)}`;
    };
    return { ...current, port, secure, baseUrl: moved(current.baseUrl), localUrl: moved(current.localUrl) };
  }

  return {
    async *watch(_caller, _input, signal) {
      void watch.look(); // what is new comes as the next event
      let told = '';
      for await (const _ of watchFacts(events, 'network.changed', { signal })) {
        const current = state();
        const text = JSON.stringify(current);
        if (text !== told) yield current;
        told = text;
      }
    },
    async setMode(caller, { mode }) {
      const { userId } = signedIn(caller);
      // Closing waits for nothing.
      if (mode !== 'off') await watch.look();
      const before = await keeper.setMode(mode);
      watch.chosen();
      if ((before === 'off') !== (mode === 'off')) {
        const kind = mode === 'off' ? 'networkClosed' : 'networkOpened';
        await usage.activity(db, { userId, kind, subject: null });
      }
      return state();
    },
    async chooseAddress(_caller, { address }) {
      await keeper.chooseAddress(address);
      watch.chosen();
      return state();
    },
    async setPort(caller, { port }) {
      const { mode } = keeper.settings();
      const before = mode === 'off' ? keeper.port() : keeper.ownPort();
      const byDoor = !caller.desktop && before !== null && before !== port;
      if (byDoor && !(await isPortFree(port))) throw fail('DOOR_PORT_TAKEN', { port });
      if (byDoor) return moveSoon({ port }, () => keeper.setPort(port));
      await keeper.setPort(port);
      return state();
    },
    async setSecure(caller, { secure }) {
      if (secure) await authority.credentials();
      const byDoor = !caller.desktop && keeper.port() !== null;
      if (byDoor) return moveSoon({ secure }, () => keeper.setSecure(secure));
      await keeper.setSecure(secure);
      return state();
    },
    async examine() {
      await watch.look();
      return examineNetwork({
        state,
        serverRunning,
        reach,
        lastVisit: (foreign) =>
          visits.last(
            ({ address }) => !foreign || !ownAddresses().includes(address.replace(/^::ffff:/u, '')),
          ),
        ask: askProgram,
      });
    },
    beginVisit() {
      const { baseUrl: base } = state();
      if (base === null) throw fail('NO_NETWORK');
      const { id, token } = visits.begin();
      // Plain HTTP, which this page answers always: a phone that does not trust the certificate yet can be tested too.
      return { id, url: `${base.replace(/^https:/u, 'http:')}/t/${token}` };
    },
    async *watchVisit(_caller, { id }, signal) {
      let told = -1;
      for await (const _ of watchFacts(events, 'network.changed', { signal })) {
        const list = visits.of(id);
        if (list === undefined) return;
        const { length } = list;
        if (length !== told) yield { visits: [...list] };
        told = length;
      }
    },
  };
}
