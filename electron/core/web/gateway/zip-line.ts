import type { ServerResponse } from 'node:http';
import { writePiece } from '../bytes/write-piece.ts';
import { makeZipPlaces, type ZipPlaces } from '../bytes/zip-places.ts';

/** A place for an archive that is made while it is sent. */
export interface ZipPlace {
  /** Hands a piece on; settles once it has left. Rejects when the device has gone, or gave way to another. */
  write(bytes: Uint8Array): Promise<void>;
  /** Has to be called in the end. */
  leave(): void;
}

/** Places for archives, which those who do not read theirs give up when others want one. */
export interface ZipLine {
  /** A place for what a device is sent; null while all that it could have are taken by such as read. */
  enter(device: string, response: ServerResponse): Promise<ZipPlace | null>;
  /** Whether a device that asked now would get one. Nothing is taken, so it may be gone a moment later. */
  hasPlace(device: string): boolean;
}

/** Bytes that are handed to the system at once: with them it is seen who reads at all. */
const PIECE = 256 * 1024;
/**
 * Who takes no piece for so long is not reading, in milliseconds: that is slower than any network that an archive is
 * fetched by. Nothing happens to them while there is room for others.
 */
const STUCK_MS = 30_000;

interface Reader {
  readonly device: string;
  /** Since when a piece waits to leave, of `now`; null while none does. */
  since: number | null;
  end(): void;
  /** Settles once the place is given back. */
  readonly left: Promise<void>;
}

/** Makes the line of one route. `now` is a clock in milliseconds. */
export function makeZipLine(places: ZipPlaces = makeZipPlaces(), now = () => performance.now()): ZipLine {
  const readers = new Set<Reader>();
  const countOf = (device: string) =>
    Array.from(readers).filter(({ device: whose }) => whose === device).length;

  /** The one that has been stuck for longest of the device that has most; its own, or of one that has more. */
  function stuckFor(device: string): Reader | undefined {
    const own = countOf(device);
    return Array.from(readers)
      .filter(({ since }) => since !== null && now() - since >= STUCK_MS)
      .filter((reader) => reader.device === device || countOf(reader.device) > own)
      .toSorted(
        (one, other) => countOf(other.device) - countOf(one.device) || (one.since ?? 0) - (other.since ?? 0),
      )[0];
  }

  function begin(device: string, response: ServerResponse, giveBack: () => void): ZipPlace {
    let resolve: () => void = () => undefined;
    const left = new Promise<void>((settle) => {
      resolve = settle;
    });
    const reader: Reader = { device, since: null, end: () => response.destroy(), left };
    readers.add(reader);
    return {
      async write(bytes) {
        try {
          for (let from = 0; from < bytes.length; from += PIECE) {
            reader.since = now();
            await writePiece(response, bytes.subarray(from, from + PIECE));
          }
        } finally {
          reader.since = null;
        }
      },
      leave() {
        readers.delete(reader);
        giveBack();
        resolve();
      },
    };
  }

  return {
    async enter(device, response) {
      for (;;) {
        const giveBack = places.take(device);
        if (giveBack !== null) return begin(device, response, giveBack);
        const stuck = stuckFor(device);
        if (stuck === undefined) return null;
        stuck.end();
        await stuck.left;
      }
    },
    hasPlace(device) {
      const giveBack = places.take(device);
      giveBack?.();
      return giveBack !== null || stuckFor(device) !== undefined;
    },
  };
}
