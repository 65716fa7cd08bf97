import { randomUUID } from 'node:crypto';
import type { ObjectStore } from '../objects/object-store.ts';

/** What a check asks of the store. */
export type CheckedStore = Pick<ObjectStore, 'list' | 'labels' | 'stat'>;

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
      // A key that nobody has: whoever answers that is there.
      const answers = await store.stat(`00/${randomUUID()}`, signal).then(
        () => true,
        () => false,
      );
      if (!answers) throw error;
      return null;
    }
  }
  return {
    list: (prefix, options) => store.list(prefix, options),
    stat: (key, signal) => orNull(() => store.stat(key, signal), signal),
    labels: (key, signal) => orNull(() => store.labels(key, signal), signal),
  };
}
