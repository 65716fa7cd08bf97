/** Over so long the speed is measured, in milliseconds. */
const WINDOW_MS = 4000;

/** Measures a speed from amounts that grow. */
export interface Speed {
  /** Notes how much there is at a moment (ms). */
  note(bytes: number, at: number): void;
  /** Bytes per second over the last moments; 0 while nothing moved. */
  now(at: number): number;
}

export function makeSpeed(): Speed {
  const samples: { bytes: number; at: number }[] = [];
  const trim = (at: number) => {
    while (samples.length > 1 && (samples[0]?.at ?? at) < at - WINDOW_MS) samples.shift();
  };
  return {
    note(bytes, at) {
      samples.push({ bytes, at });
      trim(at);
    },
    now(at) {
      trim(at);
      const [first, last] = [samples[0], samples.at(-1)];
      if (first === undefined || last === undefined || at - first.at < 250) return 0;
      return Math.max(0, ((last.bytes - first.bytes) / (at - first.at)) * 1000);
    },
  };
}
