import { setTimeout as wait } from 'node:timers/promises';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import { fail, isFailure, type AppError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { markBucket, type BucketWish } from './bucket-marker.ts';
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
}

interface Deps {
  readonly pidFile: PidFile;
  readonly log: Log;
  readonly timings: EngineTimings;
  readonly reporter: Reporter;
}

/** Uses a server that somebody else runs, and watches whether it can be reached. */
export function superviseExternal(deps: Deps, config: ExternalConfig): Supervision {
  const { timings, reporter, log } = deps;
  const { external, cloudId } = config;
  const { endpoint, bucket } = external;
  const stopping = new AbortController();
  const { signal } = stopping;
  const started = makeSettled();

  /** What is wrong with it now; null when it can be used. */
  async function look(): Promise<AppError | null> {
    try {
      const exists = await makeClient(external, timings.probeTimeoutMs).bucketExists(bucket);
      return exists ? null : fail('ENDPOINT_UNREACHABLE', { endpoint });
    } catch (error) {
      const failure = endpointFailure(error, endpoint, 'read');
      // It was an S3 server before: whatever answers in its place now, a proxy say, it cannot be reached.
      const isAway = !isFailure(failure) || failure.code === 'ENDPOINT_NOT_S3';
      return isAway ? fail('ENDPOINT_UNREACHABLE', { endpoint }, error) : failure;
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

  async function mark(): Promise<void> {
    try {
      await markBucket(makeClient(external, timings.probeTimeoutMs), bucket, cloudId);
    } catch (error) {
      throw endpointFailure(error, endpoint, 'write');
    }
  }

  async function firstCheck(): Promise<void> {
    reporter.state({ status: 'starting', stage: 'ready' });
    for (;;) {
      try {
        if (!(await checkExternal(external, config))) await mark();
        return;
      } catch (error) {
        signal.throwIfAborted();
        const failure = isFailure(error) ? error : fail('INTERNAL', undefined, error);
        log.warn({ err: error }, 'the S3 endpoint cannot be used');
        reporter.state({ status: 'failed', stage: null, failure: failure.toFailure() });
        started.reject(failure);
        // Only what can heal by itself is tried again: a computer that is switched on later, say.
        if (failure.code !== 'ENDPOINT_UNREACHABLE') throw failure;
        await wait(timings.externalEveryMs, undefined, { signal });
      }
    }
  }

  async function live(): Promise<void> {
    await endLeftover(deps);
    await firstCheck();
    signal.throwIfAborted();
    open();
    let failuresInARow = 0;
    for (;;) {
      await wait(timings.externalEveryMs, undefined, { signal });
      const failure = await look();
      failuresInARow = failure === null ? 0 : failuresInARow + 1;
      const status = failure === null ? 'running' : 'unhealthy';
      signal.throwIfAborted();
      reporter.state({ status, failure: failure?.toFailure() ?? null, failuresInARow });
    }
  }

  const life = live().catch((error: unknown) => {
    const failure = isFailure(error) ? error : fail('INTERNAL', undefined, error);
    started.reject(signal.aborted ? fail('SERVER_NOT_RUNNING') : failure);
    if (!signal.aborted) reporter.state({ status: 'failed', stage: null, failure: failure.toFailure() });
  });

  return {
    started: started.promise,
    async stop() {
      stopping.abort();
      reporter.connection(null);
      await life;
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
