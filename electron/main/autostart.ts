import { app } from 'electron';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { desktopEntryText } from './desktop-entry.ts';

/** The argument of a start with the computer: the cloud runs, no window opens. */
export const BACKGROUND = '--background';

/** Starting with the computer, as the system keeps it. */
export interface Autostart {
  isOn(): Promise<boolean>;
  /** Does nothing for a home named by MCM_HOME, which the system would not hand over. */
  set(on: boolean): Promise<void>;
}

/** The system's own list on Windows and macOS, the desktop standard's folder on Linux. */
export function systemAutostart(homeChosen: boolean): Autostart {
  if (homeChosen) return { isOn: () => Promise.resolve(false), set: () => Promise.resolve() };
  return process.platform === 'linux' ? desktopEntry() : loginItem();
}

function loginItem(): Autostart {
  const args = [...launchArguments(), BACKGROUND];
  return {
    isOn: () => Promise.resolve(app.getLoginItemSettings({ args }).openAtLogin),
    set(openAtLogin) {
      app.setLoginItemSettings({ openAtLogin, args });
      return Promise.resolve();
    },
  };
}

function desktopEntry(): Autostart {
  const xdg = process.env['XDG_CONFIG_HOME'];
  const config = xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(os.homedir(), '.config');
  const file = path.join(config, 'autostart', 'mini-cloud-maker.desktop');
  return {
    isOn: () =>
      access(file).then(
        () => true,
        () => false,
      ),
    async set(on) {
      if (!on) {
        await rm(file, { force: true });
        return;
      }
      await mkdir(path.dirname(file), { recursive: true });
      // An AppImage runs from a mount that is gone after a restart; the variable names its own file.
      const program = process.env['APPIMAGE'] ?? process.execPath;
      await writeFile(file, desktopEntryText([program, ...launchArguments(), BACKGROUND]));
    },
  };
}

/** What Electron itself needs to find the app when it is not packaged. */
function launchArguments(): string[] {
  return app.isPackaged ? [] : [app.getAppPath()];
}
