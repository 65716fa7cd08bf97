import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, renderHook, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contract } from '../../../../electron/contract/contract.ts';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { FoundNode, HistoryEntry } from '../../../../electron/contract/find.ts';
import type { FileVersion } from '../../../../electron/contract/versions.ts';
import { queryClient } from '../../api/queries.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { stubDesktop } from '../../test/desktop-stub.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { DetailsPanel } from './details-panel.tsx';
import { Preview, type PreviewActions } from './preview.tsx';
import { useOpened } from './use-opened.ts';

const id = (at: number) => `01890000-0000-7000-8000-${String(at).padStart(12, '0')}`;
const file = (at: number, name: string): DriveNode => ({
  id: id(at),
  kind: 'file',
  name,
  sizeBytes: 1000 * at,
  type: 'archive',
  mime: 'application/zip',
  createdAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-02T00:00:00Z',
  tags: [],
  favourite: false,
  contentId: id(100 + at),
});
const ONE = file(1, 'one.zip');
const TWO: DriveNode = { ...file(2, 'two.zip'), tags: ['red'], favourite: true };
const FOLDER: DriveNode = {
  ...file(3, 'Obras'),
  kind: 'folder',
  sizeBytes: null,
  type: null,
  mime: null,
  contentId: null,
};
const LIST = [FOLDER, ONE, TWO];
const PATH = [{ id: id(50), name: 'Férias' }];

/** What the core knows, and what it was asked to do. */
let owner: FoundNode['owner'];
let versions: FileVersion[];
let history: HistoryEntry[];
let calls: string[];

const call = implement(contract).$context<object>();
const nodeOf = (wanted: string) => LIST.find((node) => node.id === wanted) ?? ONE;
const router = {
  previews: {
    access: call.previews.access.handler(() => ({ base: 'app://content/token/' })),
  },
  drive: {
    watch: call.drive.watch.handler(async function* ({ signal }) {
      await new Promise((resolve) => {
        signal?.addEventListener('abort', resolve);
      });
      yield { folderIds: [] };
    }),
  },
  organise: {
    tags: call.organise.tags.handler(() => [{ color: 'red', name: 'Urgente', count: 1 }]),
  },
  find: {
    opened: call.find.opened.handler(({ input }) => {
      calls.push(`opened ${nodeOf(input.id).name}`);
    }),
    details: call.find.details.handler(({ input }) => ({
      ...nodeOf(input.id),
      path: PATH,
      owner,
      versionCount: versions.length,
      versionBytes: 0,
    })),
    measure: call.find.measure.handler(() => ({ bytes: 5_000_000, files: 12, folders: 3 })),
    history: call.find.history.handler(() => history),
  },
  versions: {
    list: call.versions.list.handler(() => versions),
    restore: call.versions.restore.handler(({ input }) => {
      calls.push(`restore ${input.versionId}`);
      return nodeOf(input.id);
    }),
    remove: call.versions.remove.handler(({ input }) => {
      calls.push(`remove ${input.versionIds?.join() ?? 'all'}`);
      versions = versions.filter(
        (version) => input.versionIds !== null && !input.versionIds.includes(version.id),
      );
      return { count: 1 };
    }),
  },
};

const texts = startTexts('en');
stubDesktop((port) => {
  new RPCHandler(router).upgrade(port, { context: {} });
});
beforeEach(() => {
  owner = null;
  versions = [];
  history = [];
  calls = [];
});
afterEach(() => {
  cleanup();
  queryClient.clear();
});

const version = (at: number, expiresAt: string | null = null): FileVersion => ({
  id: id(200 + at),
  sizeBytes: 1000 * at,
  modifiedAt: `2025-0${String(at)}-01T12:00:00Z`,
  replacedAt: '2026-01-01T00:00:00Z',
  expiresAt,
  contentId: id(300 + at),
});

function wrap(content: React.ReactNode) {
  return (
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>{content}</TooltipProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

function World({ actions }: { readonly actions: PreviewActions }) {
  const [at, setAt] = useState<string | null>(null);
  return (
    <>
      <button type="button" onClick={() => setAt(ONE.id)}>
        look
      </button>
      {at === null ? null : (
        <Preview nodes={LIST} at={at} onAt={setAt} onClose={() => setAt(null)} actions={actions} />
      )}
    </>
  );
}

async function look(actions: PreviewActions = {}) {
  const user = userEvent.setup();
  render(wrap(<World actions={actions} />));
  await user.click(screen.getByRole('button', { name: 'look' }));
  return user;
}
const heading = (name: string) => screen.findByRole('heading', { level: 2, name });

test('a picture without any bytes is said to be empty, and not that the cloud is away', async () => {
  const empty = { ...file(9, 'vazia.jpg'), type: 'image', mime: 'image/jpeg', sizeBytes: 0 } as const;
  render(wrap(<Preview nodes={[empty]} at={empty.id} onAt={() => undefined} onClose={() => undefined} />));
  expect(await screen.findByText('This file is empty')).toBeDefined();
});

test('arrows lead from file to file, past the folders, and stop at the ends', async () => {
  const user = await look();
  await heading('one.zip');
  expect(screen.getByText('1 of 2')).toBeDefined();
  await user.keyboard('{ArrowLeft}');
  await heading('one.zip');
  await user.keyboard('{ArrowRight}');
  await heading('two.zip');
  expect(screen.getByText('2 of 2')).toBeDefined();
  await user.keyboard('{ArrowRight}');
  await heading('two.zip');
  await waitFor(() => expect(calls).toEqual(['opened one.zip', 'opened two.zip']));
});

test('what is leafed over in passing does not become recent', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { rerender } = renderHook(({ at }) => useOpened(at), { initialProps: { at: ONE.id } });
    rerender({ at: TWO.id });
    vi.advanceTimersByTime(300);
    rerender({ at: FOLDER.id });
    vi.advanceTimersByTime(500);
  } finally {
    vi.useRealTimers();
  }
  await waitFor(() => expect(calls).toEqual(['opened one.zip', 'opened Obras']));
});

