import { app } from 'electron';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Where the shell finds and keeps things. */
export interface Paths {
  /** Everything that the app stores is below it. */
  readonly home: string;
  /** True when MCM_HOME names the home: a cloud of its own, beside the one that this person may have. */
  readonly homeChosen: boolean;
  /** Chromium's profile, the window's settings and the remembered session. */
  readonly shell: string;
  readonly core: string;
  /** One folder for the logs of all processes, so that whoever is asked for them finds everything there. */
  readonly logs: string;
  /** Files that were handed over by another program as bytes, until their upload ends. */
  readonly temporary: string;
  readonly suggestedData: string;
  readonly preload: string;
  readonly page: string;
  readonly coreEntry: string;
  readonly icons: string;
  readonly manifest: string;
  readonly bundledServer: string | null;
  readonly sqliteBinding: string | null;
}

/** Settles every place at once and tells Electron; to be called before anything else asks Electron for a path. */
export function setUpPaths(): Paths {
  const chosen = process.env['MCM_HOME'];
  const homeChosen = chosen !== undefined && chosen !== '';
  const home = homeChosen ? path.resolve(chosen) : app.getPath('userData');
  const shell = path.join(home, 'shell');
  const logs = path.join(home, 'core', 'logs');
  mkdirSync(shell, { recursive: true, mode: 0o700 });
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  app.setPath('userData', shell);
  app.setPath('sessionData', shell);
  app.setPath('crashDumps', path.join(shell, 'crashes'));
  app.setAppLogsPath(logs);

  const built = path.join(app.getAppPath(), 'out');
  const resources = app.isPackaged ? process.resourcesPath : path.join(app.getAppPath(), 'resources');
  return {
    home,
    homeChosen,
    shell,
    core: path.join(home, 'core'),
    logs,
    // Where the core looks for what is no longer needed.
    temporary: path.join(home, 'core', 'tmp'),
    suggestedData: homeChosen ? path.join(home, 'data') : path.join(app.getPath('home'), 'Mini Cloud'),
    preload: path.join(built, 'preload', 'index.cjs'),
    page: path.join(built, 'renderer'),
    coreEntry: path.join(built, 'main', 'core.js'),
    icons: path.join(resources, 'icons'),
    manifest: path.join(resources, 'minio', 'manifest.json'),
    bundledServer: bundledServer(),
    sqliteBinding: app.isPackaged ? null : (process.env['BETTER_SQLITE3_BINDING'] ?? null),
  };
}

function bundledServer(): string | null {
  if (!app.isPackaged) return process.env['MCM_SERVER_FOLDER'] ?? null;
  const folder = path.join(process.resourcesPath, 'server');
  return existsSync(folder) ? folder : null;
}
