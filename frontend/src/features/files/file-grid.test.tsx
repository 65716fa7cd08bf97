import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Arrival, type Column, FileGrid, type GridItem } from './file-grid.tsx';
import type { View } from './grid-layout.ts';
import { nextSorting, type Sorting } from './sorting.ts';
import { useGridSelection } from './use-grid-selection.ts';

const HEIGHT = 560;

beforeEach(() => {
  // jsdom lays nothing out, and a list without height shows no rows.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
  HTMLElement.prototype.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const columns: Column<GridItem>[] = [
  { key: 'name', title: 'Name', className: '', sort: 'name', cell: ({ name }) => name },
  { key: 'size', title: 'Size', className: '', sort: 'size', cell: () => '12 KB' },
];
const tile = ({ name }: GridItem, id: string) => (
  <>
    <b>{name}</b>
    <i id={id}>12 KB</i>
  </>
);
const named = (...names: string[]): GridItem[] => names.map((name) => ({ id: `id-${name}`, name }));
const FRUIT = named('apple', 'banana', 'cherry', 'date', 'elder');

interface WorldProps {
  readonly items?: readonly GridItem[];
  readonly total?: number;
  readonly arrival?: Arrival | null;
  readonly view?: View;
  readonly onOpen?: (item: GridItem) => void;
  readonly onLook?: (item: GridItem) => void;
  readonly onDelete?: (ids: readonly string[]) => void;
  readonly onUp?: () => void;
  readonly onMore?: () => void;
  readonly hasMore?: boolean;
}

function World(props: WorldProps) {
  const { items = FRUIT, total = items.length, arrival = null } = props;
  const { selection, setSelection, selected } = useGridSelection(items);
  const [sorting, setSorting] = useState<Sorting>({ sort: 'name', descending: false });
  return (
    <>
      <button type="button">before</button>
      <FileGrid
        label="Fruit"
        view={props.view ?? 'list'}
        tile={tile}
        columns={columns}
        items={items}
        total={total}
        loading={false}
        onMore={props.onMore ?? (() => undefined)}
        hasMore={props.hasMore ?? false}
        sorting={sorting}
        onSort={(column) => setSorting(nextSorting(sorting, column))}
        selection={selection}
        onSelect={setSelection}
        onOpen={props.onOpen}
        onLook={props.onLook}
        onDelete={props.onDelete ?? (() => undefined)}
        onUp={props.onUp}
        arrival={arrival}
        menu={[
          { key: 'delete', label: 'Delete', onSelect: () => props.onDelete?.(selected.map(({ id }) => id)) },
        ]}
      />
      <button type="button">after</button>
    </>
  );
}

const row = (name: string): HTMLElement => screen.getByRole('row', { name });
const marked = (): (string | null)[] =>
  screen.getAllByRole('row', { selected: true }).map((element) => element.getAttribute('aria-label'));

/** Goes into the list by the Tab key. */
async function enter() {
  const user = userEvent.setup();
  screen.getByRole('button', { name: 'before' }).focus();
  await user.tab();
  return user;
}

describe('for screen readers', () => {
  test('it is a grid whose rows are named after the files alone', () => {
    render(<World />);
    expect(screen.getByRole('grid', { name: 'Fruit' }).getAttribute('aria-rowcount')).toBe('6');
    expect(row('cherry').getAttribute('aria-rowindex')).toBe('4');
    expect(within(row('cherry')).getByText('12 KB').id).toBe(row('cherry').getAttribute('aria-describedby'));
  });

  test('the column that it is sorted by says in which direction', async () => {
    const user = userEvent.setup();
    render(<World />);
    const [name, size] = screen.getAllByRole('columnheader');
    expect(name?.getAttribute('aria-sort')).toBe('ascending');
    expect(size?.hasAttribute('aria-sort')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Size' }));
    expect(size?.getAttribute('aria-sort')).toBe('descending');
    expect(name?.hasAttribute('aria-sort')).toBe(false);
  });
});

describe('by keyboard', () => {
  test('the whole list is one stop of the Tab key', async () => {
    render(<World />);
    const user = await enter();
    expect(document.activeElement).toBe(row('apple'));
    await user.tab();
    expect(document.activeElement?.textContent).toBe('after');
  });

  test('arrows, Home and End move, and one comes back to where one was', async () => {
    render(<World />);
    const user = await enter();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(row('banana'));
    await user.keyboard('{End}');
    await vi.waitFor(() => expect(document.activeElement).toBe(row('elder')), 20_000);
    await user.keyboard('{Home}{ArrowDown}');
    expect(document.activeElement).toBe(row('banana'));
    await user.tab();
    await user.tab({ shift: true });
    expect(document.activeElement).toBe(row('banana'));
  });

  test('Ctrl+Space marks a row and takes the mark away', async () => {
    render(<World />);
    const user = await enter();
    await user.keyboard('{Control>}{ArrowDown}{ArrowDown}[Space]{/Control}');
    expect(marked()).toEqual(['banana']);
    await user.keyboard('{Control>}[Space]{/Control}');
    expect(screen.queryAllByRole('row', { selected: true })).toEqual([]);
  });

  test('arrows take the selection along, with Ctrl they leave it where it is', async () => {
    render(<World />);
    const user = await enter();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(marked()).toEqual(['banana']);
    await user.keyboard('{Control>}{ArrowDown}{ArrowDown}[Space]{/Control}');
    expect(marked()).toEqual(['banana', 'date']);
  });

  test('Space looks at the row one stands on, where there is something to look at', async () => {
    const onLook = vi.fn<(item: GridItem) => void>();
    render(<World onLook={onLook} />);
    const user = await enter();
    await user.keyboard('{ArrowDown}{ArrowDown}[Space]');
    expect(onLook.mock.calls).toEqual([[FRUIT[1]]]);
  });

  test('Shift with the arrows marks a range, Ctrl+A everything, Escape nothing', async () => {
    render(<World />);
    const user = await enter();
    await user.keyboard('{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(marked()).toEqual(['apple', 'banana', 'cherry']);
    await user.keyboard('{Control>}a{/Control}');
    await vi.waitFor(() => expect(marked()).toHaveLength(5), 20_000);
    await user.keyboard('{Escape}');
    expect(screen.queryAllByRole('row', { selected: true })).toEqual([]);
  });

  test('Enter opens, Backspace goes up', async () => {
    const [onOpen, onUp] = [vi.fn<(item: GridItem) => void>(), vi.fn<() => void>()];
    render(<World onOpen={onOpen} onUp={onUp} />);
    const user = await enter();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}{Backspace}');
    expect(onOpen.mock.calls).toEqual([[FRUIT[1]]]);
    expect(onUp).toHaveBeenCalledTimes(1);
  });

  test('Delete asks for what is marked, or else for the row one stands on', async () => {
    const onDelete = vi.fn<(ids: readonly string[]) => void>();
    render(<World onDelete={onDelete} />);
    const user = await enter();
    await user.keyboard('{Delete}');
    await user.keyboard('{Control>}{ArrowDown}{Delete}{/Control}');
    await user.keyboard('{ArrowDown}{Shift>}{ArrowDown}{/Shift}{Control>}{Home}{/Control}{Delete}');
    expect(onDelete.mock.calls).toEqual([[['id-apple']], [['id-banana', 'id-cherry']]]);
  });

  test('letters find a name', async () => {
    render(<World />);
    const user = await enter();
    await user.keyboard('da');
    expect(document.activeElement).toBe(row('date'));
  });

  test('the arrow up leads from the first row to the heads of the columns, and down back', async () => {
    render(<World />);
    const user = await enter();
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('Size');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(row('apple'));
  });
});

describe('in tiles', () => {
  test('each is a row named after the file, with what is known of it as its description', () => {
    render(<World view="grid" />);
    expect(screen.getByRole('grid', { name: 'Fruit' }).getAttribute('aria-rowcount')).toBe('5');
    expect(row('cherry').getAttribute('aria-rowindex')).toBe('3');
    expect(within(row('cherry')).getByText('12 KB').id).toBe(row('cherry').getAttribute('aria-describedby'));
    expect(screen.queryByRole('columnheader')).toBeNull();
  });

  test('arrows go in four ways', async () => {
    render(<World view="grid" />);
    const user = await enter();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(row('banana'));
    // Four fit side by side, so that the last line holds one.
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(row('elder'));
    await user.keyboard('{ArrowUp}{ArrowRight}');
    expect(document.activeElement).toBe(row('banana'));
    expect(marked()).toEqual(['banana']);
  });
});

describe('a lasso', () => {
  const draw = async (from: [number, number], to: [number, number], held = '') => {
    const user = userEvent.setup();
    const [body] = screen.getAllByRole('rowgroup').slice(-1);
    const at = ([clientX, clientY]: [number, number]) => ({ clientX, clientY });
    if (held !== '') await user.keyboard(`{${held}>}`);
    await user.pointer([{ keys: '[MouseLeft>]', target: body ?? document.body, coords: at(from) }]);
    await user.pointer([{ target: body ?? document.body, coords: at(to) }]);
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    await user.pointer([{ keys: '[/MouseLeft]', target: body ?? document.body, coords: at(to) }]);
    if (held !== '') await user.keyboard(`{/${held}}`);
  };
  beforeEach(() => {
    vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(HEIGHT);
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 800, HEIGHT));
  });

  test('selects the lines it touches, and with Shift adds them', async () => {
    render(<World />);
    await draw([2, 80], [60, 130]);
    expect(marked()).toEqual(['banana', 'cherry']);
    await draw([2, 250], [60, 255], 'Shift');
    expect(marked()).toEqual(['banana', 'cherry', 'elder']);
  });

  test('selects tiles', async () => {
    render(<World view="grid" />);
    await draw([2, 2], [300, 100]);
    expect(marked()).toEqual(['apple', 'banana']);
  });

  test('a click beside the rows unmarks everything', async () => {
    const user = userEvent.setup();
    render(<World />);
    await user.click(row('banana'));
    await draw([2, 400], [2, 400]);
    expect(screen.queryAllByRole('row', { selected: true })).toEqual([]);
  });
});

describe('by pointer', () => {
  test('a click marks one row, with Ctrl one more, with Shift all between', async () => {
    const user = userEvent.setup();
    render(<World />);
    await user.click(row('banana'));
    expect(marked()).toEqual(['banana']);
    await user.keyboard('{Control>}');
    await user.click(row('date'));
    await user.keyboard('{/Control}');
    expect(marked()).toEqual(['banana', 'date']);
    await user.keyboard('{Shift>}');
    await user.click(row('elder'));
    await user.keyboard('{/Shift}');
    expect(marked()).toEqual(['date', 'elder']);
  });

  test('a double click opens', async () => {
    const onOpen = vi.fn<(item: GridItem) => void>();
    render(<World onOpen={onOpen} />);
    await userEvent.dblClick(row('date'));
    expect(onOpen).toHaveBeenCalledWith(FRUIT[3]);
  });

  test('the other button opens a menu for the row below it', async () => {
    const onDelete = vi.fn<(ids: readonly string[]) => void>();
    const user = userEvent.setup();
    render(<World onDelete={onDelete} />);
    await user.click(row('apple'));
    await user.pointer({ target: row('cherry'), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    expect(onDelete.mock.calls).toEqual([[['id-cherry']]]);
  });
});

describe('a long list', () => {
  const many = named(...Array.from({ length: 10_000 }, (_, at) => `file ${String(at)}`));

  test('has only the rows in sight', () => {
    render(<World items={many} />);
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
  });

  test('asks for more as soon as one looks at rows that are missing', () => {
    const onMore = vi.fn<() => void>();
    const { rerender } = render(<World items={many.slice(0, 200)} total={10_000} onMore={onMore} />);
    expect(onMore).not.toHaveBeenCalled();
    rerender(<World items={many.slice(0, 5)} total={10_000} onMore={onMore} />);
    expect(onMore).toHaveBeenCalled();
  });
});

test('End and Ctrl+A wait for the entries that are missing', async () => {
  const onMore = vi.fn<() => void>();
  const [some, all] = [FRUIT.slice(0, 3), FRUIT];
  const { rerender } = render(<World items={some} total={5} hasMore onMore={onMore} />);
  const user = await enter();
  await user.keyboard('{End}');
  expect(onMore).toHaveBeenCalled();
  rerender(<World items={all} total={5} onMore={onMore} />);
  expect(document.activeElement).toBe(row('elder'));
  rerender(<World items={some} total={5} hasMore onMore={onMore} />);
  await user.keyboard('{Control>}a{/Control}');
  expect(screen.queryAllByRole('row', { selected: true })).toEqual([]);
  rerender(<World items={all} total={5} onMore={onMore} />);
  expect(marked()).toHaveLength(5);
});

test('when a row goes away, its neighbour takes the place', async () => {
  const { rerender } = render(<World />);
  const user = await enter();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  rerender(<World items={FRUIT.filter(({ name }) => name !== 'banana')} />);
  expect(document.activeElement).toBe(row('cherry'));
  expect(screen.queryAllByRole('row', { selected: true })).toEqual([]);
});

test('one arrives on a row as soon as it is in the list, once', async () => {
  const arrival: Arrival = { to: 'row', id: 'id-fig' };
  const { rerender } = render(<World arrival={arrival} />);
  rerender(<World arrival={arrival} items={[...FRUIT, ...named('fig')]} />);
  expect(document.activeElement).toBe(row('fig'));
  await userEvent.keyboard('{Home}');
  rerender(<World arrival={arrival} items={[...FRUIT, ...named('fig', 'grape')]} />);
  expect(document.activeElement).toBe(row('apple'));
});