test('Escape closes it, and the focus is where it was', async () => {
  const user = await look();
  await heading('one.zip');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(document.activeElement?.textContent).toBe('look'));
});

test('it offers what can be done here, and nothing else', async () => {
  const onDownload = vi.fn<(node: DriveNode) => void>();
  const user = await look({ onDownload });
  await heading('one.zip');
  await user.click(screen.getAllByRole('button', { name: 'Download' })[0] ?? document.body);
  expect(onDownload).toHaveBeenCalledWith(ONE);
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
});

test('what somebody shares can be copied to one’s own files, and deleted only where one may', async () => {
  const act = () => vi.fn<(node: DriveNode) => void>();
  const actions = { onDelete: act(), onCopyToMine: act() };
  owner = { id: id(900), name: 'Bia', access: 'read' };
  const user = await look(actions);
  await heading('one.zip');
  await user.click(await screen.findByRole('button', { name: 'Copy to my files' }));
  expect(actions.onCopyToMine).toHaveBeenCalledWith(ONE);
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
  cleanup();
  queryClient.clear();
  owner = { id: id(900), name: 'Bia', access: 'write' };
  await look(actions);
  await screen.findByRole('button', { name: 'Copy to my files' });
  expect(screen.getByRole('button', { name: 'Delete' })).toBeDefined();
  cleanup();
  queryClient.clear();
  owner = null;
  await look(actions);
  await screen.findByRole('button', { name: 'Delete' });
  expect(screen.queryByRole('button', { name: 'Copy to my files' })).toBeNull();
});

test('a file that cannot be looked into is said to be so, with what is known of it', async () => {
  await look();
  expect(await screen.findByText('There is no preview for this kind of file')).toBeDefined();
  expect(screen.getByText('Archive · ZIP')).toBeDefined();
});

function details(nodes: readonly DriveNode[]) {
  const onOpenFolder = vi.fn<(folderId: string | null) => void>();
  render(wrap(<DetailsPanel nodes={nodes} onClose={() => undefined} onOpenFolder={onOpenFolder} />));
  return { user: userEvent.setup(), onOpenFolder };
}

test('the details of a file: its place, its tags by their own names, and what happened to it', async () => {
  history = [
    { id: id(400), at: new Date().toISOString(), kind: 'renamed', detail: 'old.zip' },
    { id: id(401), at: '2026-01-01T00:00:00Z', kind: 'created', detail: null },
  ];
  const { user, onOpenFolder } = details([TWO]);
  expect(await screen.findByText('Renamed, was “old.zip”')).toBeDefined();
  expect(await screen.findByText('Urgente')).toBeDefined();
  expect(screen.getByText('Favourite')).toBeDefined();
  await user.click(await screen.findByRole('button', { name: 'Férias' }));
  await user.click(screen.getByRole('button', { name: 'Files' }));
  expect(onOpenFolder.mock.calls).toEqual([[id(50)], [null]]);
});

test('a folder says how much is in it and has no versions; several say how much they are together', async () => {
  details([FOLDER]);
  expect(await screen.findByText('12 files, 3 folders')).toBeDefined();
  expect(screen.queryByText('Earlier versions')).toBeNull();
  cleanup();
  details(LIST);
  expect(await screen.findByText('3 selected')).toBeDefined();
  expect(await screen.findByText('12 files, 3 folders')).toBeDefined();
});

test('of what somebody shares, earlier versions are brought back where one may change it, and never deleted', async () => {
  versions = [version(3), version(1)];
  owner = { id: id(900), name: 'Bia', access: 'write' };
  details([ONE]);
  await screen.findAllByRole('listitem', { name: /^Version of/u });
  await waitFor(() => expect(screen.queryAllByRole('button', { name: 'Delete' })).toEqual([]));
  expect(screen.getAllByRole('button', { name: 'Restore' })).toHaveLength(2);
  expect(screen.queryByRole('button', { name: 'Delete all earlier versions' })).toBeNull();
  cleanup();
  queryClient.clear();
  owner = { id: id(900), name: 'Bia', access: 'read' };
  details([ONE]);
  await screen.findAllByRole('listitem', { name: /^Version of/u });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Restore' })).toBeNull());
  expect(screen.getAllByRole('button', { name: 'Download' })).toHaveLength(2);
});

test('an earlier version comes back with a click, and goes only after a question', async () => {
  versions = [version(3, '2026-03-01T00:00:00Z'), version(1)];
  const { user } = details([ONE]);
  const [newest, oldest] = await screen.findAllByRole('listitem', { name: /^Version of/u });
  if (newest === undefined || oldest === undefined) throw new Error('both are listed');
  expect(within(newest).getByText(/Kept until/u)).toBeDefined();
  expect(within(oldest).getByText(/Kept$/u)).toBeDefined();
  await user.click(within(oldest).getByRole('button', { name: 'Restore' }));
  await waitFor(() => expect(calls).toEqual([`restore ${id(201)}`]));
  await user.click(within(newest).getByRole('button', { name: 'Delete' }));
  const question = await screen.findByRole('alertdialog');
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Delete all earlier versions' }));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText(/None yet/u)).toBeDefined();
  expect(calls).toEqual([`restore ${id(201)}`, 'remove all']);
});
