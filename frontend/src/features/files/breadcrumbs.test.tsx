import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { startTexts } from '../../i18n/i18n.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { type Changes, ChangesContext } from './organise/changes.ts';

const nothing = () => Promise.resolve();
const changes: Changes = {
  transport: () => Promise.resolve(true),
  duplicate: nothing,
  rename: nothing,
  setTags: nothing,
  setFavourite: nothing,
  trash: nothing,
  restore: nothing,
  undo: nothing,
};

/** Shows the way to a folder so many levels down; tells the folders that were opened. */
function show(levels: number) {
  const onOpen = vi.fn<(id: string | null) => void>();
  const path = Array.from({ length: levels }, (_, at) => ({
    id: `id ${String(at + 1)}`,
    name: `level ${String(at + 1)}`,
  }));
  render(
    <I18nextProvider i18n={startTexts('en')}>
      <ChangesContext value={changes}>
        <Breadcrumbs path={path} onOpen={onOpen} />
      </ChangesContext>
    </I18nextProvider>,
  );
  return onOpen;
}

const steps = () => screen.getAllByRole('button').map((button) => button.textContent);

afterEach(cleanup);

test('a short way is shown whole', () => {
  show(6);
  expect(steps()).toEqual(['Files', 'level 1', 'level 2', 'level 3', 'level 4', 'level 5']);
  expect(screen.getByText('level 6').getAttribute('aria-current')).toBe('page');
});

test('of a long way the ends are shown, and the folders between them are in a menu', async () => {
  const user = userEvent.setup();
  const onOpen = show(60);
  expect(steps()).toEqual(['Files', '', 'level 57', 'level 58', 'level 59']);
  expect(screen.getByText('level 60').getAttribute('aria-current')).toBe('page');
  await user.click(screen.getByRole('button', { name: '56 folders in between' }));
  expect(await screen.findAllByRole('menuitem')).toHaveLength(56);
  await user.click(screen.getByRole('menuitem', { name: 'level 30' }));
  expect(onOpen.mock.calls).toEqual([['id 30']]);
});
