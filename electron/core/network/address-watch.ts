import type { Log } from '../lib/log.ts';
import type { DoorKeeper } from './door-keeper.ts';
import type { Scout } from './scout.ts';

/** How often the addresses are looked at: cheap, and soon enough for somebody who stands there with a phone. */
const LOOK_EVERY_MS = 3000;
/** How often a door that could not be opened is tried again. */
const TRY_AGAIN_EVERY_MS = 15_000;

interface AddressWatchDeps {
  readonly scout: Scout;
  readonly keeper: DoorKeeper;
  readonly log: Log;
  /** The address in use at this moment. */
  readonly address: () => string | null;
  /** Any address came or went. */
  readonly onChange: () => void;
  /** The address in use is another one, while the door is open: what was shown before leads nowhere. */
  readonly onMoved: () => void;
}

/** Notices when the addresses of this computer change. */
export interface AddressWatch {
  start(): void;
  stop(): void;
  /** Looks now. */
  look(): Promise<void>;
  /** The person chose another address: that is no news to them. */
  chosen(): void;
}

/**
 * Makes the watch. After the computer slept its timer is overdue, so it looks at once; a change while it slept is
 * noticed as soon as the network is back.
 */
export function makeAddressWatch(deps: AddressWatchDeps): AddressWatch {
  const { scout, keeper, log, address, onChange, onMoved } = deps;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let triedAt = performance.now();
  /** The last address that devices were told of; a network that goes and comes back the same is no change. */
  let told: string | null = null;

  async function lookOnce(): Promise<void> {
    const changed = await scout.look();
    const current = address();
    await keeper.renew();
    if (keeper.port() === null) told = null;
    else if (current !== null && current !== told) {
      const moved = told !== null;
      told = current;
      if (moved) onMoved();
    }
    if (keeper.failure() !== null && performance.now() - triedAt > TRY_AGAIN_EVERY_MS) {
      triedAt = performance.now();
      await keeper.tryAgain();
    }
    if (changed) onChange();
  }

  const look = () => {
    looking ??= lookOnce()
      .catch((error: unknown) => log.warn({ err: error }, 'the addresses could not be looked at'))
      .finally(() => {
        looking = null;
      });
    return looking;
  };

  return {
    look,
    chosen() {
      told = keeper.port() === null ? null : address();
    },
    start() {
      timer = setInterval(() => {
        if (keeper.settings().mode !== 'off') void look();
      }, LOOK_EVERY_MS).unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
