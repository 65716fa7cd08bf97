// Opens the app from its sources: fetches what is missing, builds when something changed.
import { ensureBuilt } from './build.ts';
import { resolveElectron } from './electron/resolve.ts';
import { headless } from './headless.ts';
import { command } from './lib/problem.ts';
import { root } from './lib/project.ts';
import { run } from './lib/run.ts';
import { developmentServer } from './server.ts';
import { hasDisplay } from './system/display.ts';
import { ensureLibraries } from './system/libraries.ts';
import { sandboxArgs } from './system/sandbox.ts';

await command(async () => {
  if (!hasDisplay()) {
    console.error('There is no display to open a window on, so the cloud starts without one.');
    return headless();
  }
  const electron = await resolveElectron();
  await ensureLibraries(electron.executable);
  const server = await developmentServer();
  if (await ensureBuilt(electron.env)) console.error('Built.');
  const args = [...sandboxArgs(electron.executable), root, ...process.argv.slice(2)];
  process.exitCode = await run(electron.executable, args, { env: { ...electron.env, ...server.env } });
});
