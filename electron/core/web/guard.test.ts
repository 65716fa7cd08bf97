import { expect, test } from 'vitest';
import type { Access } from '../../contract/call.ts';
import type { Caller, SignedIn } from '../lib/caller.ts';
import { checkAccess } from './guard.ts';

function caller(
  role: SignedIn['role'] | null,
  change: { desktop?: boolean; mustChange?: boolean } = {},
): Caller {
  return {
    user:
      role === null
        ? null
        : { userId: 'u', role, sessionId: 's', mustChangePassword: change.mustChange ?? false },
    desktop: change.desktop ?? true,
    origin: 'window',
    connection: { begin: () => undefined, end: () => undefined, takeGrant: () => Promise.resolve(undefined) },
  };
}
function codeOf(
  access: Access | undefined,
  who: Caller,
  { setupDone = true, desktopOnly = false, path = ['a', 'b'] } = {},
): string {
  try {
    checkAccess(access === undefined ? { desktopOnly } : { access, desktopOnly }, path, who, setupDone);
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

test.each([
  ['anyone', null, 'allowed'],
  ['member', null, 'NOT_SIGNED_IN'],
  ['member', 'member', 'allowed'],
  ['admin', 'member', 'NOT_ALLOWED'],
  ['admin', 'admin', 'allowed'],
  ['owner', 'admin', 'NOT_ALLOWED'],
  ['owner', 'owner', 'allowed'],
] as const)('a call for %s, made by %s, is %s', (access, role, expected) => {
  expect(codeOf(access, caller(role))).toBe(expected);
});

test('a call that declares no level is refused to everybody', () => {
  expect(codeOf(undefined, caller('owner'))).toBe('NOT_ALLOWED');
});

test('the first run ends for ever, and the rest waits for it', () => {
  expect(codeOf('setup', caller(null), { setupDone: false })).toBe('allowed');
  expect(codeOf('setup', caller('owner'), { setupDone: true })).toBe('SETUP_ALREADY_DONE');
  expect(codeOf('member', caller('owner'), { setupDone: false })).toBe('SETUP_INCOMPLETE');
});

test('a browser may neither do the first run nor name files of this computer', () => {
  const browser = caller('owner', { desktop: false });
  expect(codeOf('setup', browser, { setupDone: false })).toBe('NOT_ALLOWED');
  expect(codeOf('member', browser, { desktopOnly: true })).toBe('NOT_ALLOWED');
});

test('after a reset nothing but choosing a new password is possible', () => {
  const reset = caller('admin', { mustChange: true });
  expect(codeOf('member', reset, { path: ['drive', 'list'] })).toBe('PASSWORD_CHANGE_REQUIRED');
  expect(codeOf('member', reset, { path: ['session', 'changePassword'] })).toBe('allowed');
});
