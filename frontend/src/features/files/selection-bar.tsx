import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/icon-button.tsx';
import { useFormat } from '../../i18n/format.ts';

interface SelectionBarProps {
  readonly count: number;
  /** Of the files among them, in bytes. */
  readonly bytes: number;
  readonly onClear: () => void;
  /** What stands there while nothing is selected. */
  readonly idle: ReactNode;
  readonly children: ReactNode;
}

/** The line above a list: how much is selected and what can be done with it. Its height never changes. */
export function SelectionBar({ count, bytes, onClear, idle, children }: SelectionBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
      {count === 0 ? (
        <div className="flex w-full items-center justify-between pl-2 text-sm text-muted">{idle}</div>
      ) : (
        <div role="toolbar" aria-label={t('files.selection')} className="flex w-full items-center gap-2">
          <IconButton
            size="sm"
            label={t('files.clearSelection')}
            icon={<X aria-hidden="true" />}
            onClick={onClear}
          />
          <p className="mr-auto text-sm">
            <span className="font-medium">{t('files.selected', { count })}</span>
            {bytes === 0 ? null : (
              <span className="text-muted"> · {t('files.selectedSize', { size: format.bytes(bytes) })}</span>
            )}
          </p>
          {children}
        </div>
      )}
      <p aria-live="polite" className="sr-only">
        {count === 0 ? '' : t('files.selected', { count })}
      </p>
    </div>
  );
}
