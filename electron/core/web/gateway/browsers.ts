import type { SignedIn } from '../../lib/caller.ts';
import type { Events } from '../../lib/events.ts';
import type { Log } from '../../lib/log.ts';
import type { makeRouter } from '../router.ts';
import { contentRoute, type ContentRouteDeps } from './content-route.ts';
import { pageRoute } from './page-route.ts';
import type { Exchange, Route } from './route.ts';
import { rpcRoute } from './rpc-route.ts';
import { watchSessions } from './sessions.ts';
import { zipRoute, type ZipRouteDeps } from './zip-route.ts';

export interface BrowsersDeps extends Pick<
  ContentRouteDeps,
  'goingOn' | 'findContent' | 'ownerOfContent' | 'isOfSession' | 'downloaded'
> {
  readonly router: ReturnType<typeof makeRouter>;
  readonly zips: ZipRouteDeps['zips'];
  readonly accounts: {
    authenticate(token: string, from: { device: string; address: string }): Promise<SignedIn | null>;
    isSignedIn(token: string): Promise<boolean>;
  };
  readonly events: Events;
  readonly log: Log;
  /** Of the built page. */
  readonly pageFolder: string;
  readonly openToLoopback: () => boolean;
  readonly isOperator?: (exchange: Exchange) => boolean;
}

/** People with accounts in browsers: calls, contents, and the page, which takes every path that is left. */
export interface Browsers {
  readonly routes: readonly Route[];
  stop(): void;
}

/** Makes the wire of browsers. */
export function makeBrowsers(deps: BrowsersDeps): Browsers {
  const { router, accounts, events, log, openToLoopback, isOperator = () => false } = deps;
  const running = watchSessions(
    (token) => accounts.isSignedIn(token),
    events,
    (error) => log.error({ err: error }, 'sessions could not be looked at'),
  );
  const wire = {
    authenticate: (token: string, from: { device: string; address: string }) =>
      accounts.authenticate(token, from),
    running,
    isOperator,
    openToLoopback,
  };
  const { goingOn, findContent, ownerOfContent, isOfSession, downloaded, zips } = deps;
  return {
    routes: [
      rpcRoute(router, wire),
      contentRoute({ ...wire, goingOn, findContent, ownerOfContent, isOfSession, downloaded }),
      zipRoute({ ...wire, zips, downloaded, log }),
      pageRoute(deps.pageFolder, wire),
    ],
    stop: () => running.stop(),
  };
}
