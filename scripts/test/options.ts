import { parseArgs } from 'node:util';
import { Problem } from '../lib/problem.ts';
import type { Step } from './steps.ts';

export interface Options {
  /** Whether a step was asked for; without `--only` all are. */
  readonly chosen: (step: Step) => boolean;
  /** Arguments for vitest and Playwright. */
  readonly passOn: readonly string[];
}

/** Reads the command line of the test command. A name that is no step is a `Problem`. */
export function readOptions(argv: readonly string[], steps: readonly Step[]): Options {
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  const passOn = end === -1 ? [] : argv.slice(end + 1);
  const only = onlyOf(own);
  const known = steps.map(({ name }) => name);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Problem(`There is no step ${unknown.join(', ')}. The steps are: ${known.join(', ')}.`);
  }
  return { chosen: ({ name }) => only.length === 0 || only.includes(name), passOn };
}

function onlyOf(argv: readonly string[]): string[] {
  try {
    const { values } = parseArgs({ args: [...argv], options: { only: { type: 'string', multiple: true } } });
    return (values.only ?? []).flatMap((list) => list.split(',')).filter((name) => name !== '');
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
