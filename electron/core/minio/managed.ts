import { setTimeout as wait } from 'node:timers/promises';
import { fail, isFailure, toFailure, type AppError } from '../lib/errors.ts';
import { connectionOn, detailsOf, makeBringUp, type ManagedConfig, type ManagedDeps } from './bring-up.ts';
import { checkFolder } from './data-folder.ts';
import { memoryOf } from './health.ts';
import type { RunningServer } from './launch.ts';
import { takeLeftover } from './leftover.ts';
import { makeClient } from './s3-client.ts';
import { makeSettled, type Supervision } from './supervision.ts';
import { watchServer } from './watch-server.ts';

/** Starts a server of our own and keeps it running until it is stopped or fails too often. */
export function superviseManaged(deps: ManagedDeps, config: ManagedConfig): Supervision {
  const { pidFile, serverLog, knownMarker, timings, log, reporter } = deps;
  const { dataFolder: folder, cloudId, credentials } = config;
  const stopping = new AbortController();
  const { signal } = stopping;
  const started = makeSettled();
  const { bringUp, mayClaim } = makeBringUp(deps, config, signal);
  let server: RunningServer | null = null;
  let failures = 0;

  async function endServer(graceMs = timings.stopMs): Promise<void> {
    const running = server;
    if (running === null) return;
    await running.process.end(graceMs);
    server = null;
    await pidFile.remove();
  }

  /** One life of the server: brought up, watched, and what ended it. */
  async function runOnce(): Promise<AppError> {
    const before = server;
    server = null;
    const { server: running, marker } = await bringUp(before);
    server = running;
    const connection = connectionOn(running.record.port, credentials);
    const details = detailsOf(running, await memoryOf(running.process.pid));
    signal.throwIfAborted();
    reporter.connection(connection);
    reporter.state({
      status: 'running',
      stage: null,
      progress: null,
      failure: null,
      nextTryAt: null,
      failuresInARow: failures,
      since: running.record.since,
      details,
    });
    started.resolve();
    const failure = await watchServer({
      server: running,
      marker,
      folder,
      client: makeClient(connection, timings.probeTimeoutMs),
      report: reporter.state,
      onMemory: (bytes) => reporter.state({ details: detailsOf(running, bytes) }),
      onStable: () => {
        failures = 0;
        reporter.state({ failuresInARow: 0 });
      },
      serverLog,
      log,
      timings,
      signal,
    });
    server = null;
    await pidFile.remove();
    return failure;
  }

  function giveUp(failure: AppError): void {
    log.error({ err: failure, code: failure.code }, 'the server failed');
    reporter.connection(null);
    reporter.state({
      status: 'failed',
      stage: null,
      progress: null,
      failure: failure.toFailure(),
      nextTryAt: null,
      failuresInARow: failures,
      since: null,
    });
    started.reject(failure);
  }

  async function untilFolderReturns(): Promise<void> {
    for (;;) {
      await wait(timings.folderEveryMs, undefined, { signal });
      try {
        await knownMarker.mend(folder, cloudId);
        await checkFolder({ folder, cloudId, mayClaim: false });
        return;
      } catch (error) {
        if (!isFailure(error)) throw error;
      }
    }
  }

  async function backOff(failure: AppError): Promise<void> {
    const delay = Math.min(timings.backoffMs * 2 ** (failures - 1), timings.backoffMaximumMs);
    log.warn({ err: failure, failures, delay }, 'the server is started again');
    reporter.state({
      status: 'unhealthy',
      stage: null,
      progress: null,
      failure: toFailure(failure),
      nextTryAt: new Date(Date.now() + delay).toISOString(),
      failuresInARow: failures,
      since: null,
    });
    await wait(delay, undefined, { signal });
  }

  /** What to do about a failure: returns when it is worth another try, true; false when it is the end. */
  async function recover(failure: AppError): Promise<boolean> {
    if (failure.code === 'DATA_FOLDER_MISSING') {
      giveUp(failure);
      // A drive that is plugged in again brings the cloud back by itself; what never was cannot come back.
      if (mayClaim()) return false;
      await untilFolderReturns();
      failures = 0;
      return true;
    }
    if (!isWorthAnotherTry(failure)) {
      giveUp(failure);
      return false;
    }
    failures += 1;
    if (failures >= timings.failuresAllowed) {
      giveUp(fail('SERVER_CRASH_LOOP', { failures, message: messageOf(failure) }, failure));
      return false;
    }
    await backOff(failure);
    return true;
  }

  async function live(): Promise<void> {
    server = await takeLeftover(deps, config);
    for (;;) {
      let failure: AppError;
      try {
        failure = await runOnce();
      } catch (error) {
        signal.throwIfAborted();
        if (!isFailure(error)) throw error;
        failure = error;
      }
      reporter.connection(null);
      if (!(await recover(failure))) return;
    }
  }

  const life = live().catch(async (error: unknown) => {
    if (signal.aborted) {
      started.reject(fail('SERVER_NOT_RUNNING'));
      return;
    }
    await endServer().catch((endError: unknown) =>
      log.error({ err: endError }, 'the server could not be ended'),
    );
    giveUp(isFailure(error) ? error : fail('INTERNAL', undefined, error));
  });

  return {
    started: started.promise,
    async stop() {
      reporter.connection(null);
      reporter.state({
        status: 'stopping',
        stage: null,
        progress: null,
        nextTryAt: null,
        failure: null,
        failuresInARow: 0,
      });
      stopping.abort();
      await life;
      await endServer();
      reporter.state({ status: 'stopped', since: null, details: null });
    },
  };
}

/** A process that ended, hangs or was slow may do better next time; what a person has to change will not. */
function isWorthAnotherTry({ code }: AppError): boolean {
  return code === 'SERVER_EXITED' || code === 'SERVER_HUNG' || code === 'SERVER_START_TIMEOUT';
}

function messageOf(failure: AppError): string {
  const { data } = failure;
  const hasMessage = typeof data === 'object' && data !== null && 'message' in data;
  return hasMessage && typeof data.message === 'string' ? data.message : failure.code;
}
