import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { StoredPart } from '../../contract/uploads.ts';
import type { Db, Tx } from '../db/schema.ts';
import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { addressOf, type Connection } from './connection.ts';
import { getFile, type GetRequest } from './get.ts';
import { labelHeaders, readLabels, type ReadLabels } from './labels.ts';
import { listPage, type ListedObject, type ListPage } from './list.ts';
import { abortUploads } from './multipart.ts';
import {
  discardPending,
  findObjects,
  forgetObjects,
  reserveObjects,
  type FoundObject,
  type Reservation,
} from './objects.table.ts';
import { beginParts, completeParts, listParts, type PartsOptions } from './parts.ts';
import { presignAt, verify, type PresignedRequest, type PresignRequest, type Verified } from './presigned.ts';
import { goesInParts, putBuffer, putFile, type PutRequest } from './put.ts';
import { readObject, type ReadRequest } from './read.ts';
import { readPieces, type ReadPiecesRequest } from './read-pieces.ts';
import { readWhole, type ReadWholeRequest } from './read-whole.ts';
import { S3Error, storeFailure } from './s3-errors.ts';
import { EXPIRES_SECONDS, makeS3Wire } from './s3-request.ts';
import { isSame, type SameRequest } from './same.ts';
import { presign } from './sign.ts';
import { makeSmallFiles } from './small-files.ts';
import { statObject } from './stat.ts';
import { answers, isUnreadable } from './unreadable.ts';

/** The rows of objects, for those who store some: each takes part in the transaction it is given. */
export interface ObjectRows {
  /** Makes rows that are `pending` until the drive makes them a file. */
  reserve(db: Db | Tx, objects: readonly Reservation[]): Promise<void>;
  /** Those of these reservations that can still be used. */
  find(db: Db | Tx, ids: readonly string[]): Promise<FoundObject[]>;
  /** Gives reservations that never became a file to the sweep; leaves what is a file alone. */
  discard(db: Db | Tx, ids: readonly string[]): Promise<void>;
  /** Forgets discarded objects that are no longer in the store. */
  forget(db: Db, ids: readonly string[]): Promise<void>;
}

