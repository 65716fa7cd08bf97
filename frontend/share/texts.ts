interface Counted {
  readonly one: string;
  readonly other: string;
}
type Sentences = Readonly<Record<string, string | Counted>>;

const language = document.documentElement.lang;
const sentences = read();

/** The page carries the sentences that this script says, in its own language. */
function read(): Sentences {
  const carried = document.body.getAttribute('data-texts');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the same build of the product
  return carried === null ? {} : (JSON.parse(carried) as Sentences);
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

/** A sentence. */
export function say(key: string, values: Readonly<Record<string, string>> = {}): string {
  const text = sentences[key];
  return typeof text === 'string' ? fill(text, values) : '';
}

/** A sentence that depends on a number. */
export function count(key: string, number: number): string {
  const text = sentences[key];
  if (text === undefined || typeof text === 'string') return '';
  return fill(number === 1 ? text.one : text.other, { count: String(number) });
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** For example `1.5 MB`, as the page itself writes it. */
export function size(bytes: number): string {
  let power = 0;
  let value = bytes;
  while (value >= 999.5 && power < UNITS.length - 1) {
    value /= 1000;
    power += 1;
  }
  const rounded = value < 10 && power > 0 ? Math.round(value * 10) / 10 : Math.round(value);
  const written = String(rounded);
  return `${language === 'pt-BR' ? written.replace('.', ',') : written} ${UNITS[power] ?? ''}`;
}

/** How long it will still take, roughly, because nobody knows better. */
export function timeLeft(seconds: number): string {
  if (seconds < 45) return say('leftSeconds');
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes < 60 ? count('leftMinutes', minutes) : count('leftHours', Math.round(minutes / 60));
}
