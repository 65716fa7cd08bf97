import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** An entry as the list at an archive's end has it. */
export interface ReadEntry {
  readonly name: string;
  /** Bit 11: the name is UTF-8. */
  readonly utf8: boolean;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
  readonly offset: number;
  /** By the clock of this computer, in steps of two seconds. */
  readonly modifiedAt: Date;
  /** To the second, wherever one is; null where the archive does not say. */
  readonly exactlyModifiedAt: Date | null;
}

const MAGIC = 0xffffffff;
const SIZES_64 = 0x0001;
const EXTENDED_TIMESTAMP = 0x5455;

/** Reads the list of an archive as the format's specification says, 64-bit records included. */
export async function readZip(file: string): Promise<ReadEntry[]> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const end = await bytesOf(handle, size - 22, 22);
    if (end.readUInt32LE(0) !== 0x06054b50) throw new Error('no end of the list');
    let count = end.readUInt16LE(10);
    let length = end.readUInt32LE(12);
    let start = end.readUInt32LE(16);
    if (count === 0xffff || start === MAGIC) {
      const locator = await bytesOf(handle, size - 22 - 20, 20);
      if (locator.readUInt32LE(0) !== 0x07064b50) throw new Error('no locator of the 64-bit end');
      const end64 = await bytesOf(handle, Number(locator.readBigUInt64LE(8)), 56);
      if (end64.readUInt32LE(0) !== 0x06064b50) throw new Error('no 64-bit end');
      count = Number(end64.readBigUInt64LE(32));
      length = Number(end64.readBigUInt64LE(40));
      start = Number(end64.readBigUInt64LE(48));
    }
    const list = await bytesOf(handle, start, length);
    const entries: ReadEntry[] = [];
    for (let at = 0; at < list.length;) {
      const [entry, next] = readEntry(list, at);
      entries.push(entry);
      at = next;
    }
    if (entries.length !== count)
      throw new Error(`${String(entries.length)} entries instead of ${String(count)}`);
    return entries;
  } finally {
    await handle.close();
  }
}

/** The content of a stored entry, checked. */
export async function contentOf(file: string, entry: ReadEntry | undefined): Promise<Buffer> {
  if (entry === undefined) throw new Error('no such entry');
  const handle = await open(file);
  try {
    const header = await bytesOf(handle, entry.offset, 30);
    if (header.readUInt32LE(0) !== 0x04034b50) throw new Error(`no header at the place of ${entry.name}`);
    const before = 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const content = await bytesOf(handle, entry.offset + before, entry.size);
    if (crc32(content) !== entry.crc) throw new Error(`${entry.name} is damaged`);
    return content;
  } finally {
    await handle.close();
  }
}

function readEntry(list: Buffer, at: number): [ReadEntry, number] {
  if (list.readUInt32LE(at) !== 0x02014b50) throw new Error('not an entry of the list');
  const nameEnd = at + 46 + list.readUInt16LE(at + 28);
  const extraEnd = nameEnd + list.readUInt16LE(at + 30);
  const numbers = {
    size: list.readUInt32LE(at + 24),
    packedSize: list.readUInt32LE(at + 20),
    offset: list.readUInt32LE(at + 42),
  };
  let exactlyModifiedAt: Date | null = null;
  for (let extra = nameEnd; extra < extraEnd; extra += 4 + list.readUInt16LE(extra + 2)) {
    const kind = list.readUInt16LE(extra);
    if (kind === EXTENDED_TIMESTAMP && (list.readUInt8(extra + 4) & 1) !== 0)
      exactlyModifiedAt = new Date(list.readInt32LE(extra + 5) * 1000);
    if (kind !== SIZES_64) continue;
    let field = extra + 4;
    for (const name of ['size', 'packedSize', 'offset'] as const) {
      if (numbers[name] !== MAGIC) continue;
      numbers[name] = Number(list.readBigUInt64LE(field));
      field += 8;
    }
  }
  const entry = {
    ...numbers,
    name: list.toString('utf8', at + 46, nameEnd),
    utf8: (list.readUInt16LE(at + 8) & 0x0800) !== 0,
    method: list.readUInt16LE(at + 10),
    crc: list.readUInt32LE(at + 16),
    modifiedAt: timeOf(list.readUInt16LE(at + 14), list.readUInt16LE(at + 12)),
    exactlyModifiedAt,
  };
  return [entry, extraEnd + list.readUInt16LE(at + 32)];
}

/** A date and time of DOS: this computer's clock, in steps of two seconds. */
function timeOf(date: number, time: number): Date {
  return new Date(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
}

async function bytesOf(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) throw new Error('the file ends too early');
    filled += bytesRead;
  }
  return bytes;
}
