import { expect, test } from 'vitest';
import { clear, lasso, moveTo, NOTHING_SELECTED, pick, reconcile, selectAll, toggle } from './selection.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const marked = (state: { selected: ReadonlySet<string> }): string => [...state.selected].toSorted().join('');

test('a click selects one row alone', () => {
  const state = pick(pick(NOTHING_SELECTED, ids, 'a'), ids, 'c');
  expect(marked(state)).toBe('c');
  expect(state.active).toBe('c');
});

test('a click with Ctrl adds a row, and takes it off again', () => {
  const both = pick(pick(NOTHING_SELECTED, ids, 'a'), ids, 'c', { add: true });
  expect(marked(both)).toBe('ac');
  expect(marked(pick(both, ids, 'a', { add: true }))).toBe('c');
});

test('a click with Shift selects from the anchor to the row, in both directions', () => {
  const start = pick(NOTHING_SELECTED, ids, 'c');
  const down = pick(start, ids, 'e', { range: true });
  expect(marked(down)).toBe('cde');
  expect(marked(pick(down, ids, 'a', { range: true }))).toBe('abc');
});

test('Shift with Ctrl keeps what was selected before the range', () => {
  const state = toggle(pick(NOTHING_SELECTED, ids, 'a'), 'c');
  expect(marked(pick(state, ids, 'd', { range: true, add: true }))).toBe('acd');
});

test('moving takes the selection along, or leaves it behind when asked to', () => {
  const start = pick(NOTHING_SELECTED, ids, 'a');
  expect(moveTo(start, ids, 'b', 'select')).toMatchObject({ selected: new Set('b'), active: 'b' });
  expect(moveTo(start, ids, 'b', 'leave')).toMatchObject({ selected: new Set('a'), active: 'b' });
});

test('a lasso selects what it touches, with Shift on top, with Ctrl turned round', () => {
  const start = toggle(pick(NOTHING_SELECTED, ids, 'a'), 'b');
  expect(marked(lasso(start, ['b', 'c'], 'c', {}))).toBe('bc');
  expect(marked(lasso(start, ['b', 'c'], 'c', { range: true }))).toBe('abc');
  expect(marked(lasso(start, ['b', 'c'], 'c', { add: true }))).toBe('ac');
  expect(lasso(start, ['c', 'd'], 'd', {}).active).toBe('d');
});

test('a lasso that touches nothing unmarks everything and keeps the place', () => {
  expect(lasso(pick(NOTHING_SELECTED, ids, 'a'), [], undefined, {})).toMatchObject({
    selected: new Set(),
    active: 'a',
  });
});

test('moving with Shift selects everything passed, and gives it back on the way home', () => {
  const start = moveTo(NOTHING_SELECTED, ids, 'b');
  const wide = moveTo(moveTo(start, ids, 'c', 'range'), ids, 'd', 'range');
  expect(marked(wide)).toBe('bcd');
  expect(marked(moveTo(wide, ids, 'c', 'range'))).toBe('bc');
});

test('everything can be selected and unmarked without losing the place', () => {
  const all = selectAll(moveTo(NOTHING_SELECTED, ids, 'd'), ids);
  expect(marked(all)).toBe('abcde');
  expect(clear(all)).toMatchObject({ active: 'd' });
  expect(marked(clear(all))).toBe('');
});

test('a row that goes away is unmarked and hands its place to the one below', () => {
  const state = reconcile(pick(NOTHING_SELECTED, ids, 'c'), ids, ['a', 'b', 'd', 'e']);
  expect(marked(state)).toBe('');
  expect(state.active).toBe('d');
});

test('when all below goes away too, the nearest above is next', () => {
  const state = reconcile(pick(NOTHING_SELECTED, ids, 'd'), ids, ['a', 'b']);
  expect(state.active).toBe('b');
});

test('when nothing is left, nothing is active', () => {
  expect(reconcile(pick(NOTHING_SELECTED, ids, 'd'), ids, []).active).toBeNull();
});

test('a list that only grew changes nothing', () => {
  const state = pick(NOTHING_SELECTED, ids, 'b');
  expect(reconcile(state, ids, [...ids, 'f'])).toBe(state);
});
