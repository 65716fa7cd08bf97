/** Does work about one thing after the other, and work about different things side by side. */
export interface InTurn {
  <T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Makes turns by key; what fails does not keep the next from its turn. */
export function makeInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const mine = after(last.get(key), work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}

async function after<T>(before: Promise<unknown> | undefined, work: () => Promise<T>): Promise<T> {
  try {
    await before;
  } catch {
    // Told to whoever began it.
  }
  return work();
}
