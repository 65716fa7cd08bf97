import { QueryClientProvider } from '@tanstack/react-query';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { contract } from '../../../../electron/contract/contract.ts';
import type { Person } from '../../../../electron/contract/people.ts';
import { queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { stubDesktop } from '../../test/desktop-stub.ts';
import { SignInForm } from './sign-in-form.tsx';

const ANA: Person = {
  id: '01890000-0000-7000-8000-000000000001',
  name: 'Ana',
  userName: 'ana',
  role: 'member',
  mustChangePassword: false,
  quotaBytes: null,
};

const call = implement(contract).$context<object>();
let refusal: 'none' | 'wrong' | 'wait' = 'none';
const router = {
  session: {
    signIn: call.session.signIn.handler(({ errors }) => {
      if (refusal === 'wrong') throw errors.WRONG_CREDENTIALS({ data: { attemptsBeforeWait: 3 } });
      if (refusal === 'wait') throw errors.TOO_MANY_ATTEMPTS({ data: { retryAfterSeconds: 1 } });
      return ANA;
    }),
  },
};
stubDesktop((port) => {
  new RPCHandler(router).upgrade(port, { context: {} });
});
afterEach(cleanup);

async function signIn(onSignedIn: (person: Person) => void = () => undefined) {
  render(
    <I18nextProvider i18n={startTexts('en')}>
      <QueryClientProvider client={queryClient}>
        <SignInForm
          userName="ana"
          onUserName={() => undefined}
          onForgot={() => undefined}
          onSignedIn={onSignedIn}
        />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Password'), 'something{Enter}');
  return user;
}

test('the right password lets in', async () => {
  refusal = 'none';
  const letIn = vi.fn<(person: Person) => void>();
  await signIn(letIn);
  await vi.waitFor(() => expect(letIn.mock.calls[0]?.[0]).toEqual(ANA), 20_000);
});

test('a wrong password is told in words, and the box is empty for the next try', async () => {
  refusal = 'wrong';
  await signIn();
  expect((await screen.findByRole('alert')).textContent).toMatch(/User name or password is wrong/u);
  expect(screen.getByLabelText('Password')).toHaveProperty('value', '');
});

test('after too many tries the wait is counted down, then the button works again', async () => {
  refusal = 'wait';
  await signIn();
  expect((await screen.findByRole('alert')).textContent).toMatch(/try again in 1 second/u);
  const button = screen.getByRole('button', { name: 'Sign in' });
  expect(button).toHaveProperty('disabled', true);
  await vi.waitFor(() => expect(button).toHaveProperty('disabled', false), { timeout: 20_000 });
});
