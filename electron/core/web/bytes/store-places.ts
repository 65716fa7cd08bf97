/** Places for bodies that are on their way between devices and the store. */
export interface StorePlaces {
  /** Takes a place for a device, as soon as there is one; answers with what gives it back. Rejects when aborted. */
  enter(device: string, signal: AbortSignal): Promise<() => void>;
}

/** At once in all, and of one device, so that it cannot keep the others out. Browsers open six connections. */
interface Limits {
  readonly all: number;
  readonly ofOne: number;
}

/** With {@link IN} three quarters of what the store is told to take (`MINIO_API_REQUESTS_MAX`): the rest is the core's. */
const OUT: Limits = { all: 512, ofOne: 192 };
/** Counted apart: who sends slowly keeps a place until all has come, and must not keep downloads waiting. */
const IN: Limits = { all: 256, ofOne: 64 };

/**
 * Makes places. Who comes when all are taken waits in line: a store that is asked for too much at once would answer
 * nobody for a while, and be taken for one that hangs.
 */
export function makeStorePlaces({ all, ofOne }: Limits): StorePlaces {
  const taken = new Map<string, number>();
  let count = 0;
  const line = new Set<{ readonly device: string; readonly come: () => void }>();
  const fits = (device: string) => count < all && (taken.get(device) ?? 0) < ofOne;

  function take(device: string): () => void {
    count += 1;
    taken.set(device, (taken.get(device) ?? 0) + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      count -= 1;
      const left = (taken.get(device) ?? 1) - 1;
      if (left > 0) taken.set(device, left);
      else taken.delete(device);
      callNext();
    };
  }

  function callNext(): void {
    for (const one of line) {
      if (count >= all) return;
      if (!fits(one.device)) continue;
      line.delete(one);
      one.come();
    }
  }

  return {
    enter(device, signal) {
      if (signal.aborted) return Promise.reject(new Error('nobody waits for a place any more'));
      if (fits(device)) return Promise.resolve(take(device));
      return new Promise((resolve, reject) => {
        const one = {
          device,
          come: () => {
            signal.removeEventListener('abort', gone);
            resolve(take(device));
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
