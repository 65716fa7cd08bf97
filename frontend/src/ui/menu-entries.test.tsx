import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DropdownMenu } from './dropdown-menu.tsx';
import type { MenuItem } from './menu-look.ts';

beforeEach(() => {
  // jsdom lays nothing out: what places menus asks for these.
  globalThis.ResizeObserver = class {
    observe = () => undefined;
    unobserve = () => undefined;
    disconnect = () => undefined;
  };
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.hasPointerCapture = () => false;
});
afterEach(cleanup);

async function show(items: readonly MenuItem[]) {
  const user = userEvent.setup();
  render(
    <main>
      <DropdownMenu trigger={<button type="button">more</button>} items={items} />
    </main>,
  );
  screen.getByRole('button', { name: 'more' }).focus();
  await user.keyboard('{Enter}');
  return user;
}

test('an action is done and the menu closes', async () => {
  const onSelect = vi.fn<() => void>();
  const user = await show([{ key: 'rename', label: 'Rename', shortcut: 'F2', onSelect }]);
  await user.keyboard('{Enter}');
  expect(onSelect).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('menu')).toBeNull();
});

test('ticks in a menu beside it say all, some or none, and the menu stays for the next', async () => {
  const onCheck = vi.fn<(checked: boolean) => void>();
  const tag = (label: string, checked: boolean | 'indeterminate') => ({
    key: label,
    label,
    checked,
    onCheck,
  });
  const user = await show([
    {
      key: 'tags',
      label: 'Tags',
      items: [tag('Red', true), tag('Blue', 'indeterminate'), tag('Grey', false)],
    },
  ]);
  await user.keyboard('{ArrowRight}');
  const states = screen.getAllByRole('menuitemcheckbox').map((item) => item.getAttribute('aria-checked'));
  expect(states).toEqual(['true', 'mixed', 'false']);
  await user.keyboard('{Enter}{ArrowDown}{Enter}{ArrowDown}{Enter}');
  expect(onCheck.mock.calls).toEqual([[false], [true], [true]]);
});

test('of a few values one is chosen', async () => {
  const onChoose = vi.fn<(value: string) => void>();
  const user = await show([
    {
      key: 'sort',
      label: 'Sort by',
      value: 'name',
      options: [
        { value: 'name', label: 'Name' },
        { value: 'size', label: 'Size' },
      ],
      onChoose,
    },
  ]);
  expect(screen.getByRole('menuitemradio', { name: 'Name' }).getAttribute('aria-checked')).toBe('true');
  await user.click(screen.getByRole('menuitemradio', { name: 'Size' }));
  expect(onChoose).toHaveBeenCalledWith('size');
});
