import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { Problem } from '../lib/problem.ts';
import type { Outcome, Step } from './steps.ts';
import type { Workshop } from './workshop.ts';

export interface Result extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

/** Runs the checks side by side and then the suites in order, up to the first step that fails. */
export async function runSteps(
  checks: readonly Step[],
  suites: readonly Step[],
  workshop: Workshop,
): Promise<Result[]> {
  const results = await sideBySide(checks, workshop);
  for (const step of suites) {
    if (results.some(({ ok }) => !ok)) break;
    console.log(`\n${step.name} …`);
    results.push(await attempt(step, workshop));
  }
  return results;
}

async function sideBySide(steps: readonly Step[], workshop: Workshop): Promise<Result[]> {
  const waiting = [...steps];
  const results: Result[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      results.push(await attempt(step, workshop));
      if (results.some(({ ok }) => !ok)) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker));
  return results;
}

async function attempt(step: Step, workshop: Workshop): Promise<Result> {
  const begin = performance.now();
  const outcome = await step.run(workshop).catch((error: unknown): Outcome => {
    const text =
      error instanceof Problem ? error.message : error instanceof Error ? error.stack : String(error);
    return { ok: false, output: text ?? 'It failed without a reason.' };
  });
  const result = { ...outcome, name: step.name, seconds: (performance.now() - begin) / 1000 };
  if (!result.ok && result.output !== undefined) console.log(result.output.trimEnd());
  if (result.note !== undefined) console.log(result.note);
  console.log(line(result));
  return result;
}

/** One step as a line of the summary. */
export function line({ name, ok, seconds, tests }: Result): string {
  const counts = tests === undefined ? '' : `  ${tests.passed} of ${tests.passed + tests.failed}`;
  const skipped = tests === undefined || tests.skipped === 0 ? '' : `, ${tests.skipped} skipped`;
  return `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(9)} ${seconds.toFixed(1).padStart(7)} s${counts}${skipped}`;
}
