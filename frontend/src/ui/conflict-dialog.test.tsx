import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startTexts } from '../i18n/i18n.ts';
import { stubMeasuring } from '../test/desktop-stub.ts';
import { type Conflict, type ConflictDecision, ConflictDialog } from './conflict-dialog.tsx';

beforeAll(stubMeasuring);
afterEach(cleanup);

const texts = startTexts('en');
const file = (name: string, change: Partial<Conflict> = {}): Conflict => ({
  id: `id-${name}`,
  name,
  kind: 'file',
  incoming: { sizeBytes: 2000, modifiedAt: '2026-02-01T00:00:00Z' },
  existing: { sizeBytes: 5000, modifiedAt: '2026-01-01T00:00:00Z' },
  canReplace: true,
  ...change,
});

function ask(...conflicts: Conflict[]) {
  const onDecide = vi.fn<(decisions: ReadonlyMap<string, ConflictDecision>) => void>();
  const onCancel = vi.fn<() => void>();
  render(
    <I18nextProvider i18n={texts}>
      <ConflictDialog conflicts={conflicts} onDecide={onDecide} onCancel={onCancel} />
    </I18nextProvider>,
  );
  return { onDecide, onCancel, user: userEvent.setup() };
}
const decided = (onDecide: ReturnType<typeof ask>['onDecide']) =>
  Object.fromEntries(onDecide.mock.calls[0]?.[0] ?? []);
const answer = (name: RegExp) => screen.getByRole('radio', { name });
const go = () => screen.getByRole('button', { name: 'Continue' });

test('each is asked about in turn, and all answers are handed over together', async () => {
  const { onDecide, user } = ask(file('a'), file('b'), file('c'));
  expect(screen.getByText('1 of 3')).toBeDefined();
  await user.click(answer(/Replace/u));
  await user.click(go());
  expect(screen.getByRole('dialog', { name: '“b” is already there' })).toBeDefined();
  await user.click(answer(/Keep both/u));
  await user.click(go());
  await user.click(answer(/Skip/u));
  expect(onDecide).not.toHaveBeenCalled();
  await user.click(go());
  expect(decided(onDecide)).toEqual({ 'id-a': 'replace', 'id-b': 'keepBoth', 'id-c': 'skip' });
});

test('one answer can be for all that follow, not for what was answered before', async () => {
  const { onDecide, user } = ask(file('a'), file('b'), file('c'));
  await user.click(answer(/Skip/u));
  await user.click(go());
  await user.click(answer(/Replace/u));
  await user.click(screen.getByRole('checkbox', { name: 'Do this for the other one too' }));
  await user.click(go());
  expect(decided(onDecide)).toEqual({ 'id-a': 'skip', 'id-b': 'replace', 'id-c': 'replace' });
});

test('a file and a folder of one name are never replaced', async () => {
  const { onDecide, user } = ask(file('a'), file('b', { canReplace: false }));
  await user.click(answer(/Replace/u));
  await user.click(screen.getByRole('checkbox'));
  await user.click(go());
  expect(decided(onDecide)).toEqual({ 'id-a': 'replace', 'id-b': 'keepBoth' });
});

test('folders are merged', () => {
  const folder = { sizeBytes: null, modifiedAt: '2026-01-01T00:00:00Z' };
  ask(file('a', { kind: 'folder', incoming: folder, existing: folder }));
  expect(answer(/Merge/u)).toBeDefined();
  expect(screen.queryByRole('radio', { name: /Replace/u })).toBeNull();
});

test('both are described, and which is newer and which is larger', () => {
  ask(file('a'));
  expect(screen.getByRole('region', { name: 'Arriving' }).textContent).toMatch(/2\sKB.*Newer/u);
  expect(screen.getByRole('region', { name: 'Already there' }).textContent).toMatch(/5\sKB.*Larger/u);
});

test('closing it decides nothing', async () => {
  const { onDecide, onCancel, user } = ask(file('a'), file('b'));
  await user.click(go());
  await user.keyboard('{Escape}');
  expect(onCancel).toHaveBeenCalledTimes(1);
  expect(onDecide).not.toHaveBeenCalled();
});
