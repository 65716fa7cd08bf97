/* oxlint-disable no-underscore-dangle -- the names are archiver's */
import type { ZipArchive } from 'archiver';
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
interface Engine {
  _appendBuffer: (
    entry: EngineEntry,
    source: Buffer,
    done: (error: null, entry: EngineEntry) => void,
  ) => void;
  _writeLocalFileHeader(entry: EngineEntry): void;
  _afterAppend(entry: EngineEntry): void;
  write(bytes: Buffer): boolean;
}

const STORED = 0;

/**
 * Has contents that are at hand summed by Node instead of by JavaScript, which is five times as fast and, beside the
 * network, most of what an archive costs. All is left as it was where archiver is another one than expected: it is
 * slower then, and as right. Only for archives that store what they hold.
 */
export function sumFast(archive: ZipArchive): void {
  const methods = ['_appendBuffer', '_writeLocalFileHeader', '_afterAppend', 'write'] as const;
  const engine = engineOf<Engine>(archive, methods);
  if (engine === null) return;
  engine._appendBuffer = (entry, source, done) => {
    entry.setMethod(STORED);
    entry.setSize(source.length);
    entry.setCompressedSize(source.length);
    entry.setCrc(crc32(source));
    engine._writeLocalFileHeader(entry);
    engine.write(source);
    engine._afterAppend(entry);
    done(null, entry);
  };
}
