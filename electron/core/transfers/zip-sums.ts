/* oxlint-disable no-underscore-dangle -- the names are archiver's */
import type { ZipArchive } from 'archiver';
import { Transform, type Writable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { engineOf } from './zip-engine.ts';

/** An entry as archiver's engine knows it; sizes are bytes. */
interface EngineEntry {
  setMethod(method: number): void;
  setSize(bytes: number): void;
  setCompressedSize(bytes: number): void;
  setCrc(crc: number): void;
}

/** What of archiver's engine is used. */
interface Engine extends Writable {
  _appendBuffer: (
    entry: EngineEntry,
    source: Buffer,
    done: (error: null, entry: EngineEntry) => void,
  ) => void;
  /** A stream that sums an entry's content, which goes through it on to the engine. */
  _smartStream: (entry: EngineEntry, done: (error: Error | null, entry: EngineEntry) => void) => Transform;
  _writeLocalFileHeader(entry: EngineEntry): void;
  _afterAppend(entry: EngineEntry): void;
}

const STORED = 0;

/** CRC-32 of contents that will be handed to an archive. */
export type KnownSums = WeakMap<Buffer, number>;

/**
 * Has contents summed by Node instead of by JavaScript, which is five times as fast, and not at all where the answer
 * says the sum of a content that is at hand already. All is left as it was where archiver is another one than expected: it is
 * slower then, and as right. Only for archives that store what they hold.
 */
export function sumFast(archive: ZipArchive): KnownSums {
  const known: KnownSums = new WeakMap();
  const methods = [
    '_appendBuffer',
    '_smartStream',
    '_writeLocalFileHeader',
    '_afterAppend',
    'write',
  ] as const;
  const engine = engineOf<Engine>(archive, methods);
  if (engine === null) return known;
  engine._appendBuffer = (entry, source, done) => {
    entry.setMethod(STORED);
    entry.setSize(source.length);
    entry.setCompressedSize(source.length);
    entry.setCrc(known.get(source) ?? crc32(source));
    engine._writeLocalFileHeader(entry);
    engine.write(source);
    engine._afterAppend(entry);
    done(null, entry);
  };
  engine._smartStream = (entry, done) => {
    let [crc, size] = [0, 0];
    const summing = new Transform({
      transform(chunk: Buffer, _encoding, passed) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        passed(null, chunk);
      },
    });
    let failure: Error | null = null;
    summing.once('error', (error) => {
      failure = error;
    });
    summing.once('end', () => {
      entry.setCrc(crc);
      entry.setSize(size);
      entry.setCompressedSize(size);
      engine._afterAppend(entry);
      done(failure, entry);
    });
    summing.pipe(engine, { end: false });
    return summing;
  };
  return known;
}
