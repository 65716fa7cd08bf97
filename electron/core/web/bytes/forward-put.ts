import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { letGo } from '../../lib/let-go.ts';
import { placesIn } from './store-places.ts';

/** A body on its way from a browser into the store. */
export interface ForwardedPut {
  readonly url: string;
  /** The Host that the address was signed for, where that is not the store's own. */
  readonly host?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Just so many bytes. */
  readonly bytes: number;
  /** Ends it, unless all of the body has gone: then the store's answer is waited for. */
  readonly signal: AbortSignal;
}

/** What became of it; after any of these nothing more of it reaches the store. */
export type PutOutcome =
  | { readonly kind: 'stored'; readonly etag: string }
  /** The store does not want it. */
  | { readonly kind: 'refused' }
  /** The store cannot take it now. */
  | { readonly kind: 'away' }
  /** It broke off before all of it had come. */
  | { readonly kind: 'broken' };

/** How long the store may take to answer once it has all of the body, in milliseconds. */
const ANSWER_MS = 120_000;

/**
 * Hands the body of a request on to the store as it comes, holding the sender back while the store is slower; memory
 * stays flat. A body that ends early never becomes an object. Never rejects.
 */
export async function forwardPut(request: IncomingMessage, put: ForwardedPut): Promise<PutOutcome> {
  let leave: () => void;
  try {
    leave = await placesIn.enter(request.socket.remoteAddress ?? '', put.signal);
  } catch {
    return { kind: 'broken' };
  }
  try {
    return await handOn(request, put);
  } finally {
    leave();
  }
}

function handOn(request: IncomingMessage, put: ForwardedPut): Promise<PutOutcome> {
  const { url, host, headers, bytes, signal } = put;
  return new Promise((resolve) => {
    const sent = (url.startsWith('https:') ? https : http).request(url, {
      method: 'PUT',
      agent: false,
      headers: { ...(host === undefined ? {} : { host }), ...headers, 'content-length': String(bytes) },
    });
    let whole = false;
    const end = (outcome: PutOutcome) => {
      signal.removeEventListener('abort', stop);
      request.removeListener('close', gone);
      request.removeListener('data', take);
      request.removeListener('end', all);
      request.pause();
      sent.destroy();
      resolve(outcome);
    };
    const stop = () => {
      if (!whole) end({ kind: 'broken' });
    };
    const gone = () => {
      if (!request.complete) end({ kind: 'broken' });
    };
    const take = (chunk: Buffer) => {
      if (!sent.write(chunk, () => letGo(chunk))) request.pause();
    };
    const all = () => {
      whole = true;
      sent.setTimeout(ANSWER_MS, () => end({ kind: 'away' }));
      sent.end();
    };
    sent.on('drain', () => request.resume());
    sent.once('response', (answer) => {
      answer.resume();
      const { statusCode = 0 } = answer;
      if (statusCode < 200 || statusCode > 299)
        end({ kind: statusCode >= 500 || statusCode === 408 || statusCode === 429 ? 'away' : 'refused' });
      else end(whole ? { kind: 'stored', etag: answer.headers.etag ?? '' } : { kind: 'away' });
    });
    // What the store did is not known; sent again, it is the same.
    sent.on('error', () => end({ kind: 'away' }));
    signal.addEventListener('abort', stop, { once: true });
    request.once('close', gone);
    request.on('data', take);
    request.once('end', all);
    if (signal.aborted || request.destroyed) end({ kind: 'broken' });
  });
}
