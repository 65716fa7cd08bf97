import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { launchArguments } from './electron-app.ts';

const root = path.resolve(import.meta.dirname, '../..');
const WITHIN_MS = 120_000;

/** A cloud without a window, in a process of its own. */
export interface HeadlessCloud {
  /** What it printed so far. */
  output(): string;
  /** Waits until it prints an address that fits. */
  address(fits: RegExp): Promise<string>;
  /** Waits until it has ended; answers with its exit code. */
  ended(): Promise<number | null>;
  /** SIGTERM, as a service manager sends it; answers with the exit code. */
  terminate(): Promise<number | null>;
}

/** Starts the built core under plain Node, as `npm run start:headless` does. */
export function startHeadless(home: string, language: 'en' | 'pt-BR' = 'en'): HeadlessCloud {
  const environment: NodeJS.ProcessEnv = { ...process.env, MCM_HOME: home, MCM_LANG: language };
  // It names the binding that fits Electron.
  delete environment['BETTER_SQLITE3_BINDING'];
  return follow(
    spawn(process.execPath, [path.join(root, 'out/main/core.js')], { env: environment, stdio: 'pipe' }),
  );
}

/** Starts it by the command that people type, from a folder that is built. */
export function startHeadlessByNpm(home: string): HeadlessCloud {
  const env = { ...process.env, MCM_HOME: home, MCM_LANG: 'en' };
  return follow(spawn('npm', ['run', 'start:headless'], { cwd: root, env, stdio: 'pipe' }));
}

/** Starts the app itself with `--headless` on a machine without a display. */
export function startHeadlessApp(home: string): HeadlessCloud {
  const { executablePath = 'electron', args, env } = launchArguments({ home });
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...without } = env as Record<string, string>;
  return follow(spawn(executablePath, [...args, '--headless'], { env: without, stdio: 'pipe' }));
}

function follow(child: ChildProcess): HeadlessCloud {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const exit = once(child, 'exit').then(() => child.exitCode);
  return {
    output: () => output,
    async address(fits) {
      const end = Date.now() + WITHIN_MS;
      while (Date.now() < end) {
        const found = output.match(/https?:\/\/[^\s]+/gu)?.findLast((url) => fits.test(url));
        if (found !== undefined) return found;
        if (child.exitCode !== null) break;
        await wait(50);
      }
      throw new Error(`it printed no such address:\n${output}`);
    },
    ended: () => exit,
    async terminate() {
      child.kill('SIGTERM');
      return exit;
    },
  };
}
