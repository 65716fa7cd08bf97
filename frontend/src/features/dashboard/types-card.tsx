import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TYPE_COLOURS } from '../../ui/type-colours.ts';
import { type TypeShare, typeShares } from './charts.ts';

interface TypesCardProps {
  readonly onOpenFiles: () => void;
}

/** What takes up the space: a bar for each type of file, with its name and numbers, so that it is its own table. */
export function TypesCard({ onOpenFiles }: TypesCardProps) {
  const { t } = useTranslation();
  const { data } = useQuery(api.usage.summary.queryOptions());
  const shares = data === undefined ? null : typeShares(data.byType);
  return (
    <Card title={t('dashboard.types.title')}>
      {shares === null ? (
        <Skeleton className="h-32 w-full" />
      ) : shares.length === 0 ? (
        <EmptyState
          className="py-0"
          illustration="files"
          title={t('dashboard.types.emptyTitle')}
          text={t('dashboard.types.emptyText')}
          action={<Button onClick={onOpenFiles}>{t('dashboard.types.goToFiles')}</Button>}
        />
      ) : (
        <Bars shares={shares} />
      )}
    </Card>
  );
}

function Bars({ shares }: { readonly shares: readonly TypeShare[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const largest = Math.max(...shares.map(({ share }) => share));
  return (
    <table className="-my-1.5 w-full text-sm">
      <caption className="sr-only">{t('dashboard.types.table')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('dashboard.types.type')}</th>
          <th scope="col">{t('dashboard.types.share')}</th>
          <th scope="col">{t('dashboard.types.size')}</th>
          <th scope="col">{t('dashboard.types.count')}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ type, bytes, files, share }) => (
          <tr key={type}>
            <th scope="row" className="w-px py-1.5 pr-4 text-left font-medium whitespace-nowrap">
              {t(`dashboard.types.names.${type}`)}
            </th>
            <td>
              <span className="sr-only">{format.percent(share)}</span>
              <span aria-hidden="true" className="block h-2.5 overflow-hidden rounded-full bg-line">
                <span
                  className={`block h-full min-w-1.5 rounded-full ${TYPE_COLOURS[type]}`}
                  style={{ width: `${String((share / largest) * 100)}%` }}
                />
              </span>
            </td>
            <td className="w-px pl-4 text-right font-medium whitespace-nowrap tabular-nums">
              {format.bytes(bytes)}
            </td>
            <td className="w-px pl-4 text-right whitespace-nowrap text-muted tabular-nums">
              {t('dashboard.space.files', { count: files })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
