import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { ResultList } from './result-list.tsx';

beforeEach(() => {
  // jsdom lays nothing out, and a list without height shows no entries.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  HTMLElement.prototype.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.restoreAllMocks();
});

const folder = { id: 'f', name: 'Contratos' };
const node = (name: string): FoundNode => ({
  id: `id-${name}`,
  kind: 'file',
  name,
  sizeBytes: 1000,
  type: 'document',
  mime: 'text/plain',
  createdAt: '2026-01-01T00:00:00.000Z',
  modifiedAt: '2026-01-01T00:00:00.000Z',
  tags: [],
  favourite: false,
  contentId: null,
  path: [folder],
  owner: null,
});
const items = ['um.txt', 'dois.txt', 'três.txt'].map(node);

function show(found: readonly FoundNode[] = items) {
  const acts = {
    onOpen: vi.fn<(node: FoundNode) => void>(),
    onPreview: vi.fn<(nodes: readonly FoundNode[], id: string, onClosed: (id: string) => void) => void>(),
    onCopyToMine: vi.fn<(node: FoundNode) => void>(),
    onLeaveUp: vi.fn<() => void>(),
    onMore: vi.fn<() => void>(),
  };
  render(
    <I18nextProvider i18n={startTexts('en')}>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <ResultList items={found} text="tres" hasMore={false} {...acts} />
        </TooltipProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { ...acts, user: userEvent.setup() };
}
const option = (name: RegExp) => screen.getByRole('option', { name });

test('each entry says its name, where it is, what it is and how large', () => {
  show();
  expect(option(/^três\.txt/u).textContent).toContain('FilesContratos');
  expect(option(/^três\.txt/u).textContent).toMatch(/Document.*1\sKB/u);
  expect(option(/^três\.txt/u).querySelector('mark')?.textContent).toBe('três');
});

test('what somebody shares says who does, and begins at their shared folder', () => {
  show([{ ...node('planta.png'), owner: { id: 'a', name: 'Ana', access: 'read' } }]);
  expect(option(/^planta/u).textContent).toContain('Shared by AnaContratos');
  expect(option(/^planta/u).textContent).not.toContain('Files');
});

test('what somebody shares can be copied to one’s own files, by the Tab key from its entry too', async () => {
  const shared: FoundNode = { ...node('planta.png'), owner: { id: 'a', name: 'Ana', access: 'read' } };
  const { user, onCopyToMine, onOpen } = show([node('minha.txt'), shared]);
  const [button, ...more] = screen.getAllByRole('button', { name: /Copy/u });
  expect(more).toEqual([]);
  expect(button?.getAttribute('aria-label')).toBe('Copy “planta.png” to my files');
  option(/^minha/u).focus();
  await user.keyboard('{ArrowDown}{Tab}');
  expect(document.activeElement).toBe(button);
  await user.keyboard('{Enter}');
  expect(onCopyToMine).toHaveBeenCalledExactlyOnceWith(shared);
  expect(onOpen).not.toHaveBeenCalled();
});

test('a folder has its picture, and a shared one lies in no folder', () => {
  const place: FoundNode = { ...node('Obras'), kind: 'folder', type: null, sizeBytes: null, path: [] };
  show([{ ...place, owner: { id: 'a', name: 'Ana', access: 'read' } }]);
  const [picture] = option(/^Obras/u).children;
  expect(picture?.querySelector('svg')).not.toBeNull();
  expect(option(/^Obras/u).textContent).toMatch(/^ObrasShared by AnaFolder/u);
});

test('the list is one stop of the Tab key, and arrows go through it', async () => {
  const { user, onLeaveUp } = show();
  await user.tab();
  expect(document.activeElement).toBe(option(/^um/u));
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(option(/^três/u));
  await user.keyboard('{Home}');
  expect(document.activeElement).toBe(option(/^um/u));
  expect(screen.getAllByRole('option').filter((one) => one.tabIndex === 0)).toHaveLength(1);
  expect(onLeaveUp).not.toHaveBeenCalled();
  await user.keyboard('{ArrowUp}');
  expect(onLeaveUp).toHaveBeenCalledTimes(1);
});

test('Enter and a click show an entry in its folder, Space looks at it', async () => {
  const { user, onOpen, onPreview } = show();
  await user.tab();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith(items[1]);
  await user.keyboard(' ');
  expect(onPreview).toHaveBeenCalledWith(items, 'id-dois.txt', expect.any(Function));
  await user.click(option(/^um/u));
  expect(onOpen).toHaveBeenLastCalledWith(items[0]);
});
