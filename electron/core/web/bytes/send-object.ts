import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';

/** An object of the store, or a part of it, on its way to a browser. */
export interface SentObject {
  /** Where the store gives it to us; never told to the browser. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Both ends included, counted from 0; null for all of it. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** How long the store may say nothing while the browser waits, in milliseconds. */
const IDLE_MS = 60_000;

/**
 * Streams an object to a browser as fast as it takes it, in memory that does not grow; answers 503 when the store does
 * not give it. Tells how many bytes of the body were handed to the system, and whether that was all.
 */
export async function sendObject(
  response: ServerResponse,
  object: SentObject,
): Promise<{ readonly bytes: number; readonly complete: boolean }> {
  const { signal, status, headers } = object;
  let source: IncomingMessage;
  try {
    source = await ask(object);
  } catch {
    if (!response.destroyed && !signal.aborted) response.writeHead(503, { 'content-length': '0' }).end();
    else response.destroy();
    return { bytes: 0, complete: false };
  }
  const length = Number(source.headers['content-length']);
  response.writeHead(status, { 'content-length': String(length), ...headers });
  return new Promise((resolve) => {
    let bytes = 0;
    const end = (complete: boolean) => {
      signal.removeEventListener('abort', broken);
      source.destroy();
      if (!complete) response.destroy();
      resolve({ bytes, complete });
    };
    const broken = () => end(false);
    signal.addEventListener('abort', broken, { once: true });
    source.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    source.once('error', broken);
    source.once('end', () => {
      if (bytes !== length) broken();
    });
    response.once('finish', () => end(bytes === length));
    response.once('close', broken);
    if (signal.aborted || response.destroyed) broken();
    else source.pipe(response);
  });
}

function ask({ url, range, signal }: SentObject): Promise<IncomingMessage> {
  const request = (url.startsWith('https:') ? https : http).get(url, {
    agent: false,
    signal,
    headers: range === null ? {} : { range: `bytes=${String(range.start)}-${String(range.end)}` },
  });
  request.setTimeout(IDLE_MS, () => {
    if (!(request.destroyed || request.socket?.isPaused() === true))
      request.destroy(new Error('no answer from the store'));
  });
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (source) => {
      if (source.statusCode === (range === null ? 200 : 206)) resolve(source);
      else request.destroy(new Error(`the store answered ${String(source.statusCode)}`));
    });
  });
}
