/** A number of places, taken in the order they were asked for. */
export interface Slots {
  /** Waits for a place; the answer gives it back. Throws the signal's reason. */
  take(signal: AbortSignal): Promise<() => void>;
}

/** Makes `count` places. */
export function makeSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];

  function giveBack(): () => void {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    };
  }

  return {
    take(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
          return;
        }
        if (free > 0) {
          free -= 1;
          resolve(giveBack());
          return;
        }
        const go = () => {
          signal.removeEventListener('abort', leave);
          resolve(giveBack());
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.push(go);
      });
    },
  };
}
