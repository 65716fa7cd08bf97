/** The calendar day of a moment in this computer's time zone, YYYY-MM-DD. */
export function localDay(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const year = String(moment.getFullYear()).padStart(4, '0');
  return `${year}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** The last `count` calendar days up to and with the one of `today`, oldest first. */
export function lastDays(today: Date, count: number): string[] {
  // Noon exists on every day everywhere; midnight does not where clocks are changed at midnight.
  return Array.from({ length: count }, (_, index) =>
    localDay(new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index), 12)),
  );
}
