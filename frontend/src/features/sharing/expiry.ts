/** How long a link may live, as it is offered; `date` is a day that the person chooses. */
export const EXPIRIES = ['hour', 'day', 'week', 'month', 'date', 'never'] as const;
export type Expiry = (typeof EXPIRIES)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIVES: Readonly<Partial<Record<Expiry, number>>> = {
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};

/** When a link that is made now ends, in ISO 8601; null never. A chosen day (YYYY-MM-DD) lasts to its end, here. */
export function expiresAt(expiry: Expiry, day: string, now = new Date()): string | null {
  const life = LIVES[expiry];
  if (life !== undefined) return new Date(now.getTime() + life).toISOString();
  if (expiry === 'never') return null;
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

/** A day as a date field has it, so many days from now. */
export function dayFromNow(days: number, now = new Date()): string {
  return dayOf(new Date(now.getTime() + days * DAY));
}

/** The calendar day of a moment, here, as a date field has it. */
export function dayOf(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Whether a chosen day is one that a link can live to see. */
export function isComing(day: string, now = new Date()): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(day) && day >= dayOf(now);
}
