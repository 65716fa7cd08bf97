import type { IncomingMessage, ServerResponse } from 'node:http';
import { readCookies, writeCookie } from './cookies.ts';
import { deviceWord, readerLanguage } from './device-word.ts';
import { addressOf } from './listener.ts';
import type { LetIn } from './request-guard.ts';
import type { Exchange } from './route.ts';

/** What routes are told of a request that passed the guard. */
export function makeExchange(
  request: IncomingMessage,
  response: ServerResponse,
  examined: LetIn,
  secure: boolean,
): Exchange {
  const { path, search, host, origin, sameOrigin } = examined;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const jar = { secure, host };
  return {
    request,
    response,
    method: request.method ?? '',
    path,
    search,
    host,
    origin,
    secure,
    address: addressOf(request.socket),
    device: deviceWord(request.headers['user-agent']),
    language: readerLanguage(request.headers['accept-language']),
    cookies: readCookies(request.headers.cookie, jar),
    signal: gone.signal,
    sameOrigin,
    setCookie: (cookie) => response.appendHeader('set-cookie', writeCookie(cookie, jar)),
  };
}
