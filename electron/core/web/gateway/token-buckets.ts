/** Requests by address, so that one device cannot take the time of all. */
export interface TokenBuckets {
  /** Takes one from the address's bucket; false when it is empty. */
  take(address: string): boolean;
}

interface Bucket {
  tokens: number;
  /** Milliseconds, by the clock of the buckets. */
  at: number;
}

/** The addresses that were seen last are remembered; one that is forgotten begins with a full bucket. */
const REMEMBERED = 4096;

/** Makes the buckets: each holds `burst` and gains `perSecond`. */
export function makeTokenBuckets(
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
  now: () => number = () => performance.now(),
): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(address) {
      const at = now();
      const before = buckets.get(address) ?? { tokens: burst, at };
      const tokens = Math.min(burst, before.tokens + (Math.max(0, at - before.at) / 1000) * perSecond);
      // Put at the end, so that the one at the beginning is the one seen longest ago.
      buckets.delete(address);
      buckets.set(address, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
      if (buckets.size > REMEMBERED) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return tokens >= 1;
    },
  };
}
