import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Problem } from '../lib/problem.ts';
import { capture } from '../lib/run.ts';
import { installPackages, isDebian } from './debian.ts';

const START_MS = 15_000;
const SCREEN = '1600x1000x24';

/** Whether a window could be shown. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

export interface Display {
  readonly env: Readonly<Record<string, string>>;
  /** Ends what was started for it. */
  close(): Promise<void>;
}

/** The display of this session, or where there is none, a virtual one that lives until it is closed. */
export async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { env: {}, close: async () => {} };
  await ensureXvfb();
  // With -displayfd the server picks a free number itself and writes it there once it is ready.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await readyNumber(server);
  return {
    env: { DISPLAY: `:${number}` },
    async close() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill();
      await once(server, 'close');
    },
  };
}

async function readyNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      reject(new Problem('The virtual display (Xvfb) did not start in time.'));
    }, START_MS);
    server.on('error', reject);
    server.on('close', (code) => {
      clearTimeout(timer);
      reject(new Problem(`The virtual display (Xvfb) ended with code ${String(code)}.`));
    });
    server.stdio[3]?.on('data', (data: Buffer) => {
      clearTimeout(timer);
      resolve(data.toString().trim());
    });
  });
}

async function ensureXvfb(): Promise<void> {
  if ((await capture('Xvfb', ['-help'])).code !== 127) return;
  if (!isDebian())
    throw new Problem('There is no display. Install Xvfb, or run this in a graphical session.');
  await installPackages('Testing without a display', ['xvfb', 'xauth']);
}
