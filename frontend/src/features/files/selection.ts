/**
 * What is marked in the file list. `active` is the row that the keyboard stands on, `anchor` the one that a range
 * starts from. Rows are known by id, because the list changes while it is shown.
 */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly active: string | null;
  readonly anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { selected: new Set(), active: null, anchor: null };

/** How a click or a key press treats what is selected already. */
export interface SelectHow {
  /** Everything from the anchor to here (Shift). */
  readonly range?: boolean;
  /** On top of what is selected (Ctrl, or Cmd on a Mac). */
  readonly add?: boolean;
}

/** Selects one row by a click: alone, as one more (or one less), or as the end of a range. */
export function pick(state: Selection, ids: readonly string[], id: string, how: SelectHow = {}): Selection {
  if (how.range === true) return extendTo(state, ids, id, how.add);
  if (how.add === true) return toggle(state, id);
  return { selected: new Set([id]), active: id, anchor: id };
}

/** Adds a row to the selection or takes it off. */
export function toggle(state: Selection, id: string): Selection {
  const selected = new Set(state.selected);
  if (!selected.delete(id)) selected.add(id);
  return { selected, active: id, anchor: id };
}

/**
 * Makes a row the active one: `select` selects it alone, `range` everything from the anchor to it, and `leave` changes
 * nothing of what is selected.
 */
export function moveTo(
  state: Selection,
  ids: readonly string[],
  id: string,
  how: 'select' | 'range' | 'leave' = 'leave',
): Selection {
  if (how === 'range') return extendTo(state, ids, id);
  if (how === 'select') return { selected: new Set([id]), active: id, anchor: id };
  return { ...state, active: id, anchor: id };
}

/**
 * What a lasso makes of the selection it began with: what it touches alone, on top of that (Shift), or turned round
 * (Ctrl). `nearest` is the entry that the pointer is at.
 */
export function lasso(
  before: Selection,
  touched: readonly string[],
  nearest: string | undefined,
  how: SelectHow,
): Selection {
  const selected = new Set(how.range === true || how.add === true ? before.selected : []);
  for (const id of touched) {
    if (how.add !== true || !selected.delete(id)) selected.add(id);
  }
  const active = nearest ?? before.active;
  return { selected, active, anchor: active };
}

/** Selects all rows and keeps the active one. */
export function selectAll(state: Selection, ids: readonly string[]): Selection {
  return { ...state, selected: new Set(ids) };
}

/** Unmarks everything and keeps the active row. */
export function clear(state: Selection): Selection {
  return { ...state, selected: new Set() };
}

/** The selection after the list changed: rows that went away are unmarked, the active one passes to its neighbour. */
export function reconcile(state: Selection, before: readonly string[], after: readonly string[]): Selection {
  if (state.selected.size === 0 && state.active === null && state.anchor === null) return state;
  if (continues(before, after)) return state;
  const present = new Set(after);
  const gone = (id: string | null): boolean => id !== null && !present.has(id);
  const selected = [...state.selected].filter((id) => present.has(id));
  if (selected.length === state.selected.size && !gone(state.active) && !gone(state.anchor)) return state;
  const active = gone(state.active) ? neighbour(before, present, state.active) : state.active;
  return { selected: new Set(selected), active, anchor: gone(state.anchor) ? active : state.anchor };
}

/** Whether a list only grew at its end: what becomes of a long one while it is being loaded. */
export function continues<Entry>(before: readonly Entry[], after: readonly Entry[]): boolean {
  return after.length >= before.length && before.every((entry, at) => entry === after[at]);
}

function extendTo(state: Selection, ids: readonly string[], id: string, add = false): Selection {
  const anchor = state.anchor ?? state.active ?? ids[0] ?? id;
  const [from, to] = [ids.indexOf(anchor), ids.indexOf(id)];
  if (from === -1 || to === -1) return { selected: new Set([id]), active: id, anchor: id };
  const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set(add ? [...state.selected, ...range] : range), active: id, anchor };
}

/** The next row below that is still there, or else the nearest above. */
function neighbour(
  before: readonly string[],
  present: ReadonlySet<string>,
  id: string | null,
): string | null {
  const at = id === null ? -1 : before.indexOf(id);
  if (at === -1) return null;
  return (
    before.slice(at + 1).find((other) => present.has(other)) ??
    before.slice(0, at).findLast((other) => present.has(other)) ??
    null
  );
}
