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
  matches(): boolean;
}

/**
 * The strongest check that the store's answer allows: its CRC-32 (of the whole, or of parts that are all
 * `partSize` bytes but the last), else the MD5 that an etag is, else null.
 */
export function verifierFor(stored: {
  readonly crc32: string | undefined;
  readonly partSize: number | null;
  readonly etag: string;
}): Verifier | null {
  const { crc32: crc, partSize, etag } = stored;
  if (crc !== undefined) {
    const composite = crc.includes('-');
    if (!composite) return crcVerifier(crc, Number.POSITIVE_INFINITY, false);
    if (partSize !== null) return crcVerifier(crc, partSize, true);
  }
  if (/^[\da-f]{32}$/u.test(etag)) {
    const hash = createHash('md5');
    return { update: (chunk) => void hash.update(chunk), matches: () => hash.digest('hex') === etag };
  }
  return null;
}

function crcVerifier(expected: string, partSize: number, composite: boolean): Verifier {
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
      if (!composite) return encodeCrc(crc) === expected;
      if (left < partSize) parts.push(crc);
      const bytes = Buffer.allocUnsafe(parts.length * 4);
      parts.forEach((part, index) => bytes.writeUInt32BE(part, index * 4));
      return `${encodeCrc(crc32(bytes))}-${String(parts.length)}` === expected;
    },
  };
}
