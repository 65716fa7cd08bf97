/** Answers to the same question that is asked by many at the same moment. */
export interface Moments<T> {
  /** The answer that is at hand, or the one that `ask` gives. What `ask` throws is told and not kept. */
  answer(ownerId: string, question: string, ask: () => Promise<T>): Promise<T>;
  /** Forgets what is known of what is this person's. */
  forget(ownerId: string): void;
}

/** Answers are used so long at most, in milliseconds, for what changes without anybody saying so. */
const LIFE_MS = 1000;
const KEPT = 200;

/** Makes what keeps answers for a moment. */
export function makeMoments<T>(): Moments<T> {
  const known = new Map<string, { ownerId: string; answer: Promise<T>; until: number }>();

  return {
    async answer(ownerId, question, ask) {
      const now = performance.now();
      const before = known.get(question);
      if (before !== undefined && before.until > now) return before.answer;
      const answer = ask();
      const kept = { ownerId, answer, until: now + LIFE_MS };
      known.delete(question);
      known.set(question, kept);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      try {
        return await answer;
      } catch (error) {
        if (known.get(question) === kept) known.delete(question);
        throw error;
      }
    },
    forget(ownerId) {
      for (const [question, kept] of known) if (kept.ownerId === ownerId) known.delete(question);
    },
  };
}
