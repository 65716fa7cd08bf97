/** How long the engine waits for things, in milliseconds unless said otherwise. */
export interface EngineTimings {
  /** From the start of the process until it answers. */
  readonly readyMs: number;
  /** Between two looks at a running server. */
  readonly probeEveryMs: number;
  readonly probeTimeoutMs: number;
  /** So many probes in a row without an answer mean that it hangs. */
  readonly hungAfter: number;
  /** Before the second try; doubled for each further one, up to the maximum. */
  readonly backoffMs: number;
  readonly backoffMaximumMs: number;
  /** So many failures in a row end the tries. */
  readonly failuresAllowed: number;
  /** A server that ran this long has no failures behind it any more. */
  readonly stableMs: number;
  /** For a graceful stop, before it is forced. */
  readonly stopMs: number;
  /** Between two looks for a data folder that went away. */
  readonly folderEveryMs: number;
  /** Between two looks at free space, memory and the log's size, and two requests with credentials. */
  readonly thoroughEveryMs: number;
  /** Between two looks at a server that somebody else runs. */
  readonly externalEveryMs: number;
  /** Between two signs of life in the bucket of such a server. */
  readonly leaseEveryMs: number;
  /** Without one for so long, by the server's own clock, an app is taken to be gone. */
  readonly leaseMs: number;
}

export const ENGINE_TIMINGS: EngineTimings = {
  readyMs: 45_000,
  probeEveryMs: 2000,
  probeTimeoutMs: 4000,
  hungAfter: 3,
  backoffMs: 500,
  backoffMaximumMs: 30_000,
  failuresAllowed: 5,
  stableMs: 60_000,
  stopMs: 10_000,
  folderEveryMs: 3000,
  thoroughEveryMs: 10_000,
  externalEveryMs: 15_000,
  leaseEveryMs: 120_000,
  leaseMs: 300_000,
};
