import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Folder, Trash2 } from 'lucide-react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlacedNode } from '../../../../electron/contract/drive.ts';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { api, queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { Palette } from './palette.tsx';
import { toSearchInput } from './search-params.ts';

const recent: FoundNode = {
  id: '0190d6f0-0000-7000-8000-000000000001',
  kind: 'file',
  name: 'recente.txt',
  sizeBytes: 1,
  type: 'document',
  mime: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  modifiedAt: '2026-01-01T00:00:00.000Z',
  tags: [],
  favourite: false,
  contentId: null,
  path: [],
  owner: null,
};

beforeEach(() => {
  HTMLElement.prototype.scrollIntoView = () => undefined;
  globalThis.ResizeObserver = class {
    observe() {
      /* jsdom lays nothing out */
    }
    unobserve() {
      /* likewise */
    }
    disconnect() {
      /* likewise */
    }
  };
});
afterEach(() => {
  cleanup();
  queryClient.clear();
});

function show() {
  const acts = {
    onClose: vi.fn<() => void>(),
    onNode: vi.fn<(node: PlacedNode) => void>(),
    onSearchAll: vi.fn<(text: string) => void>(),
    onNewFolder: vi.fn<() => void>(),
    onTrash: vi.fn<() => void>(),
  };
  const { onNewFolder, onTrash, ...rest } = acts;
  render(
    <I18nextProvider i18n={startTexts('en')}>
      <QueryClientProvider client={queryClient}>
        <Palette
          {...rest}
          actions={[{ key: 'new', label: 'New folder', icon: Folder, onSelect: onNewFolder }]}
          pages={[{ key: 'trash', label: 'Trash', icon: Trash2, onSelect: onTrash }]}
        />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { ...acts, user: userEvent.setup() };
}
const selected = () => screen.getByRole('option', { selected: true }).textContent;

test('what comes later and stands first is what Enter means, unless one went elsewhere', async () => {
  const { user, onNode } = show();
  await waitFor(() => expect(selected()).toContain('New folder'));
  const options = api.find.collection.queryOptions({ input: { of: 'recent', limit: 5 } });
  queryClient.setQueryData(options.queryKey, { items: [recent], next: null, total: 1 });
  await waitFor(() => expect(selected()).toContain('recente.txt'));
  await user.keyboard('{ArrowDown}');
  expect(selected()).toContain('New folder');
  await user.keyboard('{ArrowUp}{Enter}');
  await waitFor(() => expect(onNode).toHaveBeenCalledWith(recent));
});

test('typing chooses the first that fits, and Enter closes before it acts', async () => {
  const { user, onTrash, onClose } = show();
  await user.keyboard('tra');
  expect(selected()).toContain('Trash');
  expect(screen.queryByRole('option', { name: /New folder/u })).toBeNull();
  await user.keyboard('{Enter}');
  expect(onClose).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(onTrash).toHaveBeenCalledTimes(1));
});

test('what somebody shares is found as well, and says who does', async () => {
  const { user, onNode } = show();
  const shared = {
    ...recent,
    path: [{ id: recent.id, name: 'Obras' }],
    owner: { id: 'a', name: 'Ana', access: 'read' as const },
  };
  const input = { ...toSearchInput({}, new Date(0)), text: 'rec', limit: 8 };
  const options = api.find.search.queryOptions({ input });
  queryClient.setQueryData(options.queryKey, { items: [shared], next: null });
  await user.keyboard('rec');
  await waitFor(() => expect(selected()).toContain('Shared by Ana › Obras'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(onNode).toHaveBeenCalledWith(shared));
});

test('it is a dialog with a name, and Escape closes it', async () => {
  const { user, onClose } = show();
  expect(screen.getByRole('dialog', { name: 'Go to anything' })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('combobox'));
  await user.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalled();
});
