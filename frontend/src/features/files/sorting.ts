import type { SortKey } from '../../../../electron/contract/drive.ts';

/** The order that a person chose for their lists. */
export interface Sorting {
  readonly sort: SortKey;
  readonly descending: boolean;
}

const KEY = 'mcm.files.sorting';
const KEYS: readonly SortKey[] = ['name', 'size', 'type', 'modified'];
const DEFAULT: Sorting = { sort: 'name', descending: false };

/** The order after a click on a column: turned round, or begun with what one looks for first (largest, newest). */
export function nextSorting(current: Sorting, column: SortKey): Sorting {
  if (current.sort === column) return { sort: column, descending: !current.descending };
  return { sort: column, descending: column === 'size' || column === 'modified' };
}

/** The order of the last time, or by name. */
export function rememberedSorting(storage: Pick<Storage, 'getItem'>): Sorting {
  const [sort, direction] = storage.getItem(KEY)?.split(' ') ?? [];
  const known = KEYS.find((key) => key === sort);
  return known === undefined ? DEFAULT : { sort: known, descending: direction === 'descending' };
}

/** Keeps the order for the next time. */
export function rememberSorting(storage: Pick<Storage, 'setItem'>, { sort, descending }: Sorting): void {
  storage.setItem(KEY, `${sort} ${descending ? 'descending' : 'ascending'}`);
}
