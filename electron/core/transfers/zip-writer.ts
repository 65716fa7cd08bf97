import { ZipArchive, type ZipEntryData } from 'archiver';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ObjectStore } from '../objects/object-store.ts';
import { LARGEST, ZipBuffers } from './zip-buffers.ts';
import { ZipSink, type WriteBytes } from './zip-sink.ts';
import { sumFast } from './zip-sums.ts';
import { keepTimes } from './zip-times.ts';

/** One entry of an archive; a folder's name ends in a slash, and it has no key. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: Date;
  readonly objectKey: string | null;
}

export interface ZipDeps {
  readonly store: Pick<ObjectStore, 'readPieces' | 'readWhole'>;
  readonly write: WriteBytes;
  /** Told how many bytes of contents came in since it was told last. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Up to this size, in bytes, contents are read whole, and the next ones while one is written. */
const SMALL = LARGEST;
/** How many are on their way at most, and how many bytes they may have together: more only wear memory out. */
const AHEAD = 8;
const AHEAD_BYTES = 2 * 1024 * 1024;
/** Bytes handed to the archive that have not come out of it. */
const UNWRITTEN = 4 * 1024 * 1024;

/** A content that is at hand. */
interface Whole {
  readonly bytes: Buffer;
  readonly crc: number;
}

/** An entry whose content is on its way. */
interface Fetched {
  readonly entry: ZipEntry;
  /** Null for what is read when it is its turn. */
  readonly content: Promise<Whole> | null;
}

/**
 * Writes an archive of entries, one after the other, in memory that does not grow with their number or size but for the
 * list at the archive's end. Contents are stored as they are: packing them would take longer than reading them, and
 * most large files are packed already. Times are those of this computer's clock in steps of two seconds, as archives have
 * always had it, and beside that exact to the second wherever the archive is unpacked.
 */
export async function writeZip(
  entries: AsyncIterable<ZipEntry>,
  { store, write, onBytes, signal }: ZipDeps,
): Promise<void> {
  const archive = new ZipArchive({ store: true, forceLocalTime: true });
  const sums = sumFast(archive);
  keepTimes(archive);
  const buffers = new ZipBuffers();
  const sink = new ZipSink(write, (bytes) => buffers.written(bytes));
  const stop = new AbortController();
  const all = AbortSignal.any([signal, stop.signal]);
  const broken = new Promise<never>((_resolve, reject) => {
    archive.on('error', reject);
    archive.on('warning', reject);
    sink.on('error', reject);
    signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true });
  });
  broken.catch(() => undefined); // it is raced against each step
  const ended = finished(sink);
  ended.catch(() => undefined); // likewise
  archive.pipe(sink);

  async function add(source: Buffer | Readable, entry: ZipEntry): Promise<void> {
    const data: ZipEntryData = { name: entry.name, date: entry.modifiedAt, store: true };
    if (entry.objectKey === null) data.type = 'directory';
    const done = once(archive, 'entry');
    archive.append(source, data);
    await done;
  }
  async function addLarge(entry: ZipEntry, key: string): Promise<void> {
    // No more is pushed than the few pieces that the store fills again and again.
    const source = new Readable({ read: () => undefined });
    const read = store
      .readPieces({
        key,
        name: entry.name,
        size: entry.size,
        write(piece) {
          // Waited for first: a little piece goes through all of the archive at once.
          const written = buffers.whenWritten(piece);
          source.push(piece);
          onBytes(piece.length);
          return written;
        },
        signal: all,
      })
      .then(() => source.push(null));
    await Promise.all([read, add(source, entry)]);
  }
  async function fetch(entry: ZipEntry, key: string): Promise<Whole> {
    const bytes = buffers.take(entry.size);
    const crc = await store.readWhole({ key, name: entry.name, into: bytes, signal: all });
    onBytes(bytes.length);
    return { bytes, crc };
  }

  async function writeAll(): Promise<void> {
    let handed = 0;
    for await (const { entry, content } of ahead(entries, fetch)) {
      if (entry.objectKey === null) await add(Buffer.alloc(0), entry);
      else if (content === null) await addLarge(entry, entry.objectKey);
      else {
        const { bytes, crc } = await content;
        sums.set(bytes, crc);
        await add(bytes, entry);
      }
      handed += entry.size;
      await sink.reached(handed - UNWRITTEN);
    }
    await archive.finalize();
    await ended;
  }
  try {
    await Promise.race([writeAll(), broken]);
  } catch (error) {
    stop.abort();
    archive.abort();
    archive.destroy();
    sink.destroy();
    buffers.end();
    throw error;
  }
}

/** The entries in their order, with the next few small contents on their way already. */
async function* ahead(
  entries: AsyncIterable<ZipEntry>,
  fetch: (entry: ZipEntry, key: string) => Promise<Whole>,
): AsyncGenerator<Fetched, void, undefined> {
  const line: Fetched[] = [];
  let bytes = 0;
  for await (const entry of entries) {
    const early = entry.objectKey !== null && entry.size <= SMALL;
    const content = early && entry.objectKey !== null ? fetch(entry, entry.objectKey) : null;
    content?.catch(() => undefined); // whoever takes it hears of it
    line.push({ entry, content });
    bytes += early ? entry.size : 0;
    while (line.length > AHEAD || (bytes > AHEAD_BYTES && line.length > 1)) {
      const next = line.shift();
      if (next === undefined) break;
      yield next;
      bytes -= next.content === null ? 0 : next.entry.size;
    }
  }
  yield* line;
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason });
}
