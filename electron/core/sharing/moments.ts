/** Answers to the same question that is asked by many at the same moment. */
export interface Moments<T> {
  /** The answer that is at hand, or the one that `ask` gives. What `ask` throws is told and not kept. */
  answer(question: string, ask: () => Promise<T>): Promise<T>;
  /** Forgets what is known of what is this person's, and what is being asked. */
  forget(ownerId: string): void;
}

/** Answers are used so long at most, in milliseconds, for what changes without anybody saying so. */
const LIFE_MS = 1000;
const KEPT = 300;

/** Makes what keeps answers for a moment; `ownerOf` says whose an answer is, null for nobody's. */
export function makeMoments<T>(ownerOf: (answer: T) => string | null): Moments<T> {
  const known = new Map<string, { ownerId?: string | null; answer: Promise<T>; until: number }>();

  return {
    async answer(question, ask) {
      const now = performance.now();
      const before = known.get(question);
      if (before !== undefined && before.until > now) return before.answer;
      const kept: NonNullable<typeof before> = { answer: ask(), until: now + LIFE_MS };
      known.delete(question);
      known.set(question, kept);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      try {
        const answer = await kept.answer;
        kept.ownerId = ownerOf(answer);
        return answer;
      } catch (error) {
        if (known.get(question) === kept) known.delete(question);
        throw error;
      }
    },
    forget(ownerId) {
      for (const [question, kept] of known)
        if (kept.ownerId === undefined || kept.ownerId === ownerId) known.delete(question);
    },
  };
}
