import type { NetworkMode } from '../../../contract/network.ts';
import type { Log } from '../../lib/log.ts';
import { fail } from '../../lib/errors.ts';
import type { Door } from '../../network/door.ts';
import type { Route } from './route.ts';

export interface GatewayDeps {
  readonly mode: () => NetworkMode;
  readonly isOwnHost: (host: string) => boolean;
  readonly routes: readonly Route[];
  readonly log: Log;
}

/** Makes the door on the local network: an HTTP server that hands requests that pass its guard to routes. */
export function makeGateway(_deps: GatewayDeps): Door {
  return {
    open: () => Promise.reject(fail('NO_NETWORK')),
    close: () => Promise.resolve(),
  };
}
