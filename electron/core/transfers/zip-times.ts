/* oxlint-disable no-underscore-dangle -- the names are archiver's */
import type { ZipArchive } from 'archiver';
import { engineOf } from './zip-engine.ts';

/** An entry as archiver's engine knows it. */
interface EngineEntry {
  getExtra(): Buffer;
  getLocalFileDataExtra: (this: EngineEntry) => Buffer;
  getCentralDirectoryExtra: (this: EngineEntry) => Buffer;
  /** Ours: seconds since 1970, UTC. */
  exactSeconds?: number;
}

/** What of archiver's engine is used. */
interface Engine {
  entry: (source: unknown, data: { readonly date?: unknown }, done: unknown) => unknown;
  /** Called within `entry`, with what that made of its data. */
  _normalizeEntry: (entry: EngineEntry) => void;
}

/** Info-ZIP's extended timestamp: which times follow (the first bit: of the last change), and that in seconds. */
const EXTENDED_TIMESTAMP = 0x5455;
const MODIFIED = 1;
const SECONDS_LIMIT = 2 ** 31;

/**
 * Gives each entry the time of its last change in seconds, UTC, beside the one that the format always had: that is in
 * steps of two seconds and of a clock that nobody names. Left away where archiver is another one than expected.
 */
export function keepTimes(archive: ZipArchive): void {
  const engine = engineOf<Engine>(archive, ['entry', '_normalizeEntry']);
  if (engine === null) return;
  const [enter, normalize] = [engine.entry.bind(engine), engine._normalizeEntry.bind(engine)];
  let seconds = Number.NaN;
  engine.entry = (source, data, done) => {
    seconds = data.date instanceof Date ? Math.floor(data.date.getTime() / 1000) : Number.NaN;
    return enter(source, data, done);
  };
  engine._normalizeEntry = (entry) => {
    normalize(entry);
    // What 32 bits do not hold is left to the time that is there already.
    if (Number.isNaN(seconds) || Math.abs(seconds) >= SECONDS_LIMIT) return;
    entry.exactSeconds = seconds;
    entry.getLocalFileDataExtra = field;
    entry.getCentralDirectoryExtra = withField;
  };
}

function field(this: EngineEntry): Buffer {
  const bytes = Buffer.allocUnsafe(9);
  bytes.writeUInt16LE(EXTENDED_TIMESTAMP, 0);
  bytes.writeUInt16LE(5, 2);
  bytes.writeUInt8(MODIFIED, 4);
  bytes.writeInt32LE(this.exactSeconds ?? 0, 5);
  return bytes;
}

/** Behind the 64-bit sizes of large archives, if there are any. */
function withField(this: EngineEntry): Buffer {
  const others = this.getExtra();
  return others.length === 0 ? field.call(this) : Buffer.concat([others, field.call(this)]);
}
