import { line, type Result } from './run-steps.ts';

/**
 * Prints the summary; its last line counts the tests. A step that fails without counting any counts as one failed
 * test, so that the line never reads as if all were well.
 * @returns whether everything passed
 */
export function report(results: readonly Result[]): boolean {
  const ok = results.every((result) => result.ok);
  const passed = results.reduce((sum, { tests }) => sum + (tests?.passed ?? 0), 0);
  const failed = results.reduce(
    (sum, result) => sum + Math.max(result.tests?.failed ?? 0, result.ok ? 0 : 1),
    0,
  );
  console.log(`\n${ok ? 'Everything passed.' : 'Not everything passed.'}`);
  for (const result of results) console.log(line(result));
  for (const { name, why } of results.flatMap(({ tests }) => tests?.flaky ?? []))
    console.log(`flaky   ${name}: passed at the second try; at the first: ${why.split('\n', 1)[0] ?? ''}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return ok;
}
