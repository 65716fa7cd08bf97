import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SortKey } from '../../../../electron/contract/drive.ts';
import type { Column } from './FileGrid.tsx';
import { nextSorting, type Sorting } from './sorting.ts';

interface GridHeaderProps<Item> {
  readonly columns: readonly Column<Item>[];
  readonly sorting: Sorting | undefined;
  readonly onSort: ((column: SortKey) => void) | undefined;
  /** Called when the arrow down leads into the rows. */
  readonly onLeave: () => void;
}

/** The heads of the columns. Arrows move between them; the Tab key goes by, as a grid is one stop. */
export function GridHeader<Item>({ columns, sorting, onSort, onLeave }: GridHeaderProps<Item>) {
  const { t } = useTranslation();

  function move(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
      const at = buttons.findIndex((button) => button === document.activeElement);
      buttons[at + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
  }

  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} tabIndex={-1} onKeyDown={move} className="flex">
        {columns.map(({ key, title, className, sort }) => {
          const current = sort !== undefined && sorting?.sort === sort;
          const Arrow = sorting?.descending === true ? ArrowDown : ArrowUp;
          return (
            <div
              key={key}
              role="columnheader"
              aria-sort={!current ? undefined : sorting.descending ? 'descending' : 'ascending'}
              className={className}
            >
              {sort === undefined || sorting === undefined ? (
                title
              ) : (
                <button type="button" tabIndex={-1} onClick={() => onSort?.(sort)}>
                  {title}
                  <Arrow aria-hidden="true" className={current ? 'size-3.5' : 'size-3.5 opacity-0'} />
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
