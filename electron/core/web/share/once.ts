/**
 * Does what many ask for at the same moment once: a link that is read out in a room is opened by everybody there
 * together. Nothing is kept once it is there.
 */
export function makeOnce<T>() {
  const running = new Map<string, Promise<T>>();
  return {
    /** Joins who asked the same and still waits, or begins. */
    once(key: string, make: () => Promise<T>): Promise<T> {
      const known = running.get(key);
      if (known !== undefined) return known;
      const made = make().finally(() => running.delete(key));
      running.set(key, made);
      return made;
    },
  };
}
