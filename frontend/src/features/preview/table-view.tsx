/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that come and go while one scrolls cannot be a <table> */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import { useShown } from './shown.ts';
import { scrollSideways } from './sideways.ts';
import { useStageKeys } from './stage.ts';
import { parseTable, type Table } from './table.ts';
import { TextFrame } from './text-frame.tsx';
import { useArrivalFocus } from './use-arrival-focus.ts';

const ROW_HEIGHT = 34;

/** Room for so many letters: a letter is on the average as wide as a 0, but in a short name many may be wider. */
function room(letters: number): string {
  return `calc(${String(letters * 1.1 + 1.5)}ch + 1.75rem)`;
}

/** Separated values as a table. */
export function TableView() {
  return <TextFrame>{(text, complete) => <Parsed text={text} complete={complete} />}</TextFrame>;
}

function Parsed({ text, complete }: { readonly text: string; readonly complete: boolean }) {
  const table = useMemo(() => parseTable(text, complete), [text, complete]);
  return <Grid table={table} />;
}

function Grid({ table: { head, rows, widths, hidden } }: { readonly table: Table }) {
  const { t } = useTranslation();
  const { subject } = useShown();
  const scroller = useRef<HTMLDivElement>(null);
  useArrivalFocus(scroller);
  useStageKeys((event) => scrollSideways(scroller.current, event));
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 16,
    scrollPaddingStart: ROW_HEIGHT,
    initialRect: { width: 800, height: 600 },
  });
  const number = `${String(Math.max(3, String(rows.length + 1).length) + 2)}ch`;
  const columns = `${number} ${widths.map(room).join(' ')}`;
  const line = 'grid text-sm';
  const cell = 'truncate border-r border-b border-line px-3 leading-8.5';
  return (
    <div
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
      tabIndex={0}
      role="table"
      aria-label={subject.name}
      aria-rowcount={rows.length + 1}
      aria-colcount={widths.length + hidden}
      className="absolute inset-x-18 inset-y-0 narrow:inset-x-0 narrow:bottom-19 narrow:border-x-0 overflow-auto border-x border-line bg-surface focus-visible:-outline-offset-2 data-arrived:outline-none"
    >
      <div role="rowgroup" className="sticky top-0 z-10 w-max min-w-full bg-sunken">
        <div role="row" aria-rowindex={1} className={line} style={{ gridTemplateColumns: columns }}>
          <span role="presentation" className={cn(cell, 'text-right text-muted')} />
          {widths.map((_, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a column is nothing but its place
            <span key={at} role="columnheader" title={head[at]} className={cn(cell, 'font-semibold')}>
              {head[at]}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative w-max min-w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            className={cn(line, 'absolute top-0 left-0 min-w-full')}
            style={{ gridTemplateColumns: columns, transform: `translateY(${String(start)}px)` }}
          >
            <span
              role="presentation"
              className={cn(
                cell,
                'bg-sunken text-right text-xs leading-8.5 text-muted tabular-nums select-none',
              )}
            >
              {index + 2}
            </span>
            {widths.map((_, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column is nothing but its place
              <span key={at} role="cell" title={rows[index]?.[at]} className={cell}>
                {rows[index]?.[at]}
              </span>
            ))}
          </div>
        ))}
      </div>
      {hidden === 0 ? null : (
        <p className="sticky left-0 p-4 text-sm text-muted">{t('preview.table.hidden', { count: hidden })}</p>
      )}
    </div>
  );
}
