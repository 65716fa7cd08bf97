import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** From hopeless to beyond reach. */
export type StrengthLevel = 'veryWeak' | 'weak' | 'fair' | 'good' | 'strong';

export interface Strength {
  readonly level: StrengthLevel;
  /** How long somebody with the stored hashes would need to guess it, in seconds. */
  readonly secondsToGuess: number;
}

/** Guesses in a second at bcrypt of cost 12, by somebody with a few good graphics cards. */
const GUESSES_PER_SECOND = 1e4;
/** Longer ones take the estimator too long, and are strong by their length unless they begin badly. */
const LONGEST_MEASURED = 40;

/** Guesses that each level begins with: about a minute, a day, months, centuries. */
const LEVELS: readonly [number, StrengthLevel][] = [
  [1e14, 'strong'],
  [1e11, 'good'],
  [1e9, 'fair'],
  [1e6, 'weak'],
];

/** The level of a password that takes so many guesses. */
export function levelOf(guesses: number): StrengthLevel {
  return LEVELS.find(([from]) => guesses >= from)?.[1] ?? 'veryWeak';
}

let estimator: Promise<ZxcvbnFactory> | undefined;

/** The word lists weigh megabytes, so they are fetched when somebody begins to choose a password. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Estimator }, common, english, portuguese] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-pt-br'),
  ]);
  return new Estimator({
    dictionary: { ...common.dictionary, ...english.dictionary, ...portuguese.dictionary },
    graphs: common.adjacencyGraphs,
    // More ways to read “P@55w0rd” would cost more than a tenth of a second, between two key presses.
    l33tMaxSubstitutions: 20,
  });
}

/** Estimates how hard a password is to guess for somebody who knows these words about the person. */
export async function measureStrength(password: string, about: readonly string[]): Promise<Strength> {
  estimator ??= loadEstimator();
  const words = about
    .flatMap((text) => [text, ...text.split(/[\s._@-]+/u)])
    .filter((word) => word.length > 2);
  const { guesses } = (await estimator).check(password.slice(0, LONGEST_MEASURED), words);
  return { level: levelOf(guesses), secondsToGuess: guesses / GUESSES_PER_SECOND };
}
