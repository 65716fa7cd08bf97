import type { Failure } from '../../contract/errors.ts';
import type { NetworkMode } from '../../contract/network.ts';
import type { Db } from '../db/schema.ts';
import { fail, toFailure } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import type { Door, DoorOptions } from './door.ts';
import { isPortFree, openNear } from './ports.ts';
import { type NetworkSettings, readSettings, writeSettings } from './settings.table.ts';

interface DoorKeeperDeps {
  readonly db: Db;
  readonly door: Door;
  readonly log: Log;
  /** Certificate and key for the addresses of this moment; throws SECRETS_UNREADABLE. */
  readonly credentials: () => Promise<NonNullable<DoorOptions['secure']>>;
  /** Whether the certificate last made does not do any more. */
  readonly isStale: () => boolean;
  readonly onChange: () => void;
  /** Without a window, this computer's own browser is the way in while the door is closed to others. */
  readonly loopbackWhenOff?: boolean;
}

/** Opens and closes the door as the settings say, one change after the other, and keeps them. */
export interface DoorKeeper {
  settings(): NetworkSettings;
  /** Null while the door is closed. */
  port(): number | null;
  /** Where this computer's own browser gets in; null where nobody does. */
  ownPort(): number | null;
  /** Why the door is not open although it should be. */
  failure(): Failure | null;
  /** Answers with the mode before. */
  setMode(mode: NetworkMode): Promise<NetworkMode>;
  setPort(port: number): Promise<void>;
  setSecure(secure: boolean): Promise<void>;
  chooseAddress(address: string | null): Promise<void>;
  /** Opens the door where it should be open and is not. Never throws: what went wrong is in `failure`. */
  tryAgain(): Promise<void>;
  /** Gives an open door with HTTPS a certificate for the addresses of this moment, where the last one is not. */
  renew(): Promise<void>;
  /** Reads the settings and opens the door where it was open. */
  start(): Promise<void>;
  /** Closes the door; the settings stay. */
  stop(): Promise<void>;
}

/** Makes the keeper; the door stays closed until `start`. */
export function makeDoorKeeper(deps: DoorKeeperDeps): DoorKeeper {
  const { db, door, log, credentials, isStale, onChange, loopbackWhenOff = false } = deps;
  let settings: NetworkSettings = { mode: 'off', port: null, chosenAddress: null, secure: false };
  let port: number | null = null;
  let ownPort: number | null = null;
  let failure: Failure | null = null;
  let stopped = false;
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = queue.then(act).finally(onChange);
    queue = done.catch(() => undefined);
    return done;
  }

  async function keep(change: Partial<NetworkSettings>): Promise<void> {
    const next = { ...settings, ...change };
    await writeSettings(db, next);
    settings = next;
  }

  /** Opens the door; throws DOOR_PORT_TAKEN. */
  async function open(wished: number | null, secure = settings.secure): Promise<void> {
    const options = secure ? { secure: await credentials() } : {};
    const opened =
      wished === null
        ? await openNear((near) => door.open({ ...options, port: near }))
        : await door.open({ ...options, port: wished });
    ({ port } = opened);
    ownPort = port;
    failure = null;
    log.info({ port, secure }, 'the door is open');
  }

  async function close(): Promise<void> {
    const here = ownPort;
    port = null;
    ownPort = null;
    if (!loopbackWhenOff || stopped) return door.close();
    // Closed to others by opening it anew: whoever sits at this computer gets the answer of the call that does it.
    return openHere(here ?? settings.port);
  }

  /** Opens the door to this computer alone, at another port where the wished one is taken. */
  async function openHere(wished: number | null): Promise<void> {
    const at = (near: number | null) => door.open({ port: near, loopbackOnly: true });
    const opened = await (wished === null ? openNear(at) : at(wished).catch(() => at(null)));
    ownPort = opened.port;
    log.info({ port: ownPort }, 'the door is open to this computer alone');
  }

  /** Opens the door as the settings say; what keeps it closed is kept as the failure. */
  async function openAsSet(): Promise<void> {
    try {
      await open(settings.port);
    } catch (error) {
      port = null;
      failure = toFailure(error);
      log.warn({ err: error }, 'the door could not be opened');
      // Or nobody could get in to choose another port.
      if (loopbackWhenOff && !stopped) await openHere(ownPort ?? settings.port);
    }
  }

  return {
    settings: () => settings,
    port: () => port,
    ownPort: () => ownPort,
    failure: () => failure,
    setMode: (mode) =>
      inTurn(async () => {
        const { mode: before } = settings;
        if (mode === 'off') {
          await close();
          failure = null;
          await keep({ mode });
          return before;
        }
        if (port === null) {
          await open(settings.port);
          await keep({ mode, port });
          return before;
        }
        if (before === mode) return before;
        // What runs for people with accounts ends, now that only links may be used.
        if (mode === 'links') await close();
        await keep({ mode });
        if (port === null) await openAsSet();
        return before;
      }),
    setPort: (wished) =>
      inTurn(async () => {
        if (port === wished) return;
        if (port === null) {
          if (!(await isPortFree(wished))) throw fail('DOOR_PORT_TAKEN', { port: wished });
        } else await open(wished); // a door that cannot move stays where it is
        await keep({ port: wished });
        if (port === null && settings.mode !== 'off') await openAsSet();
      }),
    setSecure: (secure) =>
      inTurn(async () => {
        if (secure === settings.secure) return;
        if (secure) await credentials();
        if (port !== null) {
          try {
            await open(port, secure);
          } catch (error) {
            await openAsSet();
            throw error;
          }
        }
        await keep({ secure });
        // It may have been the certificate that kept it closed.
        if (port === null && settings.mode !== 'off') await openAsSet();
      }),
    chooseAddress: (chosenAddress) => inTurn(() => keep({ chosenAddress })),
    tryAgain: () =>
      inTurn(async () => {
        if (!stopped && settings.mode !== 'off' && port === null) await openAsSet();
      }),
    async renew() {
      const needed = () => !stopped && settings.secure && port !== null && isStale();
      if (!needed()) return;
      await inTurn(async () => {
        if (needed()) await openAsSet();
      });
    },
    start: () =>
      inTurn(async () => {
        settings = await readSettings(db);
        if (settings.mode !== 'off') await openAsSet();
        else if (loopbackWhenOff) await close();
      }),
    stop: () =>
      inTurn(async () => {
        stopped = true;
        await close();
      }),
  };
}
