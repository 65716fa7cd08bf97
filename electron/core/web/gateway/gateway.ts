import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkMode } from '../../../contract/network.ts';
import { systemCode } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import type { Door, DoorOptions } from '../../network/door.ts';
import type { DoorConnection } from './connections.ts';
import { answerPlain, answerUnreadable, leadToHttps, setGuardHeaders } from './answers.ts';
import { makeExchange } from './exchange.ts';
import { DOOR_LIMITS, LARGEST_HEAD, MOST_HEADERS, SMALL_BODY, type DoorLimits } from './limits.ts';
import { addressOf, listen, type Listener } from './listener.ts';
import { examine } from './request-guard.ts';
import type { Route } from './route.ts';
import { makeTokenBuckets } from './token-buckets.ts';

export interface GatewayDeps {
  readonly mode: () => NetworkMode;
  readonly isOwnHost: (host: string) => boolean;
  readonly routes: readonly Route[];
  readonly log: Log;
  /** For tests that reach limits. */
  readonly limits?: Partial<DoorLimits>;
}

/** A connection that sent so many requests without waiting for answers is no browser. */
const MOST_AT_ONCE = 4;
const KEEP_ALIVE_MS = 15_000;
const REQUESTS_OF_CONNECTION = 1000;
/** How long somebody who asks too much waits for being told so. */
const REFUSED_AFTER_MS = 1000;
/** After an answer that came before the request was whole, the device has so long to read it. */
const LINGER_MS = 500;

/** Makes the door on the local network: an HTTP server that hands requests that pass its guard to routes. */
export function makeGateway(deps: GatewayDeps): Door {
  const limits = { ...DOOR_LIMITS, ...deps.limits };
  const buckets = makeTokenBuckets(limits);
  let open: { listener: Listener; server: Server; options: DoorOptions } | null = null;
  /** Doors that made way for this one, and may still answer this computer. */
  const before = new Set<Listener>();
  /** Doors open and close one after another. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  };

  async function shut(): Promise<void> {
    const shutting = open;
    open = null;
    await shutting?.listener.close();
    shutting?.server.close();
  }

  /** Whoever sits at this computer gets the answer by which the door opens to others, or is closed to them. */
  function makeWay(): void {
    if (open === null) return;
    const { listener, server } = open;
    open = null;
    for (const gone of before) if (gone.connections.size === 0) before.delete(gone);
    before.add(listener);
    listener.makeWay();
    server.close();
  }

  async function unlock(options: DoorOptions): Promise<{ port: number }> {
    if (open !== null && stays(open.options, options, open.listener)) {
      open = { ...open, options };
      return { port: open.listener.port };
    }
    // At the port that is ours already there is no second place: the door before has to go first.
    if (open !== null && open.listener.port === options.port) {
      if ((open.options.loopbackOnly ?? false) === (options.loopbackOnly ?? false)) await shut();
      else makeWay();
    }
    let opened: Listener | undefined;
    const server = makeServer(deps, limits, {
      secure: (options.secure ?? null) !== null,
      listener: () => opened,
      allows: (address) => buckets.take(address),
    });
    const listener = await listen(options, server, limits, (address) => buckets.take(address));
    opened = listener;
    await shut();
    open = { listener, server, options };
    return { port: listener.port };
  }

  return {
    open: (options) => inTurn(() => unlock(options)),
    close() {
      // What runs ends now, whatever else waits for its turn.
      for (const listener of before) listener.connections.destroy();
      before.clear();
      open?.listener.connections.destroy();
      return inTurn(shut);
    },
  };
}

/** Whether an open door needs no more than perhaps another certificate, so that nothing that runs has to end. */
function stays(before: DoorOptions, next: DoorOptions, listener: Listener): boolean {
  if (next.port !== listener.port || (next.loopbackOnly ?? false) !== (before.loopbackOnly ?? false))
    return false;
  const [had, has] = [before.secure ?? null, next.secure ?? null];
  if (had === null || has === null) return had === has;
  return listener.renew(has);
}

interface ServerParts {
  /** Whether devices come by HTTPS. */
  readonly secure: boolean;
  readonly listener: () => Listener | undefined;
  readonly allows: (address: string) => boolean;
}

