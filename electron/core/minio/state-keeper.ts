import type { EngineState } from '../../contract/engine.ts';
import type { Connection } from '../objects/connection.ts';
import type { Reporter } from './supervision.ts';

/** Shortest time between two announcements of a progress, in milliseconds. */
const PROGRESS_EVERY_MS = 200;

const STOPPED: Omit<EngineState, 'kind'> = {
  status: 'stopped',
  stage: null,
  progress: null,
  failure: null,
  nextTryAt: null,
  failuresInARow: 0,
  since: null,
  details: null,
};

/** Keeps what the engine is doing, and tells of changes. */
export interface StateKeeper {
  readonly reporter: Reporter;
  readonly state: () => EngineState;
  readonly connection: () => Connection | null;
  readonly whenRunning: (signal?: AbortSignal) => Promise<Connection>;
  /** Forgets all, for a new run. */
  readonly reset: (kind: EngineState['kind']) => void;
}

/** Makes the keeper. */
export function makeStateKeeper(onChange: () => void): StateKeeper {
  let state: EngineState = { kind: 'managed', ...STOPPED };
  let connection: Connection | null = null;
  let announcedAt = 0;
  const waiting = new Set<(connection: Connection) => void>();

  function announce(isProgress: boolean): void {
    const now = performance.now();
    if (isProgress && now - announcedAt < PROGRESS_EVERY_MS) return;
    announcedAt = now;
    onChange();
  }

  return {
    state: () => state,
    connection: () => connection,
    reporter: {
      state(change) {
        const next = { ...state, ...change };
        if (JSON.stringify(next) === JSON.stringify(state)) return;
        state = next;
        announce(Object.keys(change).every((key) => key === 'progress'));
      },
      connection(next) {
        connection = next;
        if (next === null) return;
        for (const resolve of waiting) resolve(next);
        waiting.clear();
      },
    },
    whenRunning(signal) {
      if (connection !== null) return Promise.resolve(connection);
      return new Promise((resolve, reject) => {
        const abort = () => {
          waiting.delete(arrive);
          reject(signal?.reason instanceof Error ? signal.reason : new Error('no longer waited for'));
        };
        const arrive = (made: Connection) => {
          signal?.removeEventListener('abort', abort);
          resolve(made);
        };
        if (signal?.aborted === true) {
          abort();
          return;
        }
        signal?.addEventListener('abort', abort, { once: true });
        waiting.add(arrive);
      });
    },
    reset(kind) {
      state = { kind, ...STOPPED, status: 'starting' };
      connection = null;
      announce(false);
    },
  };
}
