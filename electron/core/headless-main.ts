import os from 'node:os';
import path from 'node:path';
import { fixedLanguage, guessLanguage } from './lib/language.ts';
import type { CoreOptions } from '../contract/shell.ts';
import { startCore, type Core } from './core.ts';
import type { Host } from './host.ts';
import { lockHome } from './db/lock.ts';
import { attendTerminal, startFailure } from './headless.ts';
import { headlessText } from './headless-text.ts';
import { isFailure } from './lib/errors.ts';
import { printTo } from './lib/terminal.ts';

/** Parts of the app that lie in other places when it is packaged. */
type Places = Pick<CoreOptions, 'appVersion' | 'manifestFile' | 'pageFolder' | 'bundledServerFolder'>;

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Runs the core under plain Node, without a window: prints where the cloud is, and stops in order on SIGTERM, SIGINT
 * and SIGHUP. It is the cloud of the same home as the app's, which therefore must not run at the same time.
 */
export async function runHeadless(places: Places, host: Omit<Host, 'restart'>): Promise<void> {
  const language = terminalLanguage(process.env);
  const text = headlessText(language);
  const print = printTo(process.stdout);
  const home = homeFolder(process.env);
  const options: CoreOptions = {
    ...places,
    home: path.join(home, 'core'),
    suggestedFolder: suggestedFolder(process.env, home),
    sqliteBinding: null,
    keychain: false,
    headless: true,
  };
  let core: Core | undefined;
  let starting: Promise<void> = Promise.resolve();
  let ending: Promise<void> | undefined;

  async function start(): Promise<void> {
    core = await startCore(options, { ...host, restart: () => void again() });
    attendTerminal(core, language, print);
  }
  /** A cloud that was brought back begins anew with what was brought. */
  async function again(): Promise<void> {
    await core?.stop();
    starting = start();
    await starting;
  }
  function end(): void {
    if (ending !== undefined) return;
    print(text.stopping);
    ending = starting
      .catch(() => undefined)
      .then(() => core?.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  }

  for (const signal of SIGNALS) process.on(signal, end);
  print(text.starting);
  try {
    lockHome(options.home, options.sqliteBinding);
    starting = start();
    await starting;
  } catch (error) {
    print(startFailure(error, language, options.home));
    if (!isFailure(error)) console.error(error);
    process.exit(1);
  }
}

/** Where the app keeps everything, with a window or without. */
function homeFolder(env: NodeJS.ProcessEnv): string {
  const chosen = env['MCM_HOME'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  const user = os.homedir();
  return path.join(settingsFolder(env, user), 'Mini Cloud Maker');
}

/** Where the system has programs keep what is theirs, as Electron knows it too. */
function settingsFolder(env: NodeJS.ProcessEnv, user: string): string {
  if (process.platform === 'win32') return env['APPDATA'] ?? path.join(user, 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(user, 'Library', 'Application Support');
  return env['XDG_CONFIG_HOME'] ?? path.join(user, '.config');
}

function suggestedFolder(env: NodeJS.ProcessEnv, home: string): string {
  const chosen = env['MCM_HOME'];
  return chosen !== undefined && chosen !== ''
    ? path.join(home, 'data')
    : path.join(os.homedir(), 'Mini Cloud');
}

/** The language of whoever reads the terminal. */
export function terminalLanguage(env: NodeJS.ProcessEnv) {
  const asked = env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  return fixedLanguage(env['MCM_LANG']) ?? guessLanguage([asked]);
}
