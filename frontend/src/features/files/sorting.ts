import type { SortKey } from '../../../../electron/contract/drive.ts';

/** The order that a person chose for their lists. */
export interface Sorting {
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** The order after a click on a column: turned round, or begun with what one looks for first (largest, newest). */
export function nextSorting(current: Sorting, column: SortKey): Sorting {
  if (current.sort === column) return { sort: column, descending: !current.descending };
  return { sort: column, descending: column === 'size' || column === 'modified' };
}
