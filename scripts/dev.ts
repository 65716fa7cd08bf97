// Opens the app with hot reload: the page at once, the shell and the core by starting them again.
import { forgetBuild } from './build.ts';
import { resolveElectron } from './electron/resolve.ts';
import { command, Problem } from './lib/problem.ts';
import { runTool } from './lib/run.ts';
import { developmentServer } from './server.ts';
import { hasDisplay } from './system/display.ts';
import { ensureLibraries } from './system/libraries.ts';
import { sandboxArgs } from './system/sandbox.ts';

await command(async () => {
  if (!hasDisplay()) {
    throw new Problem('There is no display to open a window on. Run this in a graphical session.');
  }
  const electron = await resolveElectron();
  await ensureLibraries(electron.executable);
  const server = await developmentServer();
  await forgetBuild(); // what is built for development stays behind in out/
  const noSandbox = sandboxArgs(electron.executable).length > 0 ? ['--noSandbox'] : [];
  process.exitCode = await runTool(
    'electron-vite',
    ['dev', '--watch', ...noSandbox, ...process.argv.slice(2)],
    {
      env: { ...electron.env, ...server.env },
    },
  );
});
