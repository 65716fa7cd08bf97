import type { PASSWORD_MINIMUM } from '../../../electron/contract/people.ts';

/**
 * Shortest password accepted, in characters. The contract's own number without the schemas that it stands beside: the
 * type holds it to the same value.
 */
export const passwordMinimum: typeof PASSWORD_MINIMUM = 8;
