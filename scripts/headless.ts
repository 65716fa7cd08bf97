import path from 'node:path';
import { ensureBuilt } from './build.ts';
import { resolveElectron } from './electron/resolve.ts';
import { root } from './lib/project.ts';
import { run } from './lib/run.ts';
import { developmentServer } from './server.ts';

/** Runs the core under plain Node, with its words in this terminal; ends when it does. */
export async function headless(): Promise<void> {
  // Only the build tool asks for an Electron; the cloud itself runs without.
  const { env } = await resolveElectron();
  const server = await developmentServer();
  if (await ensureBuilt(env)) console.error('Built.');
  const core = path.join(root, 'out', 'main', 'core.js');
  process.exitCode = await run(process.execPath, [core], {
    env: { ...server.env, BETTER_SQLITE3_BINDING: undefined },
  });
}
