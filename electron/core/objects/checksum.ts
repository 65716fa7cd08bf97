import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** A CRC-32 as S3 writes it: four bytes, big end first, in base64. */
export function encodeCrc(crc: number): string {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString('base64');
}

/** Says after the last byte whether all of them were the ones that were stored. */
export interface Verifier {
  update(chunk: Buffer): void;
  matches(): Promise<boolean>;
}

/** What the store says about an object it holds. */
export interface StoredSums {
  /** CRC-32 of the whole, or of the CRCs of its parts with their number (`…-3`). */
  readonly crc32: string | undefined;
  /** Size of every part but the last, if it was stored in parts. */
  readonly partSize: number | null;
  /** The same where the etag is made of the MD5s of the parts, with their number. */
  readonly md5PartSize?: number | null;
  readonly etag: string;
  /** CRC-32 of each part from the first on; undefined for one that the store has none of. */
  readonly ofParts: (count: number) => Promise<readonly (string | undefined)[]>;
}

/** The strongest check that the store's answer allows: CRC-32, else the MD5 that an etag is, else null. */
export function verifierFor({
  crc32: crc,
  partSize,
  md5PartSize = null,
  etag,
  ofParts,
}: StoredSums): Verifier | null {
  if (crc !== undefined && !crc.includes('-')) {
    return crcVerifier(Number.POSITIVE_INFINITY, ([only = 0]) => Promise.resolve(encodeCrc(only) === crc));
  }
  if (partSize !== null) {
    return crcVerifier(partSize, async (parts) => {
      if (crc !== undefined) return composite(parts) === crc;
      // Some servers keep the sums of parts and make none of the whole.
      const stored = await ofParts(parts.length);
      return parts.every((part, index) => stored[index] === undefined || stored[index] === encodeCrc(part));
    });
  }
  if (md5PartSize !== null && /^[\da-f]{32}-\d+$/u.test(etag)) return md5Verifier(md5PartSize, etag);
  if (/^[\da-f]{32}$/u.test(etag)) {
    const hash = createHash('md5');
    return {
      update: (chunk) => void hash.update(chunk),
      matches: () => Promise.resolve(hash.digest('hex') === etag),
    };
  }
  return null;
}

function composite(parts: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(parts.length * 4);
  parts.forEach((part, index) => bytes.writeUInt32BE(part, index * 4));
  return `${encodeCrc(crc32(bytes))}-${String(parts.length)}`;
}

function md5Verifier(partSize: number, etag: string): Verifier {
  const parts: Buffer[] = [];
  let hash = createHash('md5');
  let left = partSize;
  return {
    update(chunk) {
      for (let at = 0; at < chunk.length;) {
        const piece = chunk.subarray(at, at + left);
        hash.update(piece);
        at += piece.length;
        left -= piece.length;
        if (left > 0) continue;
        parts.push(hash.digest());
        hash = createHash('md5');
        left = partSize;
      }
    },
    matches() {
      const all = left < partSize ? [...parts, hash.digest()] : parts;
      const whole = createHash('md5').update(Buffer.concat(all)).digest('hex');
      return Promise.resolve(`${whole}-${String(all.length)}` === etag);
    },
  };
}

function crcVerifier(partSize: number, judge: (parts: readonly number[]) => Promise<boolean>): Verifier {
  const parts: number[] = [];
  let crc = 0;
  let left = partSize;
  return {
    update(chunk) {
      let rest = chunk;
      while (rest.length > 0) {
        const piece = rest.subarray(0, Math.min(left, rest.length));
        crc = crc32(piece, crc);
        left -= piece.length;
        rest = rest.subarray(piece.length);
        if (left === 0) {
          parts.push(crc);
          crc = 0;
          left = partSize;
        }
      }
    },
    matches() {
      const open = left < partSize || parts.length === 0 || partSize === Number.POSITIVE_INFINITY;
      return judge(open ? [...parts, crc] : parts);
    },
  };
}
