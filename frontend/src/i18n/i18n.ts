import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../../electron/contract/desktop.ts';
import { resources, type en } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Prepares the sentences in a language; resolves at once, as all of them are in the build. */
export function startTexts(language: Language): i18n {
  const texts = i18next.createInstance();
  texts.on('languageChanged', (now) => {
    document.documentElement.lang = now;
  });
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources,
    initAsync: false,
    // React escapes by itself.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return texts;
}
