import { useQuery } from '@tanstack/react-query';
import { Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { hasCode } from '../../api/errors.ts';
import { useFailureText } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { useTagNames } from '../../api/tags.ts';
import { useFormat } from '../../i18n/format.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TagLabel } from '../../ui/tag.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { Fact, Facts, Part } from './details-parts.tsx';
import { HistoryList } from './history-list.tsx';
import { PathButtons } from './path-buttons.tsx';
import { useMeasure } from './use-measure.tsx';
import { VersionsList } from './versions-list.tsx';

interface OneDetailsProps {
  readonly node: DriveNode;
  readonly onOpenFolder: ((folderId: string | null) => void) | undefined;
}

/** All that is known of one file or folder. */
export function OneDetails({ node: given, onOpenFolder }: OneDetailsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFailureText();
  const tagName = useTagNames();
  const details = useQuery(api.find.details.queryOptions({ input: { id: given.id }, staleTime: 0 }));
  const node = details.data ?? given;
  const folder = node.kind === 'folder';
  const inside = useMeasure([given.id], folder);

  if (details.isError && hasCode(details.error, 'NOT_FOUND'))
    return <p className="p-5 text-sm text-muted">{t('preview.details.gone')}</p>;
  return (
    <>
      <div className="px-5 pt-5 pb-4">
        <Thumbnail
          key={node.contentId}
          node={node}
          className="aspect-4/3 w-full rounded-xl bg-sunken"
          fallback={
            <span className="scale-175">
              <FileIcon type={node.type} />
            </span>
          }
        />
        <p className="mt-4 flex items-start gap-2 text-base font-semibold">
          <span className="min-w-0 flex-1 wrap-anywhere">{node.name}</span>
          {node.favourite ? (
            <span className="mt-0.5 shrink-0" title={t('preview.details.favourite')}>
              <Star aria-hidden="true" className="size-4.5 fill-amber-400 text-amber-500" />
              <span className="sr-only">{t('preview.details.favourite')}</span>
            </span>
          ) : null}
        </p>
        {node.tags.length === 0 ? null : (
          <ul aria-label={t('preview.details.tags')} className="mt-2.5 flex flex-wrap gap-1.5">
            {node.tags.map((color) => (
              <li key={color} className="flex max-w-full">
                <TagLabel color={color} name={tagName(color)} />
              </li>
            ))}
          </ul>
        )}
        <div className="mt-5">
          <Facts>
            <Fact name={t('files.kind')}>
              {node.type === null ? t('files.folder') : t(`files.types.${node.type}`)}
            </Fact>
            <Fact name={t('preview.details.where')}>
              {details.data === undefined ? (
                details.isError ? (
                  text(details.error).message
                ) : (
                  <Skeleton className="ml-auto h-5 w-32" />
                )
              ) : (
                <PathButtons path={details.data.path} onOpen={onOpenFolder} />
              )}
            </Fact>
            {folder ? (
              <>
                <Fact name={t('preview.details.inside')}>{inside.count}</Fact>
                <Fact name={t('files.size')}>{inside.size}</Fact>
              </>
            ) : (
              <Fact name={t('files.size')}>{format.bytes(node.sizeBytes ?? 0)}</Fact>
            )}
            <Fact name={t('preview.added')}>{format.dateTime(node.createdAt)}</Fact>
            <Fact name={t('preview.changed')}>{format.dateTime(node.modifiedAt)}</Fact>
          </Facts>
        </div>
      </div>
      {folder ? null : (
        <Part title={t('preview.versions.title')}>
          <VersionsList node={node} />
        </Part>
      )}
      <Part title={t('preview.history.title')}>
        <HistoryList id={node.id} />
      </Part>
    </>
  );
}
