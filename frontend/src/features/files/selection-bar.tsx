import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNarrow } from '../../ui/use-media.ts';
import { useFormat } from '../../i18n/format.ts';

interface SelectionBarProps {
  readonly count: number;
  /** Of the files among them, in bytes. */
  readonly bytes: number;
  readonly onClear: () => void;
  /** What stands there while nothing is selected. */
  readonly idle: ReactNode;
  /** What is being waited for before more is selected; null when nothing is. */
  readonly waiting?: string | null;
  /** What stands at the far end all the time. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The line above a list: how much is selected and what can be done with it. Its height never changes. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, bytes, onClear, idle, waiting = null, tools, children } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useNarrow();
  const told = waiting ?? (count === 0 ? '' : t('files.selected', { count }));
  return (
    <div className="@container flex h-12 shrink-0 items-center gap-2 border-b border-line px-3 narrow:px-2">
      {count === 0 ? (
        <div className="flex min-w-0 flex-1 items-center justify-between pl-2 text-sm text-muted">
          {waiting ?? idle}
        </div>
      ) : (
        <div
          role="toolbar"
          aria-label={t('files.selection')}
          className="flex min-w-0 flex-1 items-center gap-1.5"
        >
          <IconButton
            size="sm"
            label={t('files.clearSelection')}
            icon={<X aria-hidden="true" />}
            onClick={onClear}
          />
          <p className="mr-auto min-w-0 truncate text-sm">
            <span className="font-medium tabular-nums">
              {waiting ?? (
                <>
                  {/* Where there is no room, a number says enough beside the toolbar's own name. */}
                  <span className="@2xl:hidden">{format.number(count)}</span>
                  <span className="hidden @2xl:inline">{t('files.selected', { count })}</span>
                </>
              )}
            </span>
            {bytes === 0 || waiting !== null ? null : (
              <span className="hidden text-muted @3xl:inline">
                {' '}
                · {t('files.selectedSize', { size: format.bytes(bytes) })}
              </span>
            )}
          </p>
          {children}
        </div>
      )}
      {tools === undefined || (narrow && count > 0) ? null : (
        <div className="flex shrink-0 items-center gap-1 border-l border-line pl-2">{tools}</div>
      )}
      <p aria-live="polite" className="sr-only">
        {told}
      </p>
    </div>
  );
}
