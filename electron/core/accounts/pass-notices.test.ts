import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notice } from '../../contract/shell.ts';
import { OWNER, testAccounts, type TestAccounts } from '../../../tests/support/accounts.ts';
import { makeEvents } from '../lib/events.ts';
import { silentLog } from '../lib/log.ts';
import { passNotices } from './pass-notices.ts';

const notice: Notice = { kind: 'linkOpened', name: 'Viagem', by: null, count: 1 };
let accounts: TestAccounts;

beforeEach(async () => {
  accounts = await testAccounts();
});
afterEach(() => accounts.stop());

/** What is shown on this computer of a notice for somebody. */
async function shown(userId: string | null): Promise<number> {
  const events = makeEvents();
  let count = 0;
  passNotices({ events, accounts: accounts.accounts, notify: () => (count += 1), log: silentLog() });
  events.emit('notice', { userId, notice });
  // The question to the database comes first.
  await accounts.accounts.signedInHere(userId ?? '');
  await new Promise(setImmediate);
  return count;
}

test('somebody who is signed in at the window is told, and nobody else', async () => {
  expect(await shown(accounts.ownerId)).toBe(0);
  await accounts.signIn(OWNER.userName, OWNER.password);
  expect(await shown(accounts.ownerId)).toBe(1);
  const ana = await accounts.add('ana');
  await accounts.accounts.session.signOut(await ana.caller(), undefined, undefined);
  expect(await shown(ana.id)).toBe(0);
});

test('after a restart, who asked to be remembered is told although no window was opened', async () => {
  await accounts.signIn(OWNER.userName, OWNER.password, true);
  await accounts.restart();
  expect(await shown(accounts.ownerId)).toBe(1);
});

test('somebody who is signed in on a phone alone is not told here', async () => {
  const phone = accounts.door({ desktop: false, origin: '192.168.1.50' });
  const caller = { ...(await phone.caller()), device: 'Chrome, Android' };
  const input = { userName: OWNER.userName, password: OWNER.password, remember: true };
  await accounts.accounts.session.signIn(caller, input, undefined);
  expect(await shown(accounts.ownerId)).toBe(0);
});

test('what concerns everybody is told to whoever sits there', async () => {
  expect(await shown(null)).toBe(1);
});
