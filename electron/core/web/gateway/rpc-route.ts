import { RPCHandler } from '@orpc/server/fetch';
import type { makeRouter, WireContext } from '../router.ts';
import { readBody } from './body.ts';
import { httpSession, peopleModes, type HttpWireDeps } from './http-wire.ts';
import { SMALL_BODY } from './limits.ts';
import type { Exchange, Route } from './route.ts';
import { sendWebResponse } from './web-response.ts';

const PREFIX = '/rpc';
/** Forms and pictures on other pages cannot send it: only scripts of this origin can. */
const OWN_HEADER = 'x-mcm';
/** The most that somebody who is not signed in has to say, in bytes: names, passwords, the first run. */
const STRANGERS_BODY = 16 * 1024;

/** Statuses that tell programs more than that it failed; the page reads the code. */
const STATUS: Readonly<Record<string, number>> = {
  INVALID_INPUT: 400,
  NOT_SIGNED_IN: 401,
  WRONG_CREDENTIALS: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  TOO_MANY_ATTEMPTS: 429,
  TOO_BUSY: 503,
  INTERNAL: 500,
};

/** Every call of the contract over HTTP, for browsers with a session in their cookie. */
export function rpcRoute(router: ReturnType<typeof makeRouter>, deps: HttpWireDeps): Route {
  const handler = new RPCHandler<WireContext>(router);

  async function answer(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    if (!exchange.sameOrigin || request.headers[OWN_HEADER] !== '1') return refuse(exchange, 'NOT_ALLOWED');
    if (!/^application\/json(?:\s*;|$)/u.test(request.headers['content-type'] ?? ''))
      return refuse(exchange, 'INVALID_INPUT');
    const session = httpSession(exchange, deps);
    try {
      const announced = Number(request.headers['content-length'] ?? '0');
      // Many strangers who send slowly must not fill the memory.
      if (announced > STRANGERS_BODY && (await session.caller()).user === null)
        return await refuse(exchange, 'NOT_SIGNED_IN');
      const body = await readBody(request, SMALL_BODY);
      if (body === null || !isJson(body)) return await refuse(exchange, 'INVALID_INPUT');
      const asked = new Request(`${exchange.origin}${exchange.path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new Uint8Array(body),
        signal: exchange.signal,
      });
      const context = { caller: () => session.caller(), sessionSignal: () => session.signal() };
      const { matched, response: answered } = await handler.handle(asked, { prefix: PREFIX, context });
      if (!matched) return await refuse(exchange, 'NOT_FOUND');
      if (exchange.path === `${PREFIX}/session/me` && (await session.caller()).user !== null) session.renew();
      return await sendWebResponse(response, await withStatus(answered), exchange);
    } finally {
      session.release();
    }
  }

  return {
    get modes() {
      return peopleModes(deps);
    },
    matches: (method, path) => method === 'POST' && path.startsWith(`${PREFIX}/`),
    handle: answer,
  };
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}

/** The same answer with the status of its failure; a failure before any call began is one of the input. */
async function withStatus(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('json' in body)) return failure('INTERNAL');
  const failed: unknown = body.json;
  if (typeof failed !== 'object' || failed === null || !('code' in failed)) return failure('INTERNAL');
  const code = typeof failed.code === 'string' ? failed.code : 'INTERNAL';
  if (code === 'BAD_REQUEST') return failure('INVALID_INPUT');
  const status = STATUS[code] ?? 409;
  // The library says 500 of every failure that our list names.
  return Response.json({ ...body, json: { ...failed, status } }, { status });
}

/** A failure as the page's side of the wire reads it. */
function failure(
  code: 'INVALID_INPUT' | 'NOT_SIGNED_IN' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'INTERNAL',
): Response {
  const data = code === 'INVALID_INPUT' ? { data: { fields: [] } } : {};
  const status = STATUS[code] ?? 400;
  const json = { defined: true, code, status, message: code, ...data };
  return Response.json({ json, meta: [] }, { status });
}

function refuse(exchange: Exchange, code: Parameters<typeof failure>[0]): Promise<void> {
  return sendWebResponse(exchange.response, failure(code), exchange);
}
