import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import path from 'node:path';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from './bounds.ts';
import type { ShellLog } from './log-file.ts';
import { editMenu } from './menu.ts';
import type { Paths } from './paths.ts';
import type { PageSource } from './protocol.ts';
import { makeRestarts } from './restarts.ts';
import type { SettingsStore } from './settings.ts';
import type { texts } from './texts.ts';

/** The page's own backgrounds, so that no other colour flashes before it paints. */
const BACKGROUND = { light: '#f4f7f8', dark: '#0e1418' };

interface WindowDeps {
  readonly paths: Paths;
  readonly page: PageSource;
  readonly settings: SettingsStore;
  readonly words: () => ReturnType<typeof texts>;
  readonly log: ShellLog;
}

/** The one window of the app. */
export interface MainWindow {
  /** Opens it, or brings it to the front. */
  open(): void;
  /** Takes it away at once, whatever the page says. */
  dismiss(): void;
}

/** Nothing is opened yet. Electron must be ready. */
export function makeMainWindow(deps: WindowDeps): MainWindow {
  let window: BrowserWindow | undefined;
  return {
    open() {
      if (window === undefined) {
        window = createWindow(deps);
        window.once('closed', () => {
          window = undefined;
        });
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    dismiss() {
      if (window === undefined) return;
      keepPlace(window, deps.settings);
      window.destroy();
    },
  };
}

function createWindow({ paths, page, settings, words, log }: WindowDeps): BrowserWindow {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const areas = [main, ...others].map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeWindow(settings.get('bounds'), areas),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    title: app.name,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background(),
    ...(process.platform === 'linux' ? { icon: path.join(paths.icons, 'png', '256x256.png') } : {}),
    webPreferences: {
      preload: paths.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
      spellcheck: false, // its dictionaries would come from the internet
    },
  });
  if (settings.get('maximized') === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keepPlace(window, settings));
  reloadAfterCrash(window, log);
  followTheme(window);
  window.webContents.on('context-menu', (_event, place) => editMenu(words, place)?.popup({ window }));
  window.loadURL(page.url).catch((error: unknown) => log.error('the page cannot be loaded', error));
  return window;
}

const background = (): string => (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light);

/** What shows at the edges while the window grows. */
function followTheme(window: BrowserWindow): void {
  const repaint = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}

function keepPlace(window: BrowserWindow, settings: SettingsStore): void {
  settings.change({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
}

function reloadAfterCrash(window: BrowserWindow, log: ShellLog): void {
  const restarts = makeRestarts();
  window.webContents.on('did-finish-load', () => restarts.started());
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.info('the page’s process ended', { reason, exitCode });
    const delay = restarts.died();
    if (delay === null) return;
    setTimeout(() => {
      if (!window.isDestroyed()) window.reload();
    }, delay);
  });
}
