/** Places for bodies that are on their way between devices and the store. */
export interface StorePlaces {
  /** Takes a place for a device, as soon as there is one; answers with what gives it back. Rejects when aborted. */
  enter(device: string, signal: AbortSignal): Promise<() => void>;
}

/** All at once, half of what the store is told to take (`MINIO_API_REQUESTS_MAX`): the rest is for the core itself. */
const ALL = 512;
/** Of one device, so that it cannot keep the others out. Browsers open six connections. */
const OF_ONE = 192;

/**
 * Makes places. Who comes when all are taken waits in line: a store that is asked for too much at once would answer
 * nobody for a while, and be taken for one that hangs.
 */
export function makeStorePlaces({ all = ALL, ofOne = OF_ONE } = {}): StorePlaces {
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

/** The places of this process, whichever way bodies take. */
export const storePlaces = makeStorePlaces();
