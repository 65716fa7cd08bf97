import type { EngineState } from '../../contract/engine.ts';
import type { Connection } from '../objects/connection.ts';

/** One run of the engine, from a start to the stop that ends it. */
export interface Supervision {
  /** Resolves when it runs for the first time; rejects with why it does not. */
  readonly started: Promise<void>;
  /** Ends it and waits until nothing of it is left. */
  stop(): Promise<void>;
}

/** Where a supervision tells how it goes. */
export interface Reporter {
  readonly state: (change: Partial<Omit<EngineState, 'kind'>>) => void;
  /** The connection that requests may use from now on; null while there is none. */
  readonly connection: (connection: Connection | null) => void;
}

/** A promise settled from outside, where only the first call counts. */
export function makeSettled(): {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
} {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined); // whoever started hears of it; a run that nobody waits for must not end the app
  return { promise, resolve: () => resolve(), reject: (error) => reject(error) };
}
