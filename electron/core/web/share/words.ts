import { en } from './texts/en.ts';
import { ptBR } from './texts/pt-BR.ts';
import type { CountedKey, PlainKey, Texts } from './texts/texts.ts';

export type Language = 'pt-BR' | 'en';

/** The sentences of one language, and how it writes sizes and times. */
export interface Words {
  readonly language: Language;
  readonly texts: Texts;
  say(key: PlainKey, values?: Readonly<Record<string, string>>): string;
  /** A sentence that depends on a number, which it may name as `{count}`. */
  count(key: CountedKey, count: number): string;
  /** For example `1.5 MB`, in units of 1024 as phones and computers show them. */
  size(bytes: number): string;
  /** Day and time, in this computer's own zone: whoever is on its network is in it too. */
  date(date: Date): string;
  /** The day alone, short. */
  day(date: Date): string;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const TEXTS: Readonly<Record<Language, Texts>> = { en, 'pt-BR': ptBR };

/** Fills `{…}` in a sentence. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  if (!text.includes('{')) return text;
  return text.replaceAll(/\{(?<key>\w+)\}/gu, (whole, key: string) => values[key] ?? whole);
}

function makeWords(language: Language): Words {
  const texts = TEXTS[language];
  const plural = new Intl.PluralRules(language);
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  return {
    language,
    texts,
    say: (key, values = {}) => fill(texts[key], values),
    count: (key, count) =>
      fill(texts[key][plural.select(count) === 'one' ? 'one' : 'other'], { count: whole.format(count) }),
    size(bytes) {
      const power = Math.min(bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
      const value = bytes / 1024 ** power;
      return `${(value < 10 && power > 0 ? tenths : whole).format(value)} ${UNITS[power] ?? ''}`;
    },
    date: (date) => dates.format(date),
    day: (date) => days.format(date),
  };
}

const WORDS: Readonly<Record<Language, Words>> = { en: makeWords('en'), 'pt-BR': makeWords('pt-BR') };

/** The sentences of a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** What stands below the name of a file that arrived. */
export function sentLine(words: Words, sizeBytes: number, at: Date): string {
  return `${words.size(sizeBytes)} · ${words.date(at)}`;
}
