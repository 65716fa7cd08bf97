/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that come and go while one scrolls cannot be a <table> */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { SortKey } from '../../../../electron/contract/drive.ts';
import { cn } from '../../ui/cn.ts';
import type { Column, GridItem } from './file-grid.tsx';
import type { Sorting } from './sorting.ts';

interface GridHeaderProps<Item extends GridItem> {
  readonly columns: readonly Column<Item>[];
  readonly sorting: Sorting | undefined;
  readonly onSort: ((column: SortKey) => void) | undefined;
  /** Called when the arrow down leads into the rows. */
  readonly onLeave: () => void;
}

/** The heads of the columns. Arrows move between them; the Tab key goes by, as a grid is one stop. */
export function GridHeader<Item extends GridItem>(props: GridHeaderProps<Item>) {
  const { columns, sorting, onSort, onLeave } = props;

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
    <div
      role="rowgroup"
      className="overflow-hidden border-b border-line bg-surface [scrollbar-gutter:stable] @max-lg:hidden"
    >
      <div
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        onKeyDown={move}
        className="flex h-10 items-center pr-3 pl-4"
      >
        {columns.map(({ key, title, untitled, className, end, sort }, at) => {
          const current = sort !== undefined && sorting?.sort === sort;
          const Arrow = sorting?.descending === true ? ArrowDown : ArrowUp;
          return (
            <div
              key={key}
              role="columnheader"
              aria-sort={current ? (sorting.descending ? 'descending' : 'ascending') : undefined}
              className={cn(
                'min-w-0 px-2 text-xs font-medium text-muted',
                at === 0 && 'pl-9.5',
                end === true && 'text-right',
                className,
              )}
            >
              {sort === undefined || sorting === undefined ? (
                <span className={cn(untitled === true && 'sr-only')}>{title}</span>
              ) : (
                <button
                  type="button"
                  tabIndex={-1}
                  onClick={() => onSort?.(sort)}
                  className={cn(
                    'group/head -mx-1.5 inline-flex max-w-full items-center gap-1 rounded-md px-1.5 py-1 hover:text-ink focus-visible:-outline-offset-2',
                    end === true && 'flex-row-reverse',
                    current && 'font-semibold text-ink',
                  )}
                >
                  <span className="truncate">{title}</span>
                  <Arrow
                    aria-hidden="true"
                    className={cn(
                      'size-3.5 shrink-0',
                      current ? 'text-accent-text' : 'opacity-0 group-hover/head:opacity-60',
                    )}
                  />
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
