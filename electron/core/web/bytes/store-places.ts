import { countPlaces, type PlaceLimits } from './counted-places.ts';

/** Places for bodies that are on their way between devices and the store. */
export interface StorePlaces {
  /** Takes a place for a device, as soon as there is one; answers with what gives it back. Rejects when aborted. */
  enter(device: string, signal: AbortSignal): Promise<() => void>;
}

/**
 * With {@link IN} three quarters of what the store is told to take (`MINIO_API_REQUESTS_MAX`): the rest is the core's.
 * Browsers open six connections.
 */
const OUT: PlaceLimits = { all: 512, ofOne: 192 };
/** Counted apart: who sends slowly keeps a place until all has come, and must not keep downloads waiting. */
const IN: PlaceLimits = { all: 256, ofOne: 64 };

/**
 * Makes places. Who comes when all are taken waits in line: a store that is asked for too much at once would answer
 * nobody for a while, and be taken for one that hangs.
 */
export function makeStorePlaces(limits: PlaceLimits): StorePlaces {
  const line = new Set<{ readonly device: string; readonly come: (leave: () => void) => void }>();
  const places = countPlaces(limits, callNext);

  function callNext(): void {
    for (const one of line) {
      if (places.full) return;
      const leave = places.take(one.device);
      if (leave === null) continue;
      line.delete(one);
      one.come(leave);
    }
  }

  return {
    enter(device, signal) {
      if (signal.aborted) return Promise.reject(new Error('nobody waits for a place any more'));
      const leave = places.take(device);
      if (leave !== null) return Promise.resolve(leave);
      return new Promise((resolve, reject) => {
        const one = {
          device,
          come: (given: () => void) => {
            signal.removeEventListener('abort', gone);
            resolve(given);
          },
        };
        const gone = () => {
          line.delete(one);
          reject(new Error('nobody waits for a place any more'));
        };
        signal.addEventListener('abort', gone, { once: true });
        line.add(one);
      });
    },
  };
}

/** Of this process, for bodies on their way to devices. */
export const placesOut = makeStorePlaces(OUT);
/** Of this process, for bodies on their way to the store. */
export const placesIn = makeStorePlaces(IN);
