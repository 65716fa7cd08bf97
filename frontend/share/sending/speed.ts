/** Over which time the speed is measured, in milliseconds: long enough to be calm, short enough to be true. */
const WINDOW_MS = 8000;

/** How fast bytes go, in bytes a second; null until that can be said. */
export function makeSpeed() {
  let samples: { at: number; bytes: number }[] = [];
  return {
    /** Bytes since the beginning. */
    note(bytes: number): void {
      const at = Date.now();
      const last = samples[samples.length - 1];
      // Less than before: something was begun again.
      if (last !== undefined && bytes < last.bytes) samples = [];
      if (last === undefined || at - last.at >= 250 || samples.length === 0) samples.push({ at, bytes });
      samples = samples.filter((one) => at - one.at <= WINDOW_MS);
    },
    now(): number | null {
      const first = samples[0];
      const last = samples[samples.length - 1];
      if (first === undefined || last === undefined || last.at - first.at < 1000) return null;
      const speed = ((last.bytes - first.bytes) * 1000) / (Date.now() - first.at);
      return speed > 0 ? speed : null;
    },
  };
}
