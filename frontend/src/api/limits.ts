import type { TAG_COLORS } from '../../../electron/contract/drive.ts';
import type { NOTE_MAXIMUM } from '../../../electron/contract/shares.ts';
import type { PASSWORD_MINIMUM } from '../../../electron/contract/people.ts';

/**
 * Shortest password accepted, in characters. The contract's own number without the schemas that it stands beside: the
 * type holds it to the same value.
 */
export const passwordMinimum: typeof PASSWORD_MINIMUM = 8;

/** The seven tags in their order; as above, held to the contract's list by its type. */
export const tagColors: typeof TAG_COLORS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey'];

/** Longest note to whoever opens a link, in UTF-16 code units; likewise. */
export const noteMaximum: typeof NOTE_MAXIMUM = 1000;
