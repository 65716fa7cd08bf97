import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Transfer, TransferTotals } from '../../../../electron/contract/transfers.ts';
import { startTexts } from '../../i18n/i18n.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { madeTotals } from '../../test/made.ts';
import type { TransferAction } from './summary.ts';
import { TransfersDock } from './transfers-dock.tsx';

beforeEach(() => {
  // jsdom lays nothing out: the list is as high as five rows.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(320);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(62);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(400);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const texts = startTexts('en');
const MB = 1_000_000;

const transfer = (name: string, change: Partial<Transfer> = {}): Transfer => ({
  id: `id-${name}`,
  batchId: 'batch',
  direction: 'upload',
  status: 'running',
  name,
  folderId: null,
  totalBytes: 10 * MB,
  doneBytes: 4 * MB,
  bytesPerSecond: 2 * MB,
  secondsLeft: 3,
  failure: null,
  modifiedAt: null,
  existing: null,
  createdAt: '2026-01-01T00:00:00Z',
  ...change,
});

function show(all: TransferTotals, items: Transfer[], seen = true) {
  const onAct = vi.fn<(action: TransferAction, ids: string[] | null) => void>();
  const onShowFolder = vi.fn<(folderId: string | null) => void>();
  const onShowDownload = vi.fn<(id: string) => void>();
  const onDecide = vi.fn<() => void>();
  const view = (totalsNow: TransferTotals, itemsNow: Transfer[]) => (
    <I18nextProvider i18n={texts}>
      <TooltipProvider>
        <TransfersDock
          event={{ totals: totalsNow, items: itemsNow }}
          seen={seen}
          onAct={onAct}
          onShowFolder={onShowFolder}
          onShowDownload={onShowDownload}
          onDecide={onDecide}
        />
      </TooltipProvider>
    </I18nextProvider>
  );
  const { rerender } = render(view(all, items));
  return {
    onAct,
    onShowFolder,
    onShowDownload,
    onDecide,
    rerender: (next: TransferTotals, nextItems: Transfer[]) => rerender(view(next, nextItems)),
  };
}

const region = () => within(screen.getByRole('region', { name: 'Transfers' }));
const item = (name: string) => within(region().getByRole('listitem', { name }));
const button = (name: string) => region().getByRole('button', { name });

test('all together: how many, how much, how fast, how long', () => {
  show(
    madeTotals({
      running: 1,
      waiting: 2,
      totalBytes: 30 * MB,
      doneBytes: 4 * MB,
      bytesPerSecond: 2 * MB,
      secondsLeft: 13,
    }),
    [transfer('a.bin')],
  );
  expect(region().getByRole('heading', { name: '3 files on their way' })).toBeTruthy();
  expect(region().getByText(/4\sMB of 30\sMB · 2\sMB\/s · 13 sec left/u)).toBeTruthy();
  const bar = region().getByRole('progressbar', { name: 'Progress of all transfers' });
  expect(bar.getAttribute('aria-valuenow')).toBe('13');
});

test('each file has its own progress, speed and time left', () => {
  show(madeTotals({ running: 1 }), [transfer('a.bin')]);
  expect(item('a.bin').getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
  expect(item('a.bin').getByText(/4\sMB of 10\sMB · 2\sMB\/s/u)).toBeTruthy();
  expect(item('a.bin').getByText('3 sec left')).toBeTruthy();
});

test('a file can be paused, resumed, cancelled and taken off the list', async () => {
  const { onAct } = show(madeTotals({ running: 1, paused: 1, done: 1 }), [
    transfer('a.bin'),
    transfer('b.bin', { status: 'paused' }),
    transfer('c.bin', { status: 'done' }),
  ]);
  await userEvent.click(button('Pause a.bin'));
  await userEvent.click(button('Resume b.bin'));
  await userEvent.click(button('Cancel b.bin'));
  await userEvent.click(button('Take c.bin off the list'));
  expect(onAct.mock.calls).toEqual([
    ['pause', ['id-a.bin']],
    ['resume', ['id-b.bin']],
    ['cancel', ['id-b.bin']],
    ['clear', ['id-c.bin']],
  ]);
});

test('uploads whose names are taken wait for a decision', async () => {
  const { onDecide } = show(madeTotals({ asking: 2, done: 1 }), [
    transfer('a.bin', { status: 'asking' }),
    transfer('b.bin', { status: 'asking' }),
  ]);
  expect(region().getByRole('heading', { name: '2 files are already here' })).toBeTruthy();
  expect(item('a.bin').getByText(/Name is taken/u)).toBeTruthy();
  await userEvent.click(button('Decide…'));
  expect(onDecide).toHaveBeenCalledOnce();
});

test('an archive is packed, begins anew after a pause, and its folder can be shown', async () => {
  const zip = { direction: 'zip' } as const;
  const { onShowDownload } = show(madeTotals({ running: 1, paused: 1, done: 1 }), [
    transfer('a.zip', zip),
    transfer('b.zip', { ...zip, status: 'paused', doneBytes: 0 }),
    transfer('c.zip', { ...zip, status: 'done' }),
  ]);
  expect(item('a.zip').getByText(/Packing…/u)).toBeTruthy();
  expect(item('b.zip').getByText(/begins anew/u)).toBeTruthy();
  await userEvent.click(button('Show folder of c.zip'));
  expect(onShowDownload).toHaveBeenCalledWith('id-c.zip');
});

test('a failure says what happened, and can be tried again', async () => {
  const { onAct } = show(madeTotals({ failed: 1 }), [
    transfer('a.bin', { status: 'failed', failure: { code: 'SERVER_NOT_RUNNING' } }),
  ]);
  expect(item('a.bin').getByText('Start it, then try again.')).toBeTruthy();
  await userEvent.click(button('Retry a.bin'));
  expect(onAct).toHaveBeenCalledWith('retry', ['id-a.bin']);
});

test('a finished upload leads to its folder', async () => {
  const { onShowFolder } = show(madeTotals({ done: 1 }), [
    transfer('a.bin', { status: 'done', folderId: 'holidays' }),
  ]);
  await userEvent.click(button('Show a.bin in Files'));
  expect(onShowFolder).toHaveBeenCalledWith('holidays');
});

test('all of them can be paused and cleared at once, and cancelled after a question', async () => {
  const { onAct } = show(madeTotals({ running: 2, done: 3 }), [transfer('a.bin')]);
  await userEvent.click(button('Pause all'));
  await userEvent.click(button('Clear finished'));
  await userEvent.click(button('Cancel all'));
  expect(onAct.mock.calls).toEqual([
    ['pause', null],
    ['clear', null],
  ]);
  await userEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Cancel all' }));
  expect(onAct).toHaveBeenLastCalledWith('cancel', null);
});

test('the list folds away, the totals stay', async () => {
  show(madeTotals({ running: 1 }), [transfer('a.bin')]);
  await userEvent.click(button('Hide the list'));
  expect(region().queryByRole('listitem')).toBeNull();
  expect(region().getByRole('progressbar', { name: 'Progress of all transfers' })).toBeTruthy();
  await userEvent.click(button('Show the list'));
  expect(item('a.bin')).toBeTruthy();
});

test('once all is well the list folds itself away, and comes back with the next transfer', () => {
  vi.useFakeTimers();
  const { rerender } = show(madeTotals({ done: 1 }), [transfer('a.bin', { status: 'done' })]);
  expect(item('a.bin')).toBeTruthy();
  act(() => {
    vi.advanceTimersByTime(10_000);
  });
  expect(region().queryByRole('listitem')).toBeNull();
  rerender(madeTotals({ done: 1, running: 1 }), [transfer('b.bin')]);
  expect(item('b.bin')).toBeTruthy();
  vi.useRealTimers();
});

test('the list does not fold itself away while somebody is at it', () => {
  vi.useFakeTimers();
  show(madeTotals({ done: 1 }), [transfer('a.bin', { status: 'done' })]);
  const close = button('Take a.bin off the list');
  act(() => close.focus());
  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(item('a.bin')).toBeTruthy();
  act(() => close.blur());
  act(() => {
    vi.advanceTimersByTime(10_000);
  });
  expect(region().queryByRole('listitem')).toBeNull();
  vi.useRealTimers();
});

test('what had ended before the page was opened stays folded', () => {
  show(madeTotals({ done: 1 }), [transfer('a.bin', { status: 'done' })], false);
  expect(region().getByRole('heading', { name: '1 file finished' })).toBeTruthy();
  expect(region().queryByRole('listitem')).toBeNull();
});

test('a failure never folds itself away', () => {
  vi.useFakeTimers();
  show(madeTotals({ failed: 1, done: 1 }), [transfer('a.bin', { status: 'failed' })]);
  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(item('a.bin')).toBeTruthy();
  vi.useRealTimers();
});

test('thousands of transfers draw only those in sight, and those left out are counted', () => {
  const items = Array.from({ length: 2000 }, (_, at) =>
    transfer(`file ${String(at)}`, { status: 'waiting' }),
  );
  show(madeTotals({ waiting: 5000 }), items);
  expect(region().getAllByRole('listitem').length).toBeLessThan(40);
  expect(region().getByText('and 3,000 more that are not shown')).toBeTruthy();
});
