import { createHash, randomInt } from 'node:crypto';

/** Digits and capitals without I, L, O and U, which are misread: 32 signs, 5 bits each. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const GROUP_LENGTH = 5;

/** A recovery code and what is kept of it. */
export interface RecoveryCode {
  /** To be shown once, in groups: `7K2QM-…`; 125 random bits. */
  readonly code: string;
  /** sha256, hex: as random as it is, the code needs no slow hash. */
  readonly hash: string;
}

/** Makes a new recovery code. */
export function makeRecoveryCode(): RecoveryCode {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');
  const code = Array.from({ length: GROUPS }, group).join('-');
  return { code, hash: hashRecoveryCode(code) };
}

/** The hash of a code as typed: case, spaces and hyphens do not matter, and misread signs count as the one meant. */
export function hashRecoveryCode(typed: string): string {
  const meant = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
  return createHash('sha256').update(meant).digest('hex');
}
