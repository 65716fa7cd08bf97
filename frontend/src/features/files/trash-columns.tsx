import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrashedNode } from '../../../../electron/contract/drive.ts';
import { useFormat } from '../../i18n/format.ts';
import { NodeIcon } from '../../ui/file-icon.tsx';
import { Brief } from './brief.tsx';
import type { Column } from './file-grid.tsx';

const DAY_MS = 86_400_000;

/** How long something still lies in the trash, in days from now; 0 when it goes today. `at` is an ISO time. */
export function daysLeft(at: string, now: number): number {
  return Math.max(0, Math.round((new Date(at).getTime() - now) / DAY_MS));
}

/** Columns of the trash: where each entry was, and when it goes. */
export function useTrashColumns(): Column<TrashedNode>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const path = ({ originalPath }: TrashedNode) => [t('files.title'), ...originalPath];
    const time = (at: string, text: string) => (
      <time dateTime={at} title={format.dateTime(at)} className="block truncate text-muted tabular-nums">
        {text}
      </time>
    );
    return [
      {
        key: 'name',
        title: t('organise.trash.name'),
        className: 'flex-1',
        cell: (node) => (
          <>
            <NodeIcon node={node} />
            <span className="min-w-0">
              <span className="block truncate font-medium" title={node.name}>
                {node.name}
              </span>
              <Brief text={path(node).slice(-2).join(' / ')} until="4xl" />
            </span>
          </>
        ),
      },
      {
        key: 'path',
        title: t('organise.trash.original'),
        className: 'w-44 shrink-0 @max-4xl:hidden',
        cell: (node) => (
          <span className="block truncate text-muted" title={path(node).join(' / ')}>
            {path(node).slice(-2).join(' / ')}
          </span>
        ),
      },
      {
        key: 'size',
        title: t('files.size'),
        className: 'w-24 shrink-0 tabular-nums @max-lg:hidden',
        end: true,
        cell: ({ sizeBytes }) => (
          <span className="text-muted">{sizeBytes === null ? '–' : format.bytes(sizeBytes)}</span>
        ),
      },
      {
        key: 'trashed',
        title: t('organise.trash.trashedAt'),
        className: 'hidden w-40 shrink-0 pl-5 @2xl:block',
        cell: ({ trashedAt }) => time(trashedAt, format.relative(trashedAt)),
      },
      {
        key: 'expires',
        title: t('organise.trash.gone'),
        className: 'w-36 shrink-0 pl-5 @max-lg:w-32 @max-lg:pl-2 @max-lg:text-xs',
        cell: ({ expiresAt }) => {
          if (expiresAt === null) return <span className="text-muted">{t('organise.trash.kept')}</span>;
          const count = daysLeft(expiresAt, Date.now());
          return time(
            expiresAt,
            count === 0 ? t('organise.trash.soon') : t('organise.trash.inDays', { count }),
          );
        },
      },
    ];
  }, [t, format]);
}
