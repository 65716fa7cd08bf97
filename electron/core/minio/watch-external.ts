import { setTimeout as wait } from 'node:timers/promises';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import { fail, isFailure, type AppError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { endLease, newLease, readLease, writeLease, type Lease } from './bucket-lease.ts';
import { checkBucketOwner, markBucket, type BucketWish } from './bucket-marker.ts';
import { checkExternal, endpointFailure } from './external.ts';
import { endLeftover } from './leftover.ts';
import type { PidFile } from './pid-file.ts';
import { makeClient } from './s3-client.ts';
import { makeSettled, type Reporter, type Supervision } from './supervision.ts';
import type { EngineTimings } from './timings.ts';

/** A server that somebody else runs. */
export interface ExternalConfig extends BucketWish {
  readonly kind: 'external';
  readonly external: ExternalEndpoint;
  /** The bucket is not marked anew: to see what the cloud in it can be brought back from. */
  readonly looksOnly?: boolean;
}

interface Deps {
  readonly pidFile: PidFile;
  readonly runFolder: string;
  readonly log: Log;
  readonly timings: EngineTimings;
  readonly reporter: Reporter;
}

/** What ends by itself: a computer that is switched on later, another one that is done with the cloud. */
const HEALS = new Set(['ENDPOINT_UNREACHABLE', 'BUCKET_IN_USE']);

/** Uses a server that somebody else runs, and watches whether it can be reached and nobody else took the cloud. */
export function superviseExternal(deps: Deps, config: ExternalConfig): Supervision {
  const { timings, reporter, log } = deps;
  const { external, cloudId, looksOnly = false } = config;
  const { endpoint, bucket } = external;
  const stopping = new AbortController();
  const { signal } = stopping;
  const started = makeSettled();
  const ask = () => makeClient(external, timings.probeTimeoutMs);
  let lease: Lease | null = null;
  /** When the lease was written last, by `performance.now()`; null while this run does not hold it. */
  let renewedAt: number | null = null;

  const inUse = (computer: string) =>
    fail('BUCKET_IN_USE', { endpoint, bucket, computer: computer === '' ? '…' : computer });

  async function takeLease(mine: Lease, now: Date): Promise<void> {
    const found = await readLease(ask(), bucket);
    const isOurs = found?.run === mine.run || (found?.holder === mine.holder && renewedAt === null);
    const isAlive = found !== null && now.getTime() - found.renewedAt.getTime() < timings.leaseMs;
    if (isAlive && !isOurs) throw inUse(found.computer);
  }

  async function renew(mine: Lease): Promise<void> {
    await writeLease(ask(), bucket, mine);
    renewedAt = performance.now();
  }

  /** Throws what is wrong with it now. */
  async function look(mine: Lease): Promise<void> {
    try {
      const takesOver = looksOnly ? config.takesOver : undefined;
      await checkBucketOwner(ask(), external, { cloudId, mayClaim: false, takesOver });
      const found = await readLease(ask(), bucket);
      if (found !== null && found.run !== mine.run) throw inUse(found.computer);
      const isDue = renewedAt === null || performance.now() - renewedAt >= timings.leaseEveryMs;
      if (found === null || isDue) await renew(mine);
    } catch (error) {
      const failure = endpointFailure(error, endpoint, 'read');
      // It was an S3 server before: whatever answers in its place now, a proxy say, it cannot be reached.
      const isAway = !isFailure(failure) || failure.code === 'ENDPOINT_NOT_S3';
      throw isAway ? fail('ENDPOINT_UNREACHABLE', { endpoint }, error) : failure;
    }
  }

  function open(): void {
    const { region, accessKey, secretKey } = external;
    reporter.connection({ endpoint, region, accessKey, secretKey, bucket, managed: false });
    const since = new Date().toISOString();
    const details = {
      name: 'S3',
      version: '',
      source: null,
      outdated: false,
      pid: null,
      endpoint: new URL(endpoint).host,
      dataFolder: null,
      memoryBytes: null,
      binaryPath: null,
    };
    reporter.state({ status: 'running', stage: null, failure: null, failuresInARow: 0, since, details });
    started.resolve();
  }

  async function enter(mine: Lease): Promise<void> {
    const { marked, now } = await checkExternal(external, config);
    try {
      await takeLease(mine, now);
      signal.throwIfAborted();
      await renew(mine);
      if (!marked && !looksOnly) await markBucket(ask(), bucket, cloudId);
    } catch (error) {
      throw endpointFailure(error, endpoint, 'write');
    }
  }

  async function untilEntered(mine: Lease): Promise<void> {
    reporter.state({ status: 'starting', stage: 'ready' });
    for (;;) {
      try {
        await enter(mine);
        return;
      } catch (error) {
        signal.throwIfAborted();
        const failure = isFailure(error) ? error : fail('INTERNAL', undefined, error);
        log.warn({ err: error }, 'the S3 endpoint cannot be used');
        reporter.state({ status: 'failed', stage: null, failure: failure.toFailure() });
        started.reject(failure);
        if (!HEALS.has(failure.code)) throw failure;
        await wait(timings.externalEveryMs, undefined, { signal });
      }
    }
  }

  /** Watches until the cloud is somebody else's; answers with that. */
  async function untilTaken(mine: Lease): Promise<AppError> {
    let failuresInARow = 0;
    for (;;) {
      await wait(timings.externalEveryMs, undefined, { signal });
      let failure: AppError | null = null;
      try {
        await look(mine);
      } catch (error) {
        failure = isFailure(error) ? error : fail('INTERNAL', undefined, error);
      }
      signal.throwIfAborted();
      if (failure?.code.startsWith('BUCKET_') === true) return failure;
      failuresInARow = failure === null ? 0 : failuresInARow + 1;
      const status = failure === null ? 'running' : 'unhealthy';
      reporter.state({ status, failure: failure?.toFailure() ?? null, failuresInARow });
    }
  }

  async function live(): Promise<void> {
    await endLeftover(deps);
    lease = await newLease(deps.runFolder);
    for (;;) {
      await untilEntered(lease);
      signal.throwIfAborted();
      open();
      const taken = await untilTaken(lease);
      log.warn({ code: taken.code }, 'the bucket is no longer ours');
      reporter.connection(null);
      reporter.state({ status: 'failed', failure: taken.toFailure(), since: null, details: null });
      if (!HEALS.has(taken.code)) throw taken;
      await wait(timings.externalEveryMs, undefined, { signal });
    }
  }

  const life = live().catch((error: unknown) => {
    const failure = isFailure(error) ? error : fail('INTERNAL', undefined, error);
    started.reject(signal.aborted ? fail('SERVER_NOT_RUNNING') : failure);
    if (!signal.aborted) reporter.state({ status: 'failed', stage: null, failure: failure.toFailure() });
  });

  async function giveFree(): Promise<void> {
    if (lease === null || renewedAt === null) return;
    try {
      await endLease(ask(), bucket, lease);
    } catch (error) {
      // It ends by itself.
      log.info({ err: error }, 'the lease of the bucket was not given back');
    }
  }

  return {
    started: started.promise,
    async stop() {
      stopping.abort();
      reporter.connection(null);
      await life;
      await giveFree();
      reporter.state({
        status: 'stopped',
        stage: null,
        failure: null,
        failuresInARow: 0,
        since: null,
        details: null,
      });
    },
  };
}
