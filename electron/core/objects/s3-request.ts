import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { addressOf, type Connection } from './connection.ts';
import { S3Error, s3ErrorOf } from './s3-errors.ts';
import { presign, type SignRequest } from './sign.ts';

export interface S3Request {
  readonly method: SignRequest['method'];
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the signature covers, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: S3Body;
  readonly signal: AbortSignal;
  /** How long nothing at all may happen, in milliseconds. */
  readonly idleMs?: number;
}

export interface S3Body {
  readonly length: number;
  /** The body where it is one buffer at hand. */
  readonly whole?: Buffer;
  /** Writes the body; `write` settles when its bytes have left the process. Called again when sent anew. */
  send(write: (chunk: Buffer) => Promise<void>): Promise<void>;
}

/** An answer with a status of success, its body not yet read. */
export type S3Response = http.IncomingMessage;

/** Sends requests to the store over connections that are kept. */
export interface S3Wire {
  /** Throws {@link S3Error} for answers that are no success, and network errors as they come. */
  send(connection: Connection, request: S3Request): Promise<S3Response>;
  /** The same for small answers, read as text. */
  sendText(connection: Connection, request: S3Request): Promise<string>;
  close(): void;
}

/** How long the signature of a request to the store is good. */
export const EXPIRES_SECONDS = 3600;
/** How long a request may see nothing at all happen, in milliseconds, where it does not say otherwise. */
export const IDLE_MS = 60_000;
const FREE_SOCKET_MS = 10_000;
/** Bodies from this size on ask first, so that a refusal is read and not lost in a broken connection. */
const ASK_FIRST_BYTES = 1024 * 1024;
/** A server that does not know the question gets the body after this. */
const ASK_MS = 1000;

/** A body that is one buffer. */
export function bufferBody(buffer: Buffer): S3Body {
  return { length: buffer.length, whole: buffer, send: (write) => write(buffer) };
}

/** Makes the wire; one for the whole core, so that connections are shared. */
export function makeS3Wire(): S3Wire {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: FREE_SOCKET_MS }),
    'https:': new https.Agent({ keepAlive: true, timeout: FREE_SOCKET_MS }),
  };

  async function send(connection: Connection, request: S3Request): Promise<S3Response> {
    const outcome = await exchange(connection, request);
    if (outcome !== 'stale') return outcome;
    // The server closed a kept connection while the request was on its way: the request never began.
    const again = await exchange(connection, request);
    if (again === 'stale') throw Object.assign(new Error('connection closed'), { code: 'ECONNRESET' });
    return again;
  }

  async function exchange(connection: Connection, request: S3Request): Promise<S3Response | 'stale'> {
    const { method, key, query = {}, headers = {}, body, signal, idleMs = IDLE_MS } = request;
    const { protocol, host, hostname, port } = addressOf(connection);
    const secure = protocol === 'https:';
    const asks = (body?.length ?? 0) >= ASK_FIRST_BYTES;
    const sent = (secure ? https : http).request({
      agent: agents[secure ? 'https:' : 'http:'],
      hostname: hostname.replaceAll(/[[\]]/gu, ''),
      port,
      method,
      path: presign(connection, { method, key, query, headers, expiresSeconds: EXPIRES_SECONDS }),
      headers: {
        host,
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(body.length) }),
        ...(asks ? { expect: '100-continue' } : {}),
      },
      signal,
    });
    sent.setTimeout(idleMs, () => {
      sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    });
    let early: S3Response | undefined;
    const answer = new Promise<S3Response>((resolve, reject) => {
      sent.once('response', (response) => {
        early = response;
        resolve(response);
      });
      sent.once('error', reject);
      sent.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    });
    answer.catch(() => undefined); // the body's failure may come first
    try {
      if (body === undefined || (body.whole !== undefined && !asks)) sent.end(body?.whole);
      else await sendBody(sent, body, answer, asks);
      return await checked(sent, await answer);
    } catch (error) {
      if (error instanceof S3Error) throw error;
      // An answer that came before the break says more than the break.
      if (early !== undefined && early.statusCode !== undefined && early.statusCode >= 300)
        return await checked(sent, early);
      sent.destroy();
      signal.throwIfAborted();
      if (sent.reusedSocket && isReset(error)) return 'stale';
      throw error;
    }
  }

  return {
    send,
    async sendText(connection, request) {
      return text(await send(connection, request));
    },
    close() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

async function checked(sent: http.ClientRequest, response: S3Response): Promise<S3Response> {
  const { statusCode = 0 } = response;
  if (statusCode >= 200 && statusCode < 300) return response;
  try {
    throw s3ErrorOf(statusCode, await text(response).catch(() => ''));
  } finally {
    // A body that was announced and not sent leaves the connection of no more use.
    if (!sent.writableFinished) sent.destroy();
  }
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

async function sendBody(
  sent: http.ClientRequest,
  body: S3Body,
  answer: Promise<S3Response>,
  asks: boolean,
): Promise<void> {
  let answered = false;
  const end = answer.then(() => {
    answered = true;
  });
  end.catch(() => undefined); // raced with each write below
  if (asks) await mayContinue(sent, end);
  if (answered) return;
  await body.send(async (chunk) => {
    if (answered) throw new Error('answered before the body was sent');
    const written = new Promise<void>((resolve, reject) => {
      sent.write(chunk, (error) => {
        if (error === undefined || error === null) resolve();
        else reject(error);
      });
    });
    // The callback is not promised when the connection breaks; the answer's failure is.
    await Promise.race([written, end.then(() => written)]);
  });
  sent.end();
}

async function mayContinue(sent: http.ClientRequest, end: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const go = new Promise<void>((resolve) => {
    sent.once('continue', resolve);
    timer = setTimeout(resolve, ASK_MS);
  });
  sent.flushHeaders();
  try {
    await Promise.race([go, end]);
  } finally {
    clearTimeout(timer);
  }
}
