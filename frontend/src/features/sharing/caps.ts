/** How much a request takes, as the fields have it: whole numbers, or nothing for no limit. */
export interface Caps {
  readonly files: string;
  /** Together, in megabytes. */
  readonly total: string;
  /** Each, in megabytes. */
  readonly each: string;
}

export const NO_CAPS: Caps = { files: '', total: '', each: '' };

/** People count in decimal megabytes, as the page shows sizes. */
const MEGABYTE = 1_000_000;

function isRight(text: string): boolean {
  return /^(?:[1-9]\d{0,7})?$/u.test(text.trim());
}

/** Whether every field is empty or a number that can be kept. */
export function areCapsRight({ files, total, each }: Caps): boolean {
  return isRight(files) && Number(files) <= 100_000 && isRight(total) && isRight(each);
}

/** The limits that the fields mean. */
export function capsOf({ files, total, each }: Caps) {
  const number = (text: string, unit: number) => (text.trim() === '' ? null : Number(text) * unit);
  return {
    maximumFiles: number(files, 1),
    maximumBytes: number(total, MEGABYTE),
    maximumFileBytes: number(each, MEGABYTE),
  };
}

/** The fields of limits that there are. */
export function capsFrom(limits: ReturnType<typeof capsOf>): Caps {
  const text = (limit: number | null, unit: number) =>
    limit === null ? '' : String(Math.max(1, Math.round(limit / unit)));
  return {
    files: text(limits.maximumFiles, 1),
    total: text(limits.maximumBytes, MEGABYTE),
    each: text(limits.maximumFileBytes, MEGABYTE),
  };
}
