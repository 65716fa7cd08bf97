import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { stubMeasuring } from '../../test/desktop-stub.ts';
import { draftOf, PersonForm } from './person-form.tsx';

beforeAll(stubMeasuring);
afterEach(cleanup);
afterAll(() => {
  vi.unstubAllGlobals();
});

const texts = startTexts('en');

/** What was handed in, each time. */
let handedIn: unknown[];

function Form({ known, mayMakeAdmins }: { known: Parameters<typeof draftOf>[0]; mayMakeAdmins: boolean }) {
  const [draft, setDraft] = useState(() => draftOf(known));
  return (
    <PersonForm
      title="A person"
      draft={draft}
      onChange={setDraft}
      mayMakeAdmins={mayMakeAdmins}
      nameError={undefined}
      failure={null}
      saving={false}
      onSubmit={(quotaBytes) => handedIn.push({ name: draft.name, role: draft.role, quotaBytes })}
      onClose={() => undefined}
    />
  );
}

function show(known: Pick<PersonRow, 'name' | 'role' | 'quotaBytes'> | null, mayMakeAdmins = true) {
  handedIn = [];
  render(
    <I18nextProvider i18n={texts}>
      <Form known={known} mayMakeAdmins={mayMakeAdmins} />
    </I18nextProvider>,
  );
  return userEvent.setup();
}

const save = () => screen.getByRole('button', { name: 'Save' });

test('it begins with what is known, and hands in what was changed', async () => {
  const user = show({ name: 'Rui', role: 'admin', quotaBytes: 7.5e9 });
  expect(screen.getByRole('textbox', { name: 'Amount in GB' })).toHaveProperty('value', '7.5');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' Vizinho');
  await user.click(screen.getByRole('radio', { name: /^Member/u }));
  await user.click(save());
  expect(handedIn).toEqual([{ name: 'Rui Vizinho', role: 'member', quotaBytes: 7.5e9 }]);
});

test('somebody new begins as a member without a limit', async () => {
  const user = show(null);
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Bia');
  await user.click(save());
  expect(handedIn).toEqual([{ name: 'Bia', role: 'member', quotaBytes: null }]);
});

test('an amount that is none is explained beside its box, and only once it was handed in', async () => {
  const user = show({ name: 'Rui', role: 'member', quotaBytes: 7.5e9 });
  const amount = screen.getByRole('textbox', { name: 'Amount in GB' });
  await user.clear(amount);
  await user.type(amount, '0');
  expect(amount.getAttribute('aria-invalid')).not.toBe('true');
  await user.click(save());
  expect(handedIn).toEqual([]);
  expect(amount.getAttribute('aria-invalid')).toBe('true');
  await user.type(amount, ',5');
  expect(amount.getAttribute('aria-invalid')).not.toBe('true');
  await user.click(save());
  expect(handedIn).toEqual([{ name: 'Rui', role: 'member', quotaBytes: 5e8 }]);
});

test('only who may make administrators is asked for a role', () => {
  show(null, false);
  expect(screen.queryByRole('radio')).toBeNull();
});
