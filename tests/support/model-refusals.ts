import { isDeepStrictEqual } from 'node:util';

/** Something that must not happen, whatever dies meanwhile. */
export class Refused extends Error {}

/** Throws {@link Refused} where two things are not equal, with the lines that differ. */
export function mustEqual(is: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(is, expected)) return;
  const [seen, wanted] = [is, expected].map((value) => JSON.stringify(value, null, 1));
  throw new Refused(`${what} is\n${String(seen)}\nand should be\n${String(wanted)}`);
}

/** What the core itself refused is a mistake here or there; that it could not be asked is not. */
export function isRefusal(error: unknown): boolean {
  const code = codeOf(error);
  return error instanceof Refused || (code !== undefined && code !== 'ABORT_ERR');
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
