import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { systemCode } from '../../lib/errors.ts';
import { readerLanguage } from './device-word.ts';
import { GUARD_HEADERS, plainPage, rawAnswer } from './plain-pages.ts';
import type { LetIn } from './request-guard.ts';

/** What every answer says, unless its route says more. */
export function setGuardHeaders(response: ServerResponse, secure: boolean): void {
  for (const [name, value] of Object.entries(GUARD_HEADERS)) response.setHeader(name, value);
  // Browsers ignore it on plain HTTP, and complain.
  if (secure) response.setHeader('cross-origin-opener-policy', 'same-origin');
}

/** Sends a browser to the same address by HTTPS. */
export function leadToHttps(request: IncomingMessage, response: ServerResponse, { host }: LetIn): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answerPlain(request, response, 403);
  response.setHeader('location', `https://${host}${request.url ?? '/'}`);
  return answerPlain(request, response, 307);
}

/** Answers with the door's own page for a status. */
export function answerPlain(request: IncomingMessage, response: ServerResponse, status: number): void {
  const language = readerLanguage(request.headers['accept-language']);
  const { headers, body } = plainPage(status, language, request.headers.accept);
  // A body that nobody reads would have to be waited for.
  const ends =
    request.complete || request.headers['content-length'] === undefined ? {} : { connection: 'close' };
  response.writeHead(status, { ...headers, ...ends });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Says no to what is not HTTP, and closes. */
export function answerUnreadable(error: Error, socket: Socket, inAnswer: boolean): void {
  if (inAnswer || systemCode(error) === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(rawAnswer(systemCode(error) === 'HPE_HEADER_OVERFLOW' ? 431 : 400), () => socket.destroy());
}
