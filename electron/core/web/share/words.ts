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
  /** For example `1.5 MB`, thousands by thousands, as the cloud's own pages write it. */
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
      // Portuguese rules take nought for a singular, people do not: “0 itens”.
      fill(texts[key][count !== 0 && plural.select(count) === 'one' ? 'one' : 'other'], {
        count: whole.format(count),
      }),
    size(bytes) {
      let power = 0;
      let value = bytes;
      // 999.5 would be written as 1,000 of the smaller unit.
      while (value >= 999.5 && power < UNITS.length - 1) {
        value /= 1000;
        power += 1;
      }
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
