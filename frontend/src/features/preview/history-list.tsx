import { useQuery } from '@tanstack/react-query';
import {
  Copy,
  FilePlus,
  FileUp,
  History,
  type LucideIcon,
  MoveRight,
  PencilLine,
  RotateCcw,
  Tag,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../../electron/contract/find.ts';
import { useFailureText } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

const ICONS: Record<HistoryEntry['kind'], LucideIcon> = {
  created: FilePlus,
  renamed: PencilLine,
  moved: MoveRight,
  copied: Copy,
  trashed: Trash2,
  restored: RotateCcw,
  tagged: Tag,
  replaced: FileUp,
  versionRestored: History,
  undone: Undo2,
};

/** What happened to a file or folder, newest first. */
export function HistoryList({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFailureText();
  const { data, error } = useQuery(api.find.history.queryOptions({ input: { id, limit: 30 }, staleTime: 0 }));
  if (data === undefined)
    return error === null ? (
      <Skeleton className="h-10" />
    ) : (
      <p className="text-sm text-muted">{text(error).message}</p>
    );
  if (data.length === 0) return <p className="text-sm text-muted">{t('preview.history.none')}</p>;
  return (
    <ol className="flex flex-col gap-3">
      {data.map(({ id: entry, at, kind, detail }) => {
        const Icon = ICONS[kind];
        return (
          <li key={entry} className="flex gap-3 text-sm">
            <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
            <div className="min-w-0">
              <p className="wrap-anywhere">
                {detail === null || detail === ''
                  ? t(`preview.history.kinds.${kind}`)
                  : t(`preview.history.from.${kind}`, { detail })}
              </p>
              <p className="text-xs text-muted" title={format.dateTime(at)}>
                {format.relative(at)}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
