import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../../electron/contract/desktop.ts';
import { resources, type en } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Says which of the forms of a sentence a number takes. */
interface PluralForms {
  getSuffix: (language: string, count: number, options?: object) => string;
}

/** Portuguese rules take nought for a singular, people do not: “0 itens”, and never “aberto uma vez” for nought. */
function countNoughtAsMany(texts: i18n): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- i18next leaves it without a type
  const forms = texts.services.pluralResolver as PluralForms;
  const suffixOf = forms.getSuffix.bind(forms);
  forms.getSuffix = (language, count, options) => suffixOf(language, count === 0 ? 2 : count, options);
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
  countNoughtAsMany(texts);
  return texts;
}
