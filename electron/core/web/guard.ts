import type { Access, CallMeta } from '../../contract/call.ts';
import type { Caller } from '../lib/caller.ts';
import { fail } from '../lib/errors.ts';

const RANK = { member: 1, admin: 2, owner: 3 } as const;

/** Calls that a person whose password was reset may make before choosing their own. */
const BEFORE_PASSWORD_CHANGE = new Set(['session.me', 'session.changePassword', 'session.signOut']);

/**
 * The one check that every call passes: may this caller make this call now?
 * Throws NOT_ALLOWED, NOT_SIGNED_IN, SETUP_ALREADY_DONE, SETUP_INCOMPLETE or PASSWORD_CHANGE_REQUIRED.
 */
export function checkAccess(
  meta: Partial<CallMeta>,
  path: readonly string[],
  caller: Caller,
  setupDone: boolean,
): void {
  const { access, desktopOnly } = meta;
  // A call without a declared level is a mistake of ours: nobody may make it.
  if (access === undefined) throw fail('NOT_ALLOWED');
  if (desktopOnly === true && !caller.desktop) throw fail('NOT_ALLOWED');
  if (access === 'setup' && !caller.desktop && caller.operator !== true) throw fail('NOT_ALLOWED');
  if (access === 'anyone') return;
  if (access === 'setup') {
    if (setupDone) throw fail('SETUP_ALREADY_DONE');
    return;
  }
  checkRole(access, path, caller, setupDone);
}

function checkRole(
  access: Exclude<Access, 'anyone' | 'setup'>,
  path: readonly string[],
  { user }: Caller,
  setupDone: boolean,
): void {
  if (user === null) throw fail('NOT_SIGNED_IN');
  if (!setupDone) throw fail('SETUP_INCOMPLETE');
  if (user.mustChangePassword && !BEFORE_PASSWORD_CHANGE.has(path.join('.')))
    throw fail('PASSWORD_CHANGE_REQUIRED');
  if (RANK[user.role] < RANK[access]) throw fail('NOT_ALLOWED');
}
