import { ConnectionLost } from './connection-lost.ts';
import type { ConnectionState, Link } from './connection.ts';

/** What every connection keeps: where it stands, who wants to hear of it, and the calls that wait for a link. */
export interface ConnectionKeeper {
  state(): ConnectionState;
  /** Calls back at every change of the state. */
  subscribe(listener: () => void): () => void;
  change(next: ConnectionState): void;
  /** The next link that is handed out; throws {@link ConnectionLost} when none is in time. */
  wait(): Promise<Link>;
  /** Hands a link to all that wait. */
  handOut(link: Link): void;
}

/** Makes the keeper; calls wait for a link for so long, in milliseconds. */
export function makeConnectionKeeper(patienceMs: number): ConnectionKeeper {
  let state: ConnectionState = { kind: 'connecting' };
  const waiting = new Set<(link: Link) => void>();
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(next) {
      state = next;
      for (const listener of listeners) listener();
    },
    wait: () =>
      new Promise((resolve, reject) => {
        const go = (link: Link) => {
          clearTimeout(timer);
          resolve(link);
        };
        const timer = setTimeout(() => {
          waiting.delete(go);
          reject(new ConnectionLost());
        }, patienceMs);
        waiting.add(go);
      }),
    handOut(link) {
      for (const go of waiting) go(link);
      waiting.clear();
    },
  };
}
