import { app, Menu, nativeImage, Tray } from 'electron';
import path from 'node:path';
import type { texts } from './texts.ts';

/** The icon beside the clock. */
export interface TrayIcon {
  /** Writes its menu anew, after the language changed. */
  relabel(): void;
}

/** Shows the icon. It lasts until the app quits. */
export function showTray(deps: {
  readonly icons: string;
  readonly words: () => ReturnType<typeof texts>;
  readonly openWindow: () => void;
}): TrayIcon {
  const tray = new Tray(nativeImage.createFromPath(path.join(deps.icons, iconName())));
  const relabel = (): void => {
    const { open, quit } = deps.words();
    tray.setToolTip(app.name);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: open, click: deps.openWindow },
        { type: 'separator' },
        { label: quit, click: () => app.quit() },
      ]),
    );
  };
  // A click opens the menu on macOS.
  if (process.platform !== 'darwin') tray.on('click', deps.openWindow);
  relabel();
  return { relabel };
}

function iconName(): string {
  if (process.platform === 'darwin') return 'trayTemplate.png';
  return process.platform === 'win32' ? 'icon.ico' : 'tray-white.png';
}
