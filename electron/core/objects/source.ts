import type { Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { fail, systemCode } from '../lib/errors.ts';
import type { S3Body } from './s3-request.ts';

/** Bytes read and sent at a time. */
const CHUNK = 1024 * 1024;

/** A file on this computer, open for reading, as it was when its upload was planned. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  readonly handle: FileHandle;
  /** Throws SOURCE_CHANGED when the file is no longer what it was when it was opened. */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/** A pair of buffers: one is filled from the file while the other goes out. */
export type Buffers = readonly [Buffer, Buffer];

/** A pair for a file (or part) of this many bytes. */
export function makeBuffers(bytes: number): Buffers {
  const size = Math.min(CHUNK, Math.max(1, bytes));
  return [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(bytes > CHUNK ? size : 0)];
}

/** What a source was when its upload was planned. */
export interface Planned {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Opens a file to read; throws SOURCE_MISSING, SOURCE_UNREADABLE, or SOURCE_CHANGED when it is not as planned. */
export async function openSource(planned: Planned): Promise<SourceFile> {
  const { path, size } = planned;
  const handle = await sourceErrors(path, open(path, 'r'));
  const assertUnchanged = async () => {
    assertSame(planned, await sourceErrors(path, handle.stat()));
  };
  try {
    await assertUnchanged();
  } catch (error) {
    await handle.close();
    throw error;
  }
  return { path, size, handle, assertUnchanged, close: () => handle.close() };
}

/** Whether a file is read at once rather than bit by bit. */
export const isReadAtOnce = (size: number): boolean => size <= CHUNK;

/** The bytes of a small file, in as few steps as can notice a change; throws as {@link openSource} does. */
export async function readSource(planned: Planned): Promise<Buffer> {
  const { path, size } = planned;
  const handle = await sourceErrors(path, open(path, 'r'));
  try {
    const buffer = Buffer.allocUnsafeSlow(size);
    await readFully({ path, handle }, buffer, 0);
    // After the last byte was read: what changed before shows as well.
    assertSame(planned, await sourceErrors(path, handle.stat()));
    return buffer;
  } finally {
    await handle.close();
  }
}

function assertSame({ path, size, mtimeMs }: Planned, stats: Stats): void {
  if (!stats.isFile()) throw fail('SOURCE_UNREADABLE', { path });
  if (stats.size !== size || Math.trunc(stats.mtimeMs) !== mtimeMs) throw fail('SOURCE_CHANGED', { path });
}

/** A range of a file as a request's body, with its CRC-32. */
export interface RangeBody extends S3Body {
  readonly crc32: number;
}

/**
 * Reads a range once for its checksum and makes a body of it; what fits one buffer is read only once.
 * `onBytes` is told how much of the range has left the process.
 */
export async function rangeBody(
  file: SourceFile,
  start: number,
  length: number,
  buffers: Buffers,
  onBytes: (sent: number) => void,
): Promise<RangeBody> {
  const [first] = buffers;
  if (length <= first.length) {
    const whole = first.subarray(0, length);
    await readFully(file, whole, start);
    return {
      length,
      crc32: crc32(whole),
      async send(write) {
        if (length > 0) await write(whole);
        onBytes(length);
      },
    };
  }
  let crc = 0;
  for (let done = 0; done < length; done += first.length) {
    const chunk = first.subarray(0, Math.min(first.length, length - done));
    await readFully(file, chunk, start + done);
    crc = crc32(chunk, crc);
  }
  return { length, crc32: crc, send: (write) => sendRange(file, start, length, buffers, write, onBytes) };
}

async function sendRange(
  file: SourceFile,
  start: number,
  length: number,
  buffers: Buffers,
  write: (chunk: Buffer) => Promise<void>,
  onBytes: (sent: number) => void,
): Promise<void> {
  let leaving: Promise<void> = Promise.resolve();
  let turn: 0 | 1 = 0;
  for (let done = 0; done < length;) {
    const buffer = buffers[turn];
    const chunk = buffer.subarray(0, Math.min(buffer.length, length - done));
    await readFully(file, chunk, start + done);
    // The other buffer is free for the next read once it has left.
    await leaving;
    onBytes(done);
    leaving = write(chunk);
    leaving.catch(() => undefined); // awaited in the next turn
    done += chunk.length;
    turn = turn === 0 ? 1 : 0;
  }
  await leaving;
  onBytes(length);
}

async function readFully(
  file: Pick<SourceFile, 'path' | 'handle'>,
  into: Buffer,
  position: number,
): Promise<void> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await sourceErrors(
      file.path,
      file.handle.read(into, filled, into.length - filled, position + filled),
    );
    if (bytesRead === 0) throw fail('SOURCE_CHANGED', { path: file.path });
    filled += bytesRead;
  }
}

/** Whether a system error says that there is no such file. */
export function isMissing(code: string | undefined): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

async function sourceErrors<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw fail(isMissing(systemCode(error)) ? 'SOURCE_MISSING' : 'SOURCE_UNREADABLE', { path }, error);
  }
}
