// Opens the app from its sources: fetches what is missing, builds when something changed.
import { ensureBuilt } from './build.ts';
import { resolveElectron } from './electron/resolve.ts';
import { command, Problem } from './lib/problem.ts';
import { root } from './lib/project.ts';
import { run } from './lib/run.ts';
import { developmentServer } from './server.ts';
import { hasDisplay } from './system/display.ts';
import { ensureLibraries } from './system/libraries.ts';
import { sandboxArgs } from './system/sandbox.ts';

await command(async () => {
  const electron = await resolveElectron();
  await ensureLibraries(electron.executable);
  const server = await developmentServer();
  if (await ensureBuilt(electron.env)) console.error('Built.');
  if (!hasDisplay()) {
    throw new Problem(
      'Everything is ready, but there is no display to open a window on. Run this in a graphical session (or over "ssh -X"), or try it with "xvfb-run -a npm start".',
    );
  }
  const args = [...sandboxArgs(electron.executable), root, ...process.argv.slice(2)];
  process.exitCode = await run(electron.executable, args, { env: { ...electron.env, ...server.env } });
});