/** The store of bytes: one private bucket of an S3 server, whoever runs it. Throws the contract's failures. */
export interface ObjectStore {
  readonly rows: ObjectRows;
  /** A key never used before; it says nothing about what is behind it. */
  newKey(): string;
  /** True while the server can be asked. */
  available(): boolean;
  /** Waits for the server; rejects when the signal aborts. */
  whenAvailable(signal: AbortSignal): Promise<void>;
  /**
   * Stores a file of this computer. Throws SOURCE_MISSING, SOURCE_UNREADABLE, SOURCE_CHANGED, CLOUD_FULL,
   * CONTENT_DAMAGED (bytes were altered on the way), or what {@link ObjectStore} throws when the store is away.
   */
  put(request: PutRequest): Promise<{ etag: string }>;
  /** Fetches an object to its place on this computer; answers with the path, numbered when the name was taken. Throws CONTENT_DAMAGED, TARGET_NOT_WRITABLE, TARGET_FULL. */
  get(request: GetRequest): Promise<string>;
  /** Whether a file of this computer holds just the bytes of an object, by its checksum; false where there is none. */
  isSame(request: SameRequest): Promise<boolean>;
  /**
   * An object, or the bytes of it in `range`, as a stream in constant memory; destroying it ends the request. Read
   * whole, it is checked, and the stream fails with CONTENT_DAMAGED instead of ending. Throws CONTENT_DAMAGED when
   * there is no such object or no such range.
   */
  read(key: string, request: ReadRequest): Promise<Readable>;
  /**
   * Reads a small object whole into `into`, memory of just its size, and checks it; answers with its CRC-32. Many at a
   * time cost much less than as streams. Throws CONTENT_DAMAGED when there is no such object, or another is there.
   */
  readWhole(request: ReadWholeRequest): Promise<number>;
  /**
   * Hands a whole object on piece by piece, in constant memory, and checks it: faster than as a stream. Throws
   * CONTENT_DAMAGED after its last piece, or when there is no such object, or one of another size.
   */
  readPieces(request: ReadPiecesRequest): Promise<void>;
  /** Stores a small object that is at hand, over whatever has this key. Throws CLOUD_FULL. */
  putBytes(
    key: string,
    bytes: Uint8Array,
    options: { readonly contentType: string; readonly signal: AbortSignal },
  ): Promise<{ etag: string }>;
  /**
   * An address of the store at which anybody may GET this object until it expires; `query` may hold S3's
   * `response-…` parameters. For who serves it on, never for a page. Throws when the store is away.
   */
  presign(
    key: string,
    options: { readonly expiresSeconds: number; readonly query?: Readonly<Record<string, string>> },
  ): string;
  /**
   * A complete address at a host of ours (`origin`, for example `http://192.168.1.20:8710`) at which anybody may GET or
   * PUT this object until it expires; `query` is covered by the signature. The door verifies it and hands it on. Throws
   * when the store is away.
   */
  presignFor(origin: string, request: PresignRequest): string;
  /**
   * The key and the signed parameters of an address that came to this host; null when the signature is wrong, altered,
   * for another method or host, or over.
   */
  verifyPresigned(request: PresignedRequest): Verified | null;
  /** An address of the store itself to PUT an object of others to at once, and the headers that label it. */
  presignWhole(key: string, labels: PutRequest['labels']): Promise<LabelledPut>;
  /**
   * Begins an upload in parts that others send; answers with the store's id of it. One that was begun before is no more.
   */
  beginParts(key: string, options: PartsOptions): Promise<string>;
  /** The parts that are stored, by number; null when there is no such upload. */
  listParts(key: string, multipartId: string, signal: AbortSignal): Promise<StoredPart[] | null>;
  /** Puts parts together; answers with the etag of the object. Doing it again gives the same. Throws UPLOAD_GONE, UPLOAD_INCOMPLETE. */
  completeParts(key: string, multipartId: string, signal: AbortSignal): Promise<{ etag: string }>;
  /** Whether a file of this size goes in parts. */
  inParts(size: number): boolean;
  /** Size and etag, or null when there is no such object. */
  stat(key: string, signal: AbortSignal): Promise<{ size: number; etag: string } | null>;
  /** Whether the store answers about objects at all, whatever it said of one. */
  answers(signal: AbortSignal): Promise<boolean>;
  /** What an object says about itself; null when there is no such object. */
  labels(key: string, signal: AbortSignal): Promise<ReadLabels | null>;
  /** The objects whose keys begin so, in the order of their keys, asked for page by page. */
  list(prefix: string, options: { readonly signal: AbortSignal }): AsyncIterable<ListedObject>;
  /** Removes an object, and the parts of unfinished uploads to it when asked; one that is not there is no failure. */
  remove(key: string, options: { readonly parts: boolean; readonly signal: AbortSignal }): Promise<void>;
  /** Closes the connections that are kept open. */
  close(): void;
}

