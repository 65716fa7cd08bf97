// Everything that must hold before a change is done: `npm test`, or a part of it with `-- --only lint,unit`.
// What follows a further `--` is handed to vitest and Playwright, for example `-- --only e2e -- -g "first run"`.
import { command } from './lib/problem.ts';
import { readOptions } from './test/options.ts';
import { report } from './test/report.ts';
import { runSteps } from './test/run-steps.ts';
import { checks, suites } from './test/steps.ts';
import { openWorkshop } from './test/workshop.ts';

await command(async () => {
  const { chosen, passOn } = readOptions(process.argv.slice(2), [...checks, ...suites]);
  const workshop = openWorkshop(passOn);
  try {
    const results = await runSteps(checks.filter(chosen), suites.filter(chosen), workshop);
    process.exitCode = report(results) ? 0 : 1;
  } finally {
    await workshop.close();
  }
});
