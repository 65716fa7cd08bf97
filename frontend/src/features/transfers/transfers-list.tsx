import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Transfer } from '../../../../electron/contract/transfers.ts';
import { TransferRow, type TransferRowProps } from './transfer-row.tsx';

interface TransfersListProps extends Omit<TransferRowProps, 'transfer'> {
  readonly items: readonly Transfer[];
}

/** Height of most rows, in CSS pixels; each is measured once it is there. */
const ROW_HEIGHT = 62;

/** Each transfer by itself; only those in sight exist, so that thousands are no burden. */
export function TransfersList({ items, ...actions }: TransfersListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 4,
    initialRect: { width: 400, height: 320 },
  });
  return (
    <div ref={scroller} className="min-h-0 flex-auto overflow-y-auto">
      <ul aria-label={t('transfers.list')} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const transfer = items[index];
          return transfer === undefined ? null : (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={items.length}
              aria-label={transfer.name}
              className="absolute inset-x-0 top-0 border-b border-line last:border-b-0"
              style={{ transform: `translateY(${String(start)}px)` }}
            >
              <TransferRow transfer={transfer} {...actions} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