function makeServer(deps: GatewayDeps, limits: DoorLimits, parts: ServerParts): Server {
  const server = createServer({
    maxHeaderSize: LARGEST_HEAD,
    insecureHTTPParser: false,
    requireHostHeader: false, // our own guard answers, and asks for exactly one
    keepAliveTimeout: Math.min(KEEP_ALIVE_MS, limits.headMs),
  });
  server.maxHeadersCount = MOST_HEADERS + 1;
  server.maxRequestsPerSocket = REQUESTS_OF_CONNECTION;
  server.on('connect', (_request, socket: Duplex) => socket.destroy());
  server.on('clientError', (error: Error, socket: Socket) => {
    const inAnswer = parts.listener()?.connections.of(socket)?.open !== 0;
    answerUnreadable(error, socket, inAnswer);
  });
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const listener = parts.listener();
    const connection = listener?.connections.of(request.socket);
    if (listener === undefined || connection === undefined || connection.open >= MOST_AT_ONCE) {
      request.socket.destroy();
      return;
    }
    // What follows a request that could not be trusted may be a part of it.
    if (connection.ending) return;
    follow(connection, listener, request, response);
    serve(deps, parts, listener.port, request, response).catch((error: unknown) => {
      if (response.destroyed || systemCode(error) === 'ERR_STREAM_PREMATURE_CLOSE') return;
      deps.log.error({ err: error, method: request.method }, 'a request was not answered');
      if (response.headersSent) response.destroy();
      else answerPlain(request, response, 500);
    });
    connection.ending = response.getHeader('connection') === 'close';
  };
  server.on('request', answer);
  server.on('checkContinue', answer);
  // Node would answer these by itself, past the guard.
  server.on('checkExpectation', answer);
  server.on('dropRequest', (_request, socket: Duplex) => socket.destroy());
  return server;
}

/** Keeps the watch over connections informed of what this one is at. */
function follow(
  connection: DoorConnection,
  { connections }: Listener,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  connection.open += 1;
  connection.stream = request.socket;
  // The end of an empty body is only told to whoever reads it.
  connections.move(connection, Number(request.headers['content-length'] ?? '0') > 0 ? 'body' : 'answer');
  request.once('end', () => connections.move(connection, 'answer'));
  response.once('close', () => {
    connection.open -= 1;
    if (connection.open === 0) connections.move(connection, 'head');
    if (request.complete) return;
    setTimeout(() => {
      if (!request.complete) connection.socket.destroy();
    }, LINGER_MS).unref();
  });
}

async function serve(
  deps: GatewayDeps,
  parts: ServerParts,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const encrypted = 'encrypted' in request.socket;
  const address = addressOf(request.socket);
  const entrance = { port, secure: encrypted, isOwnHost: deps.isOwnHost };
  const examined = examine(request, entrance);
  setGuardHeaders(response, encrypted);
  if (!parts.allows(address)) {
    // Whoever does not wait is made to: an answer at once would cost as much as what was asked for.
    await sleep(REFUSED_AFTER_MS, undefined, { ref: false });
    response.setHeader('retry-after', '5');
    return answerPlain(request, response, 429);
  }
  if ('refused' in examined) {
    response.setHeader('connection', 'close');
    return answerPlain(request, response, examined.refused);
  }
  const { method = '' } = request;
  const route = routeFor(deps, parts, { method, path: examined.path, address, encrypted });
  if (route === undefined) {
    if (parts.secure && !encrypted) return leadToHttps(request, response, examined);
    return answerPlain(request, response, 404);
  }
  const changes = method !== 'GET' && method !== 'HEAD';
  if (changes && route.anyOrigin !== true && !examined.sameOrigin) return answerPlain(request, response, 403);
  if (examined.bodyBytes > (route.largestBody ?? SMALL_BODY)) return answerPlain(request, response, 413);
  if (request.headers.expect !== undefined) response.writeContinue();
  await route.handle(makeExchange(request, response, examined, encrypted));
  return undefined;
}

/** The first route that fits and is open to this device now. */
function routeFor(
  { routes, mode }: GatewayDeps,
  { secure }: ServerParts,
  asked: { method: string; path: string; address: string; encrypted: boolean },
): Route | undefined {
  const now = mode();
  const here = /^127\.|^::1$/u.test(asked.address);
  return routes.find(
    (route) =>
      (route.modes.some((one) => one === now) || (here && route.modes.includes('loopback'))) &&
      (!secure || asked.encrypted || route.plain === true) &&
      route.matches(asked.method, asked.path),
  );
}
