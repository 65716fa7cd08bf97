import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Duplicates } from './duplicates.tsx';
import { FolderBars } from './folder-bars.tsx';
import { Largest } from './largest.tsx';
import { Leftovers } from './leftovers.tsx';
import type { SpaceActs } from './space-acts.ts';
import { TypeBars } from './type-bars.tsx';
import { useLiveSpace } from './use-live-space.ts';

export interface SpacePageProps extends SpaceActs {
  /** The folder that is looked into; null is the top. */
  readonly folderId: string | null;
  readonly onFolder: (folderId: string | null) => void;
  readonly onOpenTrash: () => void;
  readonly onOpenSettings: () => void;
}

/** Where one's space went, from the large to the small, each with a way to do something about it. */
export function SpacePage(props: SpacePageProps) {
  const { folderId, onFolder, onOpenTrash, onOpenSettings, ...acts } = props;
  const { t } = useTranslation();
  const format = useFormat();
  useLiveSpace();
  const overview = useQuery(
    api.space.overview.queryOptions({ input: { folderId }, staleTime: 0, placeholderData: keepPreviousData }),
  );
  const { data } = overview;
  const everything = data === undefined ? 0 : data.total.bytes + data.trash.bytes + data.versions.bytes;
  return (
    <>
      <PageHeader
        title={t('space.title')}
        subtitle={
          data === undefined
            ? t('space.text')
            : t('space.summary', { size: format.bytes(data.total.bytes), count: data.total.files })
        }
      />
      {data === undefined ? (
        overview.isError ? (
          <div className="flex flex-col items-start gap-4">
            <FailureCard
              className="w-full"
              failure={toFailure(overview.error)}
              actions={{ retry: () => void overview.refetch() }}
            />
            {folderId === null ? null : <Button onClick={() => onFolder(null)}>{t('files.toTop')}</Button>}
          </div>
        ) : (
          <div aria-hidden="true" className="grid gap-5 lg:grid-cols-2">
            <Skeleton className="h-72 w-full rounded-card lg:col-span-2" />
            <Skeleton className="h-56 w-full rounded-card" />
            <Skeleton className="h-56 w-full rounded-card" />
          </div>
        )
      ) : everything === 0 && folderId === null ? (
        <EmptyState
          illustration="files"
          title={t('space.emptyTitle')}
          text={t('space.emptyText')}
          action={<Button onClick={() => acts.onShow(null)}>{t('space.goToFiles')}</Button>}
        />
      ) : (
        <div className="@container">
          <Crumbs path={data.path} onFolder={onFolder} />
          <div className="grid grid-cols-1 gap-5 @3xl:grid-cols-2">
            <FolderBars
              key={folderId}
              overview={data}
              onFolder={onFolder}
              onShow={acts.onShow}
              folderId={folderId}
            />
            <TypeBars byType={data.byType} total={data.total.bytes} />
            <Leftovers
              trash={data.trash}
              versions={data.versions}
              onOpenTrash={onOpenTrash}
              onOpenSettings={onOpenSettings}
            />
            <Largest {...acts} />
            <Duplicates {...acts} />
          </div>
        </div>
      )}
    </>
  );
}

interface CrumbsProps {
  readonly path: readonly { readonly id: string; readonly name: string }[];
  readonly onFolder: (folderId: string | null) => void;
}

/** The folders above the one that is looked into, each a way back. */
function Crumbs({ path, onFolder }: CrumbsProps) {
  const { t } = useTranslation();
  if (path.length === 0) return null;
  const steps = [{ id: null, name: t('files.title') }, ...path];
  return (
    <nav aria-label={t('files.breadcrumbs')} className="mb-4">
      <ol className="flex flex-wrap items-center gap-0.5 text-sm">
        {steps.map(({ id, name }, at) => (
          <li key={id ?? 'top'} className="flex min-w-0 items-center gap-0.5">
            {at === 0 ? null : <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />}
            {at === steps.length - 1 ? (
              <span aria-current="page" className="max-w-60 truncate px-1.5 py-0.5">
                {name}
              </span>
            ) : (
              <button
                type="button"
                onClick={() => onFolder(id)}
                className="max-w-44 truncate rounded-md px-1.5 py-0.5 text-muted first:-ml-1.5 hover:bg-hover hover:text-ink"
              >
                {name}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
