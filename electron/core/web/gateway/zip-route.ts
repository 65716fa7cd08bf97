import type { ServerResponse } from 'node:http';
import { attachment } from '../../lib/attachment.ts';
import { guardHeaders } from '../../lib/content-head.ts';
import { isFailure } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import type { ZipDownloads, ZipTicket } from '../../transfers/zip-downloads.ts';
import { httpSession, peopleModes, type HttpWireDeps } from './http-wire.ts';
import { plainPage } from './plain-pages.ts';
import type { Exchange, Route } from './route.ts';
import { makeZipLine, type ZipPlace } from './zip-line.ts';

export interface ZipRouteDeps extends HttpWireDeps {
  readonly zips: Pick<ZipDownloads, 'stream' | 'take'>;
  /** Notes what a person saved, once all of it has gone. */
  readonly downloaded: (userId: string, bytes: number) => Promise<void>;
  readonly log: Log;
}

const ADDRESS = /^\/zip\/(?<ticket>[\w-]{32})$/u;

/** Archives of what a person chose, made while they are sent: once for each ticket, for the session it was made for. */
export function zipRoute(deps: ZipRouteDeps): Route {
  const line = makeZipLine();

  async function answer(exchange: Exchange): Promise<void> {
    const session = httpSession(exchange, deps);
    let place: ZipPlace | null = null;
    try {
      const { user } = await session.caller();
      if (user === null) return refuse(exchange, 404);
      if (exchange.method === 'HEAD') return tell(exchange, line.hasPlace(exchange.address));
      place = await line.enter(exchange.address, exchange.response);
      if (place === null) return refuse(exchange, 503);
      const ticket = ADDRESS.exec(exchange.path)?.groups?.['ticket'] ?? '';
      const taken = await deps.zips.take(ticket, user.sessionId);
      if (taken === null) return refuse(exchange, 404);
      const { leave: within } = taken;
      try {
        const signals = [exchange.signal, session.signal(), within.signal];
        return await send(exchange, taken, place, AbortSignal.any(signals));
      } finally {
        within.end();
      }
    } finally {
      session.release();
      place?.leave();
    }
  }

  async function send(
    { response }: Exchange,
    { sources, name, userId }: ZipTicket,
    place: ZipPlace,
    signal: AbortSignal,
  ): Promise<void> {
    const cut = () => response.destroy();
    signal.addEventListener('abort', cut, { once: true });
    response.writeHead(200, {
      ...guardHeaders(null),
      'content-type': 'application/zip',
      'content-disposition': attachment(`${name}.zip`),
      'cache-control': 'no-store',
      'accept-ranges': 'none',
    });
    try {
      const bytes = await deps.zips.stream(sources, (piece) => place.write(piece), signal);
      if (await ended(response)) await deps.downloaded(userId, bytes);
    } catch (error) {
      // An archive without its end is none: the connection breaks, so that browsers say so.
      response.destroy();
      if (!signal.aborted && !isFailure(error)) throw error;
      deps.log.info({ err: error }, 'a zip broke off');
    } finally {
      signal.removeEventListener('abort', cut);
    }
  }

  return {
    get modes() {
      return peopleModes(deps);
    },
    matches: (method, path) => (method === 'GET' || method === 'HEAD') && path.startsWith('/zip/'),
    handle: answer,
  };
}

/** Whether all of it has been handed to the system. */
function ended(response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    response.once('finish', () => resolve(true));
    response.once('close', () => resolve(response.writableFinished));
    response.end();
  });
}

/** Answers whoever asks before they begin, as a browser shows no page where a download is refused. */
function tell(exchange: Exchange, hasPlace: boolean): void {
  if (!hasPlace) return refuse(exchange, 503);
  exchange.response.writeHead(204, { ...guardHeaders(null), 'cache-control': 'no-store' }).end();
}

function refuse({ request, response, language }: Exchange, status: 404 | 503): void {
  const { headers, body } = plainPage(status, language, request.headers.accept);
  const again = status === 503 ? { 'retry-after': '5', refresh: '5' } : {};
  response.writeHead(status, { ...headers, ...again }).end(request.method === 'HEAD' ? undefined : body);
}
