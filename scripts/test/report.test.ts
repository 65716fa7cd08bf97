import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../lib/problem.ts';
import { readOptions } from './options.ts';
import { report } from './report.ts';
import { runSteps } from './run-steps.ts';
import type { Outcome, Step } from './steps.ts';
import { playwrightReport, vitestReport } from './suite-reports.ts';
import { openWorkshop } from './workshop.ts';

let printed: string[];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    printed.push(line);
  });
});
afterEach(() => vi.restoreAllMocks());

const step = (name: string, outcome: Outcome): Step => ({ name, run: () => Promise.resolve(outcome) });
const counting = (passed: number, failed: number): Outcome => ({
  ok: failed === 0,
  tests: { passed, failed, skipped: 0, flaky: [] },
});
const run = async (checks: Step[], suites: Step[]) => runSteps(checks, suites, openWorkshop([]));

describe('the last line', () => {
  test('sums the tests of all suites', async () => {
    const results = await run(
      [step('lint', { ok: true })],
      [step('unit', counting(40, 0)), step('e2e', counting(2, 0))],
    );
    expect(report(results)).toBe(true);
    expect(printed.at(-1)?.trim()).toBe('42 passed, 0 failed');
  });

  test('never reads as if all were well when a check without tests failed', async () => {
    const results = await run([step('lint', { ok: false, output: 'bad' })], [step('unit', counting(1, 0))]);
    expect(report(results)).toBe(false);
    expect(printed.at(-1)?.trim()).toBe('0 passed, 1 failed');
  });
});

test('a test that passed at its second try is named with what broke at the first', async () => {
  const assertionResults = [
    { fullName: 'steady', status: 'passed', failureMessages: [] },
    { fullName: 'a shaky one', status: 'passed', failureMessages: ['it was late\n    at a.ts:1'] },
  ];
  const counts = { numPassedTests: 2, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  const unit = vitestReport.parse({ ...counts, testResults: [{ assertionResults }] });
  const results = [{ error: { message: 'no button' } }, {}];
  const specs = [{ title: 'a click', tests: [{ status: 'flaky', results }] }];
  const e2e = playwrightReport.parse({
    stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 },
    suites: [{ specs: [], suites: [{ specs }] }],
  });
  report(await run([], [step('unit', { ok: true, tests: unit }), step('e2e', { ok: true, tests: e2e })]));
  expect(printed.filter((line) => line.startsWith('flaky'))).toEqual([
    'flaky   a shaky one: passed at the second try; at the first: it was late',
    'flaky   a click: passed at the second try; at the first: no button',
  ]);
  expect(printed.at(-1)?.trim()).toBe('6 passed, 0 failed');
});

describe('the steps', () => {
  test('stop at the first suite that fails', async () => {
    const results = await run([], [step('unit', counting(5, 2)), step('e2e', counting(9, 0))]);
    expect(results.map(({ name }) => name)).toEqual(['unit']);
    expect(printed.some((line) => line.startsWith('FAILED  unit'))).toBe(true);
  });

  test('show what a failed check has to say, and nothing of one that passed', async () => {
    await run([step('lint', { ok: true, output: 'all fine here' })], []);
    await run([step('types', { ok: false, output: 'a.ts:1 is wrong' })], []);
    expect(printed).toContain('a.ts:1 is wrong');
    expect(printed).not.toContain('all fine here');
  });

  test('turn an error into a failure', async () => {
    const broken: Step = { name: 'build', run: () => Promise.reject(new Problem('no compiler')) };
    const [result] = await run([], [broken]);
    expect(result?.ok).toBe(false);
    expect(printed).toContain('no compiler');
  });
});

describe('the command line', () => {
  const steps = ['lint', 'unit', 'e2e'].map((name) => step(name, { ok: true }));
  const chosen = (...argv: string[]): string[] => {
    const options = readOptions(argv, steps);
    return steps.filter(options.chosen).map(({ name }) => name);
  };

  test('chooses all steps, or those it names', () => {
    expect(chosen()).toEqual(['lint', 'unit', 'e2e']);
    expect(chosen('--only', 'e2e,lint')).toEqual(['lint', 'e2e']);
  });

  test('refuses a step or an option that does not exist', () => {
    expect(() => chosen('--only', 'units')).toThrow(
      'There is no step units. The steps are: lint, unit, e2e.',
    );
    expect(() => chosen('--fast')).toThrow(Problem);
  });

  test('passes on what follows two dashes', () => {
    expect(readOptions(['--only', 'e2e', '--', '-g', 'first run'], steps).passOn).toEqual([
      '-g',
      'first run',
    ]);
  });
});
