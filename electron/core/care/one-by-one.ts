import type { ObjectStore } from '../objects/object-store.ts';

/** What a check asks of the store. */
export type CheckedStore = Pick<ObjectStore, 'list' | 'labels' | 'stat' | 'answers'>;

/**
 * The store, in which an object that the server has but cannot read is as one that is not there: a server says of it
 * what it says when it is away, and one damaged file must not end the check of all others. Throws when it is away.
 */
export function oneByOne(store: CheckedStore): CheckedStore {
  async function orNull<T>(asked: () => Promise<T | null>, signal: AbortSignal): Promise<T | null> {
    try {
      return await asked();
    } catch (error) {
      signal.throwIfAborted();
      if (!(await store.answers(signal))) throw error;
      return null;
    }
  }
  return {
    answers: (signal) => store.answers(signal),
    list: (prefix, options) => store.list(prefix, options),
    stat: (key, signal) => orNull(() => store.stat(key, signal), signal),
    labels: (key, signal) => orNull(() => store.labels(key, signal), signal),
  };
}
