import { attachment } from '../../lib/attachment.ts';
import { contentHead } from '../../lib/content-head.ts';
import { isFailure } from '../../lib/errors.ts';
import type { ObjectStore } from '../../objects/object-store.ts';
import type { ShareDoor } from '../../sharing/share-door.ts';
import type { Uploads } from '../../uploads/uploads.ts';
import { forwardPut, type PutOutcome } from '../bytes/forward-put.ts';
import { sendObject } from '../bytes/send-object.ts';
import { plainPage } from './plain-pages.ts';
import type { Exchange, Route } from './route.ts';

export interface PresignedDeps {
  readonly store: Pick<ObjectStore, 'stat' | 'verifyPresigned'>;
  readonly shares: Pick<ShareDoor, 'direct'>;
  readonly uploads: Pick<Uploads, 'mayPut'>;
}

type Verified = NonNullable<ReturnType<ObjectStore['verifyPresigned']>>;

/** Bucket and key, as S3 has it; the signature says whether they are ours. */
const ADDRESS = /^\/[a-z\d][a-z\d.-]{1,61}[a-z\d]\/[\da-f]{2}\/[\da-f-]{36}$/u;
const MODES = ['links', 'people'] as const;
/** What an address has to sign so that the door knows whose it is. */
const SHARE = 'x-mcm-share';
const UPLOAD = 'x-mcm-upload';
const OF_UPLOADS = new Set([UPLOAD, 'partNumber', 'uploadId']);
const UPLOAD_ID = /^[\da-f-]{36}$/u;
/** S3's largest part; which size is right is known by then. */
const LARGEST_PART = 5 * 1024 ** 3;
/** Sent along to the store, which checks the bytes by it. */
const DIGEST = /^[A-Za-z\d+/]{22}==$/u;

/**
 * The addresses of S3 at the door: direct links, and the parts of uploads. The signature is verified here, then whoever
 * gave the address away is asked whether it still holds, and only then it goes to the store. Nothing of the request but
 * its body, range and digest gets there, and nothing of the store's answer but its bytes comes back.
 */
export function presignedRoutes(deps: PresignedDeps): Route[] {
  return [
    {
      modes: MODES,
      matches: (method, path) => (method === 'GET' || method === 'HEAD') && ADDRESS.test(path),
      handle: (exchange) => give(deps, exchange),
    },
    {
      modes: MODES,
      // The signature proves who sends it: no cookie does, so no page elsewhere can make use of one.
      anyOrigin: true,
      largestBody: LARGEST_PART,
      matches: (method, path) => method === 'PUT' && ADDRESS.test(path),
      handle: (exchange) => take(deps, exchange),
    },
  ];
}

/** What the share is told once an answer has ended. */
interface Told {
  complete: boolean;
  /** The bytes that left, where they were not all of it. */
  part: { readonly first: number; readonly last: number } | undefined;
}

async function give({ store, shares }: PresignedDeps, exchange: Exchange): Promise<void> {
  const { address, device, signal } = exchange;
  const verified = verify(store, exchange, 'GET');
  const shareId = verified?.query.get(SHARE);
  if (verified === null || shareId === undefined) return answer(exchange, 404);
  const asked = { method: exchange.method, range: exchange.request.headers.range ?? null };
  const pass = await shares.direct(shareId, verified.key, { address, device }, asked);
  if (pass === null) return answer(exchange, 404);
  const told: Told = { complete: false, part: undefined };
  try {
    const object = await store.stat(verified.key, signal);
    if (object === null) return answer(exchange, 404);
    await send(exchange, verified, { object, signal: AbortSignal.any([signal, pass.signal]), told });
  } catch (error) {
    if (!isFailure(error)) throw error;
    answer(exchange, 503);
  } finally {
    await pass.finished(told.complete, told.part);
  }
  return undefined;
}

