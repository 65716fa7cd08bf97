/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a grid that is no table, as the lists are */
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test } from 'vitest';
import { startTexts } from '../i18n/i18n.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Dialog } from './dialog.tsx';

const texts = startTexts('en');
afterEach(cleanup);

const BOTH = ['one', 'two'];

/** A list whose entry asks by a key, as renaming and deleting do; `onAnswer` says what is left of the list. */
function List({ confirm = false, left = BOTH }: { confirm?: boolean; left?: readonly string[] }) {
  const [names, setNames] = useState<readonly string[]>(BOTH);
  const [asking, setAsking] = useState(false);
  const close = () => {
    setNames(left);
    setAsking(false);
  };
  return (
    <I18nextProvider i18n={texts}>
      <div role="grid" aria-label="list">
        {names.map((name, at) => (
          <div
            key={name}
            role="row"
            aria-label={name}
            tabIndex={at === 0 ? 0 : -1}
            onKeyDown={({ key }) => {
              if (key === 'F2') setAsking(true);
            }}
          />
        ))}
      </div>
      {!asking ? null : confirm ? (
        <ConfirmDialog
          open
          title="Sure?"
          description=""
          confirm="Yes"
          onOpenChange={close}
          onConfirm={close}
        />
      ) : (
        <Dialog open title="Name" onOpenChange={close}>
          <input aria-label="name" />
        </Dialog>
      )}
    </I18nextProvider>
  );
}
const focused = () => document.activeElement?.getAttribute('aria-label');

test.each([
  ['a question', true],
  ['a dialog', false],
])('when %s closes, the keyboard goes on where it was', async (_what, confirm) => {
  const user = userEvent.setup();
  render(<List confirm={confirm} />);
  screen.getByRole('row', { name: 'two' }).focus();
  await user.keyboard('{F2}');
  await screen.findByRole(confirm ? 'alertdialog' : 'dialog');
  await user.keyboard('{Escape}');
  await expect.poll(focused).toBe('two');
});

test('of a list whose entry is gone, the one that the Tab key leads to has the focus', async () => {
  const user = userEvent.setup();
  render(<List left={['one']} />);
  screen.getByRole('row', { name: 'two' }).focus();
  await user.keyboard('{F2}');
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await expect.poll(focused).toBe('one');
});
