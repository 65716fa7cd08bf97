import type { PASSWORD_MAXIMUM_BYTES, PASSWORD_MINIMUM } from '../../../electron/contract/people.ts';

// The contract's own numbers, without the schemas that they stand beside: the types hold them to the same value.

/** Shortest password accepted, in characters. */
export const passwordMinimum: typeof PASSWORD_MINIMUM = 8;
/** Longest password accepted, in UTF-8 bytes. */
export const passwordMaximumBytes: typeof PASSWORD_MAXIMUM_BYTES = 72;
