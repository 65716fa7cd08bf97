import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { contentKind, type ContentAnswer, type ContentQuestion } from '../contract/shell.ts';
import { contentHead, guardHeaders, THUMBNAIL_HEADER } from '../core/lib/content-head.ts';

/** Who reads what is found. */
export interface ContentReader {
  /** Aborts once, in the end: nobody waits for the answer any more, or all that is read of it was. */
  readonly signal: AbortSignal;
  /** Ends the reading at once. */
  over(): void;
}

/** Asks the core where the bytes behind an address are. */
export type AskContent = (question: ContentQuestion, reader: ContentReader) => Promise<ContentAnswer>;

/** The host of addresses of content: an origin that is not the page's. */
export const CONTENT_HOST = 'content';

const IDLE_MS = 60_000;
const METHODS = 'GET, HEAD';

/**
 * Serves `app://content/<token>/<what>/<id>?<content id>` from the store, byte ranges included, handing on what comes as
 * fast as the page takes it. The address of the store never reaches the page.
 */
export function makeContentHandler(ask: AskContent, pageOrigin: string) {
  const empty = (status: number, more: Record<string, string> = {}) =>
    new Response(null, {
      status,
      headers: { ...guardHeaders(pageOrigin), 'cache-control': 'no-store', ...more },
    });

  async function show(request: Request, question: ContentQuestion, reading: Reading): Promise<Response> {
    const answer = await ask(question, { signal: reading.signal, over: () => reading.end() });
    if (answer.kind !== 'found') {
      if (answer.kind === 'away') return empty(503);
      return empty(404, answer.kind === 'wanted' ? { [THUMBNAIL_HEADER]: 'wanted' } : {});
    }
    const header = (name: string) => request.headers.get(name);
    const { status, headers, body } = contentHead(answer, { method: request.method, header }, pageOrigin);
    if (body === 'none') return new Response(null, { status, headers });
    const upstream = await openObject(answer.url, body, reading.signal);
    return upstream === null ? empty(503) : new Response(streamOf(upstream, reading), { status, headers });
  }

  return async (request: Request): Promise<Response> => {
    const { method } = request;
    if (method === 'OPTIONS')
      return empty(204, { 'access-control-allow-methods': METHODS, 'access-control-allow-headers': 'range' });
    if (method !== 'GET' && method !== 'HEAD') return empty(405, { allow: METHODS });
    const question = contentAddress(request.url);
    if (question === null) return empty(404);
    const reading = beginReading(request.signal);
    let response: Response | undefined;
    try {
      response = await show(request, question, reading);
      return response;
    } finally {
      if (response?.body == null) reading.end();
    }
  };
}

/** What a page reads, from its question to the last byte. */
interface Reading {
  /** Aborts when the page gives up, and at the end. */
  readonly signal: AbortSignal;
  end(): void;
}

function beginReading(given: AbortSignal): Reading {
  const control = new AbortController();
  return { signal: AbortSignal.any([given, control.signal]), end: () => control.abort() };
}

/** An address of content taken apart; null for any other. */
function contentAddress(url: string): ContentQuestion | null {
  const { host, pathname, search } = new URL(url);
  const [, token = '', kind, nodeId = '', ...rest] = pathname.split('/');
  const { data: what } = contentKind.safeParse(kind);
  if (host !== CONTENT_HOST || rest.length > 0 || token === '' || nodeId === '') return null;
  if (what === undefined) return null;
  return { token, what, nodeId, contentId: search.length > 1 ? search.slice(1) : null };
}

/** The store's answer with the bytes; null when it does not give them. */
function openObject(
  url: string,
  part: 'all' | { readonly start: number; readonly end: number },
  signal: AbortSignal,
): Promise<IncomingMessage | null> {
  const { request } = url.startsWith('https:') ? https : http;
  const headers = part === 'all' ? {} : { range: `bytes=${String(part.start)}-${String(part.end)}` };
  const expected = part === 'all' ? 200 : 206;
  return new Promise((resolve) => {
    const sent = request(url, { headers, signal }, (response) => {
      if (response.statusCode === expected) {
        // From here on a page that takes its time is no failure.
        response.socket.setTimeout(0);
        resolve(response);
      } else {
        response.destroy();
        resolve(null);
      }
    });
    sent.setTimeout(IDLE_MS, () => sent.destroy(new Error('no answer')));
    sent.on('error', () => resolve(null));
    sent.end();
  });
}

/**
 * A body that is read only as it is taken, and whose request ends when nobody takes it any more. It breaks where the
 * reading ends before it does, so that a part of a file does not pass for the whole.
 */
function streamOf(response: IncomingMessage, reading: Reading): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array, undefined> = response[Symbol.asyncIterator]();
  response.once('close', () => {
    if (!response.complete) reading.end();
  });
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const broken = () => controller.error(new Error('it may not be read any further'));
        reading.signal.addEventListener('abort', broken, { once: true });
      },
      async pull(controller) {
        const next = await chunks.next();
        if (next.done !== true) {
          controller.enqueue(next.value);
          return;
        }
        controller.close();
        reading.end();
      },
      cancel() {
        response.destroy();
        reading.end();
      },
    },
    { highWaterMark: 0 },
  );
}
