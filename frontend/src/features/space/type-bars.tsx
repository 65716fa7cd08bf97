import { useTranslation } from 'react-i18next';
import type { FileType } from '../../../../electron/contract/drive.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/card.tsx';
import { TYPE_COLOURS } from '../../ui/type-colours.ts';
import { shareText } from './bars.ts';

interface TypeBarsProps {
  readonly byType: readonly { readonly type: FileType; readonly bytes: number; readonly files: number }[];
  readonly total: number;
}

/** What kinds of files take up the space of the folder that is looked into: one bar, and a list that says it. */
export function TypeBars({ byType, total }: TypeBarsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (bytes: number) => (total === 0 ? 0 : bytes / total);
  return (
    <Card title={t('space.types.title')}>
      {byType.length === 0 ? (
        <p className="text-sm text-muted">{t('space.folders.empty')}</p>
      ) : (
        <>
          <div aria-hidden="true" className="mb-4 flex h-3 gap-0.5 overflow-hidden rounded-full bg-line">
            {byType.map(({ type, bytes }) => (
              <span
                key={type}
                className={`h-full ${TYPE_COLOURS[type]}`}
                style={{ width: `${String(share(bytes) * 100)}%` }}
              />
            ))}
          </div>
          <ul className="flex flex-col gap-2 text-sm">
            {byType.map(({ type, bytes, files }) => (
              <li key={type} className="flex items-center gap-3">
                <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${TYPE_COLOURS[type]}`} />
                <span className="min-w-0 flex-1 truncate">{t(`dashboard.types.names.${type}`)}</span>
                <span className="text-xs text-muted tabular-nums">
                  {t('dashboard.space.files', { count: files })}
                </span>
                <span className="w-20 text-right font-medium tabular-nums">{format.bytes(bytes)}</span>
                <span className="w-12 text-right text-muted tabular-nums">
                  {shareText(format, share(bytes))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
