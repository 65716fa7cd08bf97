import { checkImports } from '../check-imports.ts';
import { checkLock } from '../check-lock.ts';
import { checkTexts } from '../check-texts.ts';
import { root } from '../lib/project.ts';
import { captureTool } from '../lib/run.ts';
import { endToEnd, packaged, unit } from './suites.ts';
import type { Workshop } from './workshop.ts';

export interface Outcome {
  readonly ok: boolean;
  /** What to show; of a check that passed, nothing is shown. */
  readonly output?: string;
  /** Worth reading, though nothing is wrong. */
  readonly note?: string;
  /** Of a step that runs tests: how many. */
  readonly tests?: {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    /** Those among the passed that needed a second try, and what broke at the first. */
    readonly flaky: readonly { readonly name: string; readonly why: string }[];
  };
}

export interface Step {
  readonly name: string;
  readonly run: (workshop: Workshop) => Promise<Outcome>;
}

/** Look at the sources only, so they may run side by side, in any order. */
export const checks: readonly Step[] = [
  { name: 'lock', run: async () => findings(await checkLock(root)) },
  { name: 'format', run: async () => tool('oxfmt', ['--check', '.']) },
  { name: 'lint', run: async () => tool('oxlint', ['--deny-warnings']) },
  {
    name: 'types',
    run: async () => {
      for (const project of ['tsconfig.json', 'frontend/tsconfig.json', 'tests/e2e/tsconfig.json']) {
        const outcome = await tool(['typescript', 'tsc'], ['-p', project]);
        if (!outcome.ok) return outcome;
      }
      return { ok: true };
    },
  },
  { name: 'imports', run: async () => findings(await checkImports(root)) },
  { name: 'unused', run: async () => tool('knip', ['--no-progress']) },
  {
    name: 'texts',
    run: async () => {
      const { findings: lines, unused } = await checkTexts(root);
      const note = unused.length === 0 ? undefined : `Sentences that seem unused: ${unused.join(', ')}`;
      return { ...findings(lines), ...(note === undefined ? {} : { note }) };
    },
  },
];

/** Run the code, one after another: each stands on what the one before it has shown. */
export const suites: readonly Step[] = [
  { name: 'unit', run: unit },
  { name: 'build', run: async (workshop) => ({ ok: true, output: await workshop.build() }) },
  { name: 'e2e', run: endToEnd },
  { name: 'packaged', run: packaged },
];

async function tool(name: Parameters<typeof captureTool>[0], args: readonly string[]): Promise<Outcome> {
  const { code, output } = await captureTool(name, args);
  return { ok: code === 0, output };
}

function findings(lines: readonly string[]): Outcome {
  return { ok: lines.length === 0, output: lines.join('\n') };
}
