import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import http, { type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import type { Contract } from '../../electron/contract/contract.ts';
import type { NetworkMode } from '../../electron/contract/network.ts';
import { silentLog } from '../../electron/core/lib/log.ts';
import { makeGateway } from '../../electron/core/web/gateway/gateway.ts';
import type { DoorLimits } from '../../electron/core/web/gateway/limits.ts';
import type { Route } from '../../electron/core/web/gateway/route.ts';
import type { DoorOptions } from '../../electron/core/network/door.ts';

/** A door of its own on routes, without a network room behind it. */
export interface TestDoor {
  readonly port: number;
  /** For example `http://127.0.0.1:40000`. */
  readonly origin: string;
  setMode(mode: NetworkMode): void;
  open(options: DoorOptions): Promise<{ port: number }>;
  close(): Promise<void>;
}

/** Opens a door at a free port, for people unless said otherwise; it takes itself for 127.0.0.1 and `names`. */
export async function openTestDoor(
  routes: readonly Route[],
  options: {
    mode?: NetworkMode;
    limits?: Partial<DoorLimits>;
    names?: readonly string[];
    secure?: DoorOptions['secure'];
  } = {},
): Promise<TestDoor> {
  let mode = options.mode ?? 'people';
  const own = new Set(['127.0.0.1', ...(options.names ?? [])]);
  const door = makeGateway({
    mode: () => mode,
    isOwnHost: (host) => own.has(host),
    routes,
    log: silentLog(),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const { port } = await door.open({ port: null, secure: options.secure ?? null });
  return {
    port,
    origin: `http://127.0.0.1:${String(port)}`,
    setMode(next) {
      mode = next;
    },
    open: (wish) => door.open(wish),
    close: () => door.close(),
  };
}

/** What came back of a request. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends one request as it is, on a connection of its own. */
export function send(
  origin: string,
  path: string,
  options: RequestOptions & { body?: string | Buffer } = {},
): Promise<TestAnswer> {
  const { body, ...rest } = options;
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, agent: false, ...rest }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.once('error', reject);
    request.end(body);
  });
}

/** A browser of the cloud: typed calls over HTTP, and the cookies that the door gave it. */
export interface TestBrowser {
  readonly call: ContractRouterClient<Contract>;
  readonly cookies: Map<string, string>;
  /** Headers of a request that its page would send. */
  headers(): Record<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<TestAnswer>;
}

const CHROME_ON_ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';

/** Opens a browser on a door. */
export function openTestBrowser(origin: string, userAgent = CHROME_ON_ANDROID): TestBrowser {
  const cookies = new Map<string, string>();
  const headers = () => ({
    'user-agent': userAgent,
    ...(cookies.size === 0
      ? {}
      : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
  });
  const keep = (set: readonly string[]) => {
    for (const one of set) {
      const [pair = '', ...rest] = one.split('; ');
      const at = pair.indexOf('=');
      if (rest.includes('Max-Age=0')) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const link = new RPCLink({
    url: `${origin}/rpc`,
    headers: () => ({ ...headers(), origin, 'x-mcm': '1' }),
    async fetch(request, init) {
      const response = await fetch(request, init);
      keep(response.headers.getSetCookie());
      return response;
    },
  });
  return {
    call: createORPCClient(link),
    cookies,
    headers,
    get: (path, more = {}) => send(origin, path, { headers: { ...headers(), ...more } }),
  };
}

/** The browser of a member whom `addPerson` added, signed in at a door. */
export async function openBrowserOf(origin: string, userName: string): Promise<TestBrowser> {
  const browser = openTestBrowser(origin);
  await browser.call.session.signIn({ userName, password: `first password of ${userName}`, remember: false });
  return browser;
}
