import type { Caller, Connection, SignedIn } from '../../lib/caller.ts';
import type { Exchange, Route } from './route.ts';
import type { RunningSessions } from './sessions.ts';

/** What the wire of browsers needs of the rest. */
export interface HttpWireDeps {
  /** True while browsers of this computer may come in whatever the mode is: for a first run without a window. */
  readonly openToLoopback: () => boolean;
  readonly authenticate: (
    token: string,
    from: { readonly device: string; readonly address: string },
  ) => Promise<SignedIn | null>;
  readonly running: RunningSessions;
  /** Whether a device proved by a one-time code that it is run by whoever runs this computer. */
  readonly isOperator: (exchange: Exchange) => boolean;
}

/** For whom what needs an account is open. */
export function peopleModes({ openToLoopback }: Pick<HttpWireDeps, 'openToLoopback'>): Route['modes'] {
  return openToLoopback() ? ['people', 'loopback'] : ['people'];
}

/** The session of one request. */
export interface HttpSession {
  caller(): Promise<Caller>;
  /** Aborts when the session ends, or is another from now on. */
  signal(): AbortSignal;
  /** Keeps the cookie of a remembered session for as long as the session itself, which starts anew with use. */
  renew(): void;
  release(): void;
}

const COOKIE = 'session';
/** As long as a remembered session lives without use, in seconds. */
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;
/** Tokens of sessions are 256 bits in base64url; the mark says that it is to be remembered. */
const KEPT = /^(?<mark>[rv])(?<token>[\w-]{43})$/u;

/** The session that a browser's cookie names, and the ways to begin and end it. */
export function httpSession(exchange: Exchange, deps: HttpWireDeps): HttpSession {
  const { authenticate, running } = deps;
  const found = KEPT.exec(exchange.cookies.get(COOKIE) ?? '')?.groups;
  let token = found?.['token'] ?? null;
  const remembered = found?.['mark'] === 'r';
  const from = { device: exchange.device, address: exchange.address };
  let session = new AbortController();
  let letGo: (() => void) | null = null;

  function become(next: string | null): void {
    if (token !== null) running.ended(token);
    letGo?.();
    letGo = null;
    token = next;
    session.abort();
    session = new AbortController();
  }
  function keep(value: string, remember: boolean): void {
    const cookie = { name: COOKIE, value: `${remember ? 'r' : 'v'}${value}`, path: '/' };
    exchange.setCookie(remember ? { ...cookie, maxAgeSeconds: REMEMBERED_SECONDS } : cookie);
  }
  const connection: Connection = {
    begin(next, remember) {
      become(next);
      keep(next, remember);
    },
    end() {
      become(null);
      exchange.setCookie({ name: COOKIE, value: null, path: '/' });
    },
    takeGrant: () => Promise.resolve(undefined),
  };

  return {
    async caller() {
      if (token !== null) letGo ??= running.follow(token, () => session.abort());
      const user = token === null ? null : await authenticate(token, from);
      return {
        user,
        desktop: false,
        origin: exchange.address,
        host: exchange.host,
        secure: exchange.secure,
        device: exchange.device,
        operator: deps.isOperator(exchange),
        connection,
      };
    },
    signal: () => session.signal,
    renew() {
      if (token !== null && remembered) keep(token, true);
    },
    release() {
      letGo?.();
    },
  };
}