/** A PUT that is signed together with headers that have to go along. */
export interface LabelledPut {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ObjectStoreDeps {
  /** The server as it is now, or null while it does not run; may change after a restart. */
  readonly connection: () => Connection | null;
  readonly whenRunning: (signal: AbortSignal) => Promise<Connection>;
  readonly log: Log;
}

/** Makes the store. A store that is away throws SERVER_NOT_RUNNING, or ENDPOINT_UNREACHABLE when another runs it. */
export function makeObjectStore({ connection, whenRunning, log }: ObjectStoreDeps): ObjectStore {
  const wire = makeS3Wire();
  const smallFiles = makeSmallFiles();

  async function withStore<T>(neededBytes: number, work: (connection: Connection) => Promise<T>): Promise<T> {
    const now = connection();
    if (now === null) throw fail('SERVER_NOT_RUNNING');
    try {
      return await work(now);
    } catch (error) {
      const failure = storeFailure(error, now, neededBytes);
      if (failure !== error) log.info({ err: error }, 'the store could not do it');
      throw failure;
    }
  }

  /** Work with an object that has to be there, and the right one. */
  function withObject<T>(
    {
      name = '',
      size = 0,
      signal,
    }: { readonly name?: string; readonly size?: number; readonly signal: AbortSignal },
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    return withStore(size, async (now) => {
      try {
        return await work(now);
      } catch (error) {
        const damaged = isOther(error) || (await isUnreadable(wire, now, error, signal));
        throw damaged ? fail('CONTENT_DAMAGED', { name }, error) : error;
      }
    });
  }

  return {
    rows: { reserve: reserveObjects, find: findObjects, discard: discardPending, forget: forgetObjects },
    newKey() {
      const id = randomUUID();
      return `${id.slice(0, 2)}/${id}`;
    },
    available: () => connection() !== null,
    async whenAvailable(signal) {
      await whenRunning(signal);
    },
    put: (request) =>
      withStore(request.source.size, async (now) => {
        try {
          return await putFile(wire, smallFiles, now, request);
        } catch (error) {
          throw isAltered(error) ? fail('CONTENT_DAMAGED', { name: request.labels.name }, error) : error;
        }
      }),
    get: (request) => withObject(request, (now) => getFile(wire, smallFiles, now, request)),
    isSame: (request) => withStore(0, (now) => isSame(wire, now, request)),
    read: (key, request) =>
      withObject(request, (now) => {
        const damaged = () => fail('CONTENT_DAMAGED', { name: request.name ?? '' });
        const broken = (error: unknown) => {
          const failure = storeFailure(error, now, 0);
          return failure instanceof Error ? failure : new Error('the store failed', { cause: failure });
        };
        return readObject(wire, now, key, request, { damaged, broken });
      }),
    readWhole: (request) => withObject(request, (now) => readWhole(wire, smallFiles, now, request)),
    readPieces: (request) => withObject(request, (now) => readPieces(wire, now, request)),
    putBytes: (key, bytes, options) =>
      withStore(bytes.byteLength, (now) => putBuffer(wire, now, key, bytes, options)),
    presign(key, { expiresSeconds, query }) {
      const now = connection();
      if (now === null) throw fail('SERVER_NOT_RUNNING');
      const path = presign(now, {
        method: 'GET',
        key,
        expiresSeconds,
        ...(query === undefined ? {} : { query }),
      });
      return `${addressOf(now).origin}${path}`;
    },
    presignFor(origin, request) {
      const now = connection();
      if (now === null) throw fail('SERVER_NOT_RUNNING');
      return presignAt(now, origin, request);
    },
    verifyPresigned(request) {
      const now = connection();
      return now === null ? null : verify(now, request, new Date());
    },
    presignWhole(key, labels) {
      const now = connection();
      if (now === null) return Promise.reject(fail('SERVER_NOT_RUNNING'));
      const headers = labelHeaders(labels);
      const path = presign(now, { method: 'PUT', key, headers, expiresSeconds: EXPIRES_SECONDS });
      return Promise.resolve({ url: `${addressOf(now).origin}${path}`, headers });
    },
    beginParts: (key, options) => withStore(0, (now) => beginParts(wire, now, key, options)),
    listParts: (key, id, signal) => withStore(0, (now) => listParts(wire, now, key, id, signal)),
    completeParts: (key, id, signal) => withStore(0, (now) => completeParts(wire, now, key, id, signal)),
    inParts: goesInParts,
    stat: (key, signal) => withStore(0, (now) => statObject(wire, now, key, signal)),
    async answers(signal) {
      const now = connection();
      return now !== null && answers(wire, now, signal);
    },
    labels: (key, signal) => withStore(0, (now) => readLabels(wire, now, key, signal)),
    async *list(prefix, { signal }) {
      let after: string | null = null;
      do {
        const from: string | null = after;
        const page: ListPage = await withStore(0, (now) =>
          listPage(wire, now, { prefix, after: from, signal }),
        );
        yield* page.objects;
        after = page.next;
      } while (after !== null);
    },
    remove: (key, { parts, signal }) =>
      withStore(0, async (now) => {
        if (parts) await abortUploads(wire, now, key, signal);
        await wire.sendText(now, { method: 'DELETE', key, signal });
      }),
    close() {
      smallFiles.close();
      wire.close();
    },
  };
}

/** The store's checksum was not ours. */
function isAltered(error: unknown): boolean {
  const codes = [
    'BadDigest',
    'InvalidDigest',
    'XAmzContentChecksumMismatch',
    'InvalidPart',
    'IncompleteBody',
  ];
  return error instanceof S3Error && codes.includes(error.code);
}

/** The object is gone, or is not the one that was meant. */
function isOther(error: unknown): boolean {
  const codes = ['NoSuchKey', 'PreconditionFailed', 'InvalidRange'];
  return error instanceof S3Error && codes.includes(error.code);
}
