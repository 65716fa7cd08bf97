import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test } from 'vitest';
import type { Grant } from '../../../../electron/contract/shares.ts';
import { api, queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { Filters } from './filters.tsx';
import type { SearchParams } from './search-params.ts';

afterEach(() => {
  cleanup();
  queryClient.clear();
});

const ANA = { id: '0190d6f0-0000-7000-8000-00000000000a', name: 'Ana' };
const ZITA = { id: '0190d6f0-0000-7000-8000-00000000000b', name: 'Zita' };

function grantOf(owner: typeof ANA, at: number): Grant {
  const folder: Grant['folder'] = {
    id: `0190d6f0-0000-7000-8000-00000000001${at}`,
    kind: 'folder',
    name: 'Obras',
    sizeBytes: null,
    type: null,
    mime: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    modifiedAt: '2026-01-01T00:00:00.000Z',
    tags: [],
    favourite: false,
    contentId: null,
  };
  return { id: folder.id, folder, owner, person: null, access: 'read', since: '2026-01-01T00:00:00.000Z' };
}

/** The filters over what they were changed to; answers with what that is. */
function show(given: readonly Grant[], first: SearchParams = {}) {
  queryClient.setQueryData(api.grants.received.queryKey(), [...given]);
  const chosen = [first];
  function Page() {
    const [params, setParams] = useState(first);
    return (
      <Filters
        params={params}
        onChange={(next) => {
          chosen.push(next);
          setParams(next);
        }}
      />
    );
  }
  render(
    <I18nextProvider i18n={startTexts('en')}>
      <QueryClientProvider client={queryClient}>
        <Page />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { params: () => chosen.at(-1), user: userEvent.setup() };
}
const owner = () => screen.queryByRole('button', { name: /^Owner/u });

test('as long as nobody shares anything, nobody is asked for', () => {
  show([]);
  expect(owner()).toBeNull();
});

test('an owner is oneself or one of those who share, each once, by the keyboard too', async () => {
  const { params, user } = show([grantOf(ZITA, 1), grantOf(ANA, 2), grantOf(ANA, 3)]);
  owner()?.focus();
  await user.keyboard('{Enter}');
  const options = screen.getAllByRole('menuitemradio').map(({ textContent }) => textContent);
  expect(options).toEqual(['Anyone', 'Me', 'Ana', 'Zita']);
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(params()).toEqual({ owner: ANA.id });
  expect(owner()?.textContent).toBe('Owner: Ana');
  await user.click(screen.getByRole('button', { name: /^Owner/u }));
  await user.click(screen.getByRole('menuitemradio', { name: 'Anyone' }));
  expect(params()).toEqual({});
});

test('what others share has no tags, so one is chosen or the other', async () => {
  const { params, user } = show([grantOf(ANA, 1)], { tags: ['red'] });
  await user.click(screen.getByRole('button', { name: /^Owner/u }));
  await user.click(screen.getByRole('menuitemradio', { name: 'Ana' }));
  expect(params()).toEqual({ owner: ANA.id });
  await user.click(screen.getByRole('button', { name: 'Tag' }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Red' }));
  expect(params()).toEqual({ tags: ['red'] });
});

test('somebody who shares no more is still named, so that one sees why nothing is found', () => {
  show([], { owner: ANA.id });
  expect(owner()?.textContent).toBe('Owner: Somebody else');
});

test('in one folder the owner is a matter of course', () => {
  show([grantOf(ANA, 1)], { here: 'folder', inside: true });
  expect(owner()).toBeNull();
});