async function send(
  { request, response, method }: Exchange,
  { query, store }: Verified,
  {
    object,
    signal,
    told,
  }: {
    readonly object: { readonly size: number; readonly etag: string };
    readonly signal: AbortSignal;
    readonly told: Told;
  },
): Promise<void> {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const { size, etag } = object;
  const mime = query.get('response-content-type') ?? null;
  // S3 signs a GET for GET alone; HEAD is answered here, by what the store says of the object.
  const head = contentHead(
    { size, mime, name: '', tag: etag, lasting: false },
    { method, header },
    null,
    true,
  );
  const headers = { ...head.headers, 'content-disposition': dispositionOf(query) };
  if (head.body === 'none') {
    response.writeHead(head.status, headers).end();
    if (method === 'GET' && head.status === 200) told.complete = true;
    return;
  }
  const range = head.body === 'all' ? null : head.body;
  const { bytes, complete } = await sendObject(response, {
    ...store,
    status: head.status,
    headers,
    range,
    signal,
  });
  const first = range?.start ?? 0;
  if (bytes > 0 && !(complete && range === null)) told.part = { first, last: first + bytes - 1 };
  told.complete = complete;
}

/** As signed, if it says to save; nothing of a file is ever shown from here. */
function dispositionOf(query: ReadonlyMap<string, string>): string {
  const signed = query.get('response-content-disposition') ?? '';
  return /^attachment;[ -~]{1,4096}$/u.test(signed) ? signed : attachment('download');
}

async function take({ store, uploads }: PresignedDeps, exchange: Exchange): Promise<void> {
  const { request, signal } = exchange;
  const part = partOf(verify(store, exchange, 'PUT'), request.headers['content-length']);
  const pass = part === null ? null : await uploads.mayPut(part);
  if (part === null || pass === null) return answer(exchange, 404);
  let outcome: PutOutcome = { kind: 'broken' };
  try {
    const digest = request.headers['content-md5'];
    outcome = await forwardPut(request, {
      ...(pass.whole ?? { ...part.store, headers: {} }),
      headers: {
        ...pass.whole?.headers,
        ...(typeof digest === 'string' && DIGEST.test(digest) ? { 'content-md5': digest } : {}),
      },
      bytes: part.bytes,
      signal: AbortSignal.any([signal, pass.signal]),
    });
  } finally {
    pass.done(outcome.kind === 'stored');
  }
  if (outcome.kind === 'stored') {
    exchange.response.writeHead(200, { etag: outcome.etag, 'content-length': '0' }).end();
    return undefined;
  }
  if (outcome.kind === 'broken') exchange.response.destroy();
  else answer(exchange, outcome.kind === 'refused' ? 404 : 503);
  return undefined;
}

/** Which part of which upload it is; null for what no address of ours says. */
function partOf(verified: Verified | null, length: string | undefined) {
  if (verified === null || !/^\d{1,12}$/u.test(length ?? '')) return null;
  const { key, query, store } = verified;
  const uploadId = query.get(UPLOAD) ?? '';
  if (!UPLOAD_ID.test(uploadId) || [...query.keys()].some((name) => !OF_UPLOADS.has(name))) return null;
  const [asked, multipart] = [query.get('partNumber'), query.get('uploadId')];
  if ((asked === undefined) !== (multipart === undefined)) return null;
  if (asked !== undefined && !/^[1-9]\d{0,4}$/u.test(asked)) return null;
  return { uploadId, key, number: asked === undefined ? null : Number(asked), bytes: Number(length), store };
}

function verify(
  store: PresignedDeps['store'],
  { host, path, search }: Exchange,
  method: 'GET' | 'PUT',
): Verified | null {
  return store.verifyPresigned({ method, host, path, search });
}

/** One and the same closed answer, whatever is wrong; the store's own words never get out. */
function answer({ request, response, method, language }: Exchange, status: 404 | 503): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { headers, body } = plainPage(status, language, request.headers.accept);
  const more = method === 'PUT' ? { connection: 'close' } : {};
  response.writeHead(status, { ...headers, ...more });
  response.end(method === 'HEAD' ? undefined : body);
}
