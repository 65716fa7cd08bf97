import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS_OF_TIME: readonly [number, string][] = [
  [365 * DAY, 'year'],
  [30 * DAY, 'month'],
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
];
const NBSP = '\u00A0';

/** Numbers, sizes and times as people of a language write them. */
export interface Format {
  number(value: number): string;
  /** A share from 0 to 1 as a whole percentage. */
  percent(share: number): string;
  /** Bytes in the largest fitting unit, thousands by thousands, for example “1.5 MB”. */
  bytes(bytes: number): string;
  /** Bytes per second, for example “1.5 MB/s”. */
  speed(bytesPerSecond: number): string;
  /** A day of this year or the last, for example “21 Nov”. */
  day(at: string | Date): string;
  /** A day in full, for example “Saturday, 21 November 2026”. */
  longDay(at: string | Date): string;
  /** A day, for example “21 Nov 2026”. `at` is an ISO time or a Date. */
  date(at: string | Date): string;
  /** A day with its time. */
  dateTime(at: string | Date): string;
  /** How far from now, for example “2 hours ago”; `now` in milliseconds for those who keep time themselves. */
  relative(at: string | Date, now?: number): string;
  /** A length of time in its two largest units, for example “2 hours, 5 minutes”; short: “2 hr 5 min”. */
  duration(seconds: number, style?: 'long' | 'short'): string;
  /** A length of time in one unit up to years, for what nobody knows exactly: “3 months”. */
  roughly(seconds: number): string;
}

/** Makes the formats of a language. */
export function makeFormat(language: string): Format {
  const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const rounded = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  const share = new Intl.NumberFormat(language, { style: 'percent' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const shortDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const fullDay = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
  const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const unit = (value: number, name: string, style: 'long' | 'short') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: style }).format(value);

  function bytes(value: number): string {
    let size = Math.max(0, value);
    let at = 0;
    // 999.5 would be written as 1,000 of the smaller unit.
    while (size >= 999.5 && at < UNITS.length - 1) {
      size /= 1000;
      at += 1;
    }
    return `${(at === 0 ? integer : rounded).format(size)}${NBSP}${UNITS[at] ?? ''}`;
  }

  return {
    number: (value) => new Intl.NumberFormat(language).format(value),
    percent: (value) => share.format(value),
    bytes,
    speed: (value) => `${bytes(value)}/s`,
    day: (at) => shortDay.format(new Date(at)),
    longDay: (at) => fullDay.format(new Date(at)),
    date: (at) => day.format(new Date(at)),
    dateTime: (at) => dayAndTime.format(new Date(at)),
    relative(at, now = Date.now()) {
      const seconds = (new Date(at).getTime() - now) / 1000;
      const distance = Math.abs(seconds);
      if (distance < 45) return ago.format(0, 'second');
      if (distance < HOUR - MINUTE / 2) return ago.format(Math.round(seconds / MINUTE), 'minute');
      if (distance < DAY - HOUR / 2) return ago.format(Math.round(seconds / HOUR), 'hour');
      if (distance < 30 * DAY) return ago.format(Math.round(seconds / DAY), 'day');
      return day.format(new Date(at));
    },
    duration(seconds, style = 'long') {
      const whole = Math.max(0, Math.round(seconds));
      const parts: [number, string][] = [
        [Math.floor(whole / DAY), 'day'],
        [Math.floor((whole % DAY) / HOUR), 'hour'],
        [Math.floor((whole % HOUR) / MINUTE), 'minute'],
        [whole % MINUTE, 'second'],
      ];
      const first = parts.findIndex(([value]) => value > 0);
      if (first === -1) return unit(0, 'second', style);
      const shown = parts.slice(first, first + 2).filter(([value]) => value > 0);
      const list = new Intl.ListFormat(language, {
        type: 'unit',
        style: style === 'long' ? 'long' : 'narrow',
      });
      return list.format(shown.map(([value, name]) => unit(value, name, style)));
    },
    roughly(seconds) {
      const [size, name] = UNITS_OF_TIME.find(([length]) => seconds >= length) ?? [1, 'second'];
      return unit(Math.max(1, Math.round(seconds / size)), name, 'long');
    },
  };
}

/** The formats of the language in use. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => makeFormat(i18n.language), [i18n.language]);
}
