import { app, Notification, shell as desktop } from 'electron';
import path from 'node:path';
import Store from 'electron-store';
import { systemAutostart, BACKGROUND } from './autostart.ts';
import { onLastWindowClosed } from './closing.ts';
import { coreOptionsFor } from './core-options.ts';
import { CoreProcess } from './core-process.ts';
import { dataPlace } from './data-place.ts';
import { makeDialogs } from './dialogs.ts';
import { putUpFences } from './fences.ts';
import { makeGrants } from './grants.ts';
import { answerPages } from './ipc.ts';
import { openKeychain } from './keychain.ts';
import { openShellLog } from './log-file.ts';
import { setMenu } from './menu.ts';
import type { Paths } from './paths.ts';
import { makeAwake } from './power.ts';
import { showNotice } from './notices.ts';
import { makePreferences } from './preferences.ts';
import { servePage } from './protocol.ts';
import { quitInOrder } from './quit.ts';
import { openRememberedSession } from './remembered-session.ts';
import { openSettings } from './settings.ts';
import { openTemporaryFiles } from './temporary-files.ts';
import { texts } from './texts.ts';
import { trayWorks } from './tray-host.ts';
import { showTray, type TrayIcon } from './tray.ts';
import { makeMainWindow } from './window.ts';

/** What another start of the app asks of the one that runs. */
export interface Shell {
  openWindow(): void;
}

/** Makes every part of the shell by hand, in order: first the core, because it takes longest. Electron must be ready. */
export function startShell(paths: Paths): Shell {
  const log = openShellLog(paths.logs);
  // Electron would show a stack trace to a person who can do nothing about it; the cloud goes on.
  process.on('uncaughtException', (error) => log.error('nobody expected this', error));
  process.on('unhandledRejection', (reason) => log.error('nobody expected this', reason));
  const keychain = openKeychain();
  const session = openRememberedSession(paths.shell, keychain, log.error);
  const stayAwake = makeAwake();
  let transfers = 0;
  let leaveWhenIdle = false;

  const core = new CoreProcess({
    entry: paths.coreEntry,
    options: coreOptionsFor(paths, keychain),
    keychain,
    session,
    logs: paths.logs,
    log,
    onShow: (file) => desktop.showItemInFolder(file),
    onNotice: (notice) => showNotice(notice, preferences.language, openWindow),
    onBusy(count) {
      transfers = count;
      stayAwake(count);
      if (count === 0 && leaveWhenIdle) app.quit();
    },
  });
  const quitting = quitInOrder(async () => {
    window.dismiss();
    await core.stop();
  });

  const settings = openSettings(paths.shell, (options) => new Store(options));
  const tray = trayWorks();
  let icon: TrayIcon | undefined;
  const preferences = makePreferences({
    settings,
    autostart: systemAutostart(paths.homeChosen),
    trayWorks: tray,
    onLanguage() {
      setMenu(menu);
      icon?.relabel();
    },
  });
  const words = () => texts(preferences.language);
  const showLogs = () => void desktop.openPath(paths.logs);
  const menu = { words, showLogs };
  setMenu(menu);

  const page = servePage(
    paths.page,
    app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'],
    (question, reader) => core.content(question, reader),
  );
  putUpFences(page);
  const window = makeMainWindow({ paths, page, settings, words, log });
  const openWindow = () => {
    leaveWhenIdle = false;
    window.open();
  };

  const dialogs = makeDialogs({ settings, words });
  const files = openTemporaryFiles(paths.temporary);
  const grants = makeGrants({ files, tell: (windowId, given) => core.grant(windowId, given) });
  answerPages({
    page,
    log,
    beginning: () => preferences.read(),
    connect: ({ webContents }) => core.connect(webContents),
    handlers: {
      'settings:change': (change) => preferences.change(change),
      'grants:paths': (chosen, { webContents }) => grants.paths(webContents.id, chosen),
      'grants:begin': ({ name }) => files.begin(name),
      'grants:piece': ({ id, bytes }) => files.append(id, bytes),
      'grants:finish': ({ id }, { webContents }) => grants.finish(webContents.id, id),
      'grants:abort': ({ id }) => files.abort(id),
      'dialog:upload': async (_input, from) => grants.paths(from.webContents.id, await dialogs.upload(from)),
      'dialog:download': async (_input, from) => {
        const folder = await dialogs.download(from);
        if (folder === null) return null;
        const [grant] = grants.paths(from.webContents.id, [folder]);
        return grant === undefined ? null : { grant, folder };
      },
      'dialog:zip': async ({ name }, from) => {
        const file = await dialogs.zip(from, name);
        if (file === null) return null;
        const [grant] = grants.paths(from.webContents.id, [file]);
        return grant === undefined ? null : { grant, folder: path.dirname(file) };
      },
      'dialog:data': (_input, from) => dialogs.data(from),
      'dialog:text': ({ name, text }, from) => dialogs.saveText(from, name, text),
      'show:logs': showLogs,
      async 'show:data'() {
        const folder = await dataPlace(paths.core);
        // Beside its neighbours: nothing in it is to be touched by hand.
        if (folder !== null) desktop.showItemInFolder(folder);
      },
      'page:print': (_input, { webContents }) => webContents.print(),
      'core:restart': () => core.restart(),
      'core:restore': () => core.restart({ setAsideDamaged: true }),
      'app:quit': () => app.quit(),
    },
  });

  app.on('activate', openWindow);
  app.on('window-all-closed', () => {
    if (quitting.begun) return;
    void preferences.keepRunning().then((keepRunning) => {
      switch (onLastWindowClosed({ keepRunning, transfers })) {
        case 'quit':
          app.quit();
          break;
        case 'stay':
          explainOnce();
          break;
        case 'stay-until-idle':
          leaveWhenIdle = true;
          notify(words().finishesTitle, words().finishes);
          break;
      }
    });
  });
  function explainOnce(): void {
    if (settings.get('keepRunningTold') === true) return;
    const { keepsRunningTitle, keepsRunning, keepsRunningWithoutTray } = words();
    notify(keepsRunningTitle, icon === undefined ? keepsRunningWithoutTray : keepsRunning);
    settings.change({ keepRunningTold: true });
  }
  void tray.then((works) => {
    if (works) icon = showTray({ icons: paths.icons, words, openWindow });
  });

  if (!process.argv.includes(BACKGROUND)) openWindow();
  log.info('started', { version: app.getVersion(), electron: process.versions['electron'] });
  return { openWindow };
}

function notify(title: string, body: string): void {
  if (Notification.isSupported()) new Notification({ title, body }).show();
}
