import { app, nativeTheme } from 'electron';
import type { DesktopSettings } from '../contract/desktop.ts';
import type { Autostart } from './autostart.ts';
import type { Beginning, Calls } from './channels.ts';
import { fixedLanguage, guessLanguage } from '../core/lib/language.ts';
import type { SettingsStore } from './settings.ts';

/** What a person can choose about the shell, from where each choice really lives. */
export interface Preferences {
  readonly language: DesktopSettings['language'];
  read(): Promise<Beginning>;
  change(change: Calls['settings:change']['input']): Promise<DesktopSettings>;
  /** Whether the cloud keeps running without a window. */
  keepRunning(): Promise<boolean>;
}

interface PreferencesDeps {
  readonly settings: SettingsStore;
  readonly autostart: Autostart;
  readonly trayWorks: Promise<boolean>;
  readonly onLanguage: () => void;
}

/** Electron must be ready. */
export function makePreferences({
  settings,
  autostart,
  trayWorks,
  onLanguage,
}: PreferencesDeps): Preferences {
  const fixed = fixedLanguage(process.env['MCM_LANG']);
  const guessed = guessLanguage(app.getPreferredSystemLanguages());
  const theme = () => settings.get('theme') ?? 'system';
  nativeTheme.themeSource = theme();

  const preferences: Preferences = {
    get language() {
      return fixed ?? settings.get('language') ?? guessed;
    },
    // Without a tray nobody would see that it still runs, so there it must be wished.
    keepRunning: async () => settings.get('keepRunning') ?? (await trayWorks),
    async read() {
      return {
        settings: {
          language: preferences.language,
          theme: theme(),
          keepRunning: await preferences.keepRunning(),
          autostart: await autostart.isOn(),
        },
        languageFixed: fixed !== undefined,
      };
    },
    async change({ autostart: startWithComputer, ...stored }) {
      const before = preferences.language;
      if (startWithComputer !== undefined) await autostart.set(startWithComputer);
      settings.change({
        ...(stored.language === undefined ? {} : { language: stored.language }),
        ...(stored.theme === undefined ? {} : { theme: stored.theme }),
        ...(stored.keepRunning === undefined ? {} : { keepRunning: stored.keepRunning }),
      });
      nativeTheme.themeSource = theme();
      if (preferences.language !== before) onLanguage();
      return (await preferences.read()).settings;
    },
  };
  return preferences;
}
