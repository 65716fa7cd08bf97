import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../..');
const LAUNCH_WITHIN_MS = 120_000;
const GONE_WITHIN_MS = 90_000;

export interface LaunchOptions {
  /** The folder that everything is kept in; give the same one again to open the same cloud. */
  readonly home: string;
  readonly language?: 'en' | 'pt-BR';
  readonly env?: Readonly<Record<string, string>>;
  /** Starts it as a person does, the window at once, to measure that; see {@link launchApp} for why not always. */
  readonly direct?: boolean;
}

/** The real app in a real window. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  /** What the page complained about: errors in its console and exceptions nobody caught. */
  readonly errors: readonly string[];
  /** Quits as a person would, and waits until no process of the app is left. */
  close(): Promise<void>;
  /** SIGKILL for the app's own process, as in a crash; waits until the processes that depend on it are gone too. */
  kill(): Promise<void>;
}

/**
 * Opens the app: the packaged one in MCM_E2E_APP, else the built checkout in the Electron of MCM_ELECTRON. It starts as
 * with the computer, without a window, which is opened once Playwright listens: when Playwright attaches while a window
 * loads its first page, one start in twenty hangs for ever.
 */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const { home, direct = false } = options;
  const { args, ...rest } = launchArguments(options);
  const app = await _electron.launch({
    ...rest,
    args: direct ? args : [...args, '--background'],
    timeout: LAUNCH_WITHIN_MS,
  });
  const page = await (direct ? app.firstWindow() : openWindow(app));
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return {
    app,
    page,
    home,
    errors,
    async close() {
      const pids = await processes(app);
      await app.close();
      await untilGone(pids);
    },
    async kill() {
      const pids = await processes(app);
      app.process().kill('SIGKILL');
      await untilGone(pids);
    },
  };
}

async function openWindow(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ app: electron }) => {
    await electron.whenReady();
    electron.emit('activate'); // what a click on the icon in the dock does
  });
  return opened;
}

/** Program, arguments and environment that start the app. */
export function launchArguments({ home, language = 'en', env = {} }: LaunchOptions) {
  const packaged = process.env['MCM_E2E_APP'];
  const executable = packaged ?? process.env['MCM_ELECTRON'];
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') inherited[name] = value;
  }
  return {
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: [...(asRoot ? ['--no-sandbox'] : []), ...(packaged === undefined ? [root] : [])],
    env: { ...inherited, ...env, MCM_HOME: home, MCM_LANG: language },
  };
}

/** Process ids of the app, its windows and its core. */
async function processes(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid));
}

async function untilGone(pids: readonly number[]): Promise<void> {
  const end = Date.now() + GONE_WITHIN_MS;
  while (pids.some(isRunning)) {
    if (Date.now() > end) throw new Error(`still running: ${pids.filter(isRunning).join(', ')}`);
    await wait(25);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // nobody of that number
  }
}
