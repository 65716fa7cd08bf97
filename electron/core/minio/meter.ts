const WINDOW_MS = 4000;

/** How fast bytes come in, over the last few seconds. */
export interface Meter {
  /** Takes the bytes that are there in total by now. */
  add(bytes: number): void;
  /** Bytes a second; 0 until two moments are known. */
  speed(): number;
}

/** Makes a meter; `now` is a clock in milliseconds that never goes back. */
export function makeMeter(now: () => number = () => performance.now()): Meter {
  const samples: { at: number; bytes: number }[] = [];
  return {
    add(bytes) {
      const at = now();
      const last = samples.at(-1);
      // A sample each tenth of a second is enough, so that the list stays short.
      if (last !== undefined && samples.length > 1 && at - last.at < 100) {
        last.bytes = bytes;
        return;
      }
      samples.push({ at, bytes });
      while (samples.length > 2 && at - (samples[0]?.at ?? at) > WINDOW_MS) samples.shift();
    },
    speed() {
      const [first] = samples;
      const last = samples.at(-1);
      if (first === undefined || last === undefined || last.at <= first.at) return 0;
      return Math.max(0, ((last.bytes - first.bytes) / (last.at - first.at)) * 1000);
    },
  };
}
