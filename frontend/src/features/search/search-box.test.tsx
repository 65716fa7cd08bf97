import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { startTexts } from '../../i18n/i18n.ts';
import { focusSearchBox, SearchBox } from './search-box.tsx';
import { usePageKeys } from './use-page-keys.ts';

afterEach(cleanup);

function World({ acts }: { readonly acts: Record<'onLeave' | 'onPalette' | 'onShortcuts', () => void> }) {
  const [text, setText] = useState('');
  usePageKeys({ onSearch: focusSearchBox, onPalette: acts.onPalette, onShortcuts: acts.onShortcuts });
  return (
    <I18nextProvider i18n={startTexts('en')}>
      <SearchBox value={text} onChange={setText} onLeave={acts.onLeave} />
      <button type="button">elsewhere</button>
    </I18nextProvider>
  );
}

function show() {
  const acts = {
    onLeave: vi.fn<() => void>(),
    onPalette: vi.fn<() => void>(),
    onShortcuts: vi.fn<() => void>(),
  };
  render(<World acts={acts} />);
  return { ...acts, user: userEvent.setup(), box: screen.getByRole('searchbox', { name: 'Search' }) };
}

test.each(['/', '{Control>}f{/Control}', '{Meta>}f{/Meta}'])('%s goes to the box', async (keys) => {
  const { user, box } = show();
  screen.getByRole('button', { name: 'elsewhere' }).focus();
  await user.keyboard(keys);
  expect(document.activeElement).toBe(box);
});

test('while one types, signs are signs', async () => {
  const { user, box, onShortcuts, onPalette } = show();
  await user.click(box);
  await user.keyboard('a/b?');
  expect(box).toHaveProperty('value', 'a/b?');
  expect(onShortcuts).not.toHaveBeenCalled();
  await user.keyboard('{Control>}k{/Control}');
  expect(onPalette).toHaveBeenCalledTimes(1);
});

test('the question mark asks for the shortcuts, unless something is open', async () => {
  const { user, onShortcuts } = show();
  screen.getByRole('button', { name: 'elsewhere' }).focus();
  await user.keyboard('?');
  expect(onShortcuts).toHaveBeenCalledTimes(1);
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  document.body.append(dialog);
  await user.keyboard('?');
  dialog.remove();
  expect(onShortcuts).toHaveBeenCalledTimes(1);
});

test('Escape empties the box first, then leaves it', async () => {
  const { user, box, onLeave } = show();
  await user.click(box);
  await user.keyboard('abc{Escape}');
  expect(box).toHaveProperty('value', '');
  expect(onLeave).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(onLeave).toHaveBeenCalledTimes(1);
});
