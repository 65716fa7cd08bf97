import type { Language, Theme } from '../../../electron/contract/desktop.ts';
import type { Host, PageSettings } from './desktop.ts';
import { saveBlob } from './save.ts';

const LANGUAGE = 'mcm.language';
const THEME = 'mcm.theme';

let made: Host | undefined;

/** A browser as a place for the page: what was chosen here stays on this device. */
export function browserHost(): Host {
  made ??= makeBrowserHost();
  return made;
}

function makeBrowserHost(): Host {
  return {
    get settings() {
      return readSettings();
    },
    languageFixed: false,
    setSettings(change) {
      if (change.language !== undefined) keep(LANGUAGE, change.language);
      if (change.theme !== undefined) keep(THEME, change.theme);
      return Promise.resolve({ ...readSettings(), ...change });
    },
    saveText(fileName, text) {
      saveBlob(fileName, new Blob([text], { type: 'text/plain;charset=utf-8' }));
      return Promise.resolve(true);
    },
    print() {
      window.print();
      return Promise.resolve();
    },
  };
}

let read: PageSettings | undefined;

function readSettings(): PageSettings {
  const language = languageOf(
    stored(LANGUAGE) ?? navigator.languages.find((one) => /^(?:pt|en)\b/iu.test(one)),
  );
  const theme = themeOf(stored(THEME));
  // The same object as long as nothing changed: it is compared by identity.
  if (read?.language !== language || read.theme !== theme) read = { language, theme };
  return read;
}

function languageOf(tag: string | null | undefined): Language {
  return tag?.toLowerCase().startsWith('pt') === true ? 'pt-BR' : 'en';
}

function themeOf(value: string | null): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser may forbid it, and then every visit begins with what the browser says
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above: it holds until the page is left.
  }
}
