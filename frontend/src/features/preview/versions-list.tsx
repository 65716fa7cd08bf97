import { useQuery } from '@tanstack/react-query';
import { Download, Eye, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { FileVersion } from '../../../../electron/contract/versions.ts';
import { useFailureText } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useVersionActions } from './use-versions.ts';
import { VersionPreview } from './version-preview.tsx';

/** The earlier contents of a file, newest first, and what can be done with each. */
export function VersionsList({ node }: { readonly node: DriveNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFailureText();
  const { data, error } = useQuery(api.versions.list.queryOptions({ input: { id: node.id }, staleTime: 0 }));
  const details = useQuery(api.find.details.queryOptions({ input: { id: node.id }, staleTime: 0 }));
  const { busy, restore, remove, download } = useVersionActions(node.id);
  // Of what somebody else shares, the earlier contents are theirs to delete; who may only look brings none back.
  const owner = details.data?.owner ?? null;
  const still = busy || details.data === undefined;
  const [seen, setSeen] = useState<FileVersion | null>(null);
  /** What is about to be deleted. */
  const [doomed, setDoomed] = useState<FileVersion | 'all' | null>(null);

  if (data === undefined)
    return error === null ? (
      <Skeleton className="h-10" />
    ) : (
      <p className="text-sm text-muted">{text(error).message}</p>
    );
  if (data.length === 0) return <p className="text-sm text-muted">{t('preview.versions.none')}</p>;
  return (
    <>
      <ul className="flex flex-col">
        {data.map((version) => {
          const date = format.dateTime(version.modifiedAt);
          return (
            <li
              key={version.id}
              aria-label={t('preview.versions.of', { date })}
              className="border-b border-line py-2.5 first:pt-0 last:border-0"
            >
              <p className="text-sm font-medium">{date}</p>
              <p className="text-xs text-muted">
                {format.bytes(version.sizeBytes)}
                {' · '}
                {version.expiresAt === null
                  ? t('preview.versions.kept')
                  : t('preview.versions.keptUntil', { date: format.date(version.expiresAt) })}
              </p>
              <div className="mt-1 -ml-2 flex flex-wrap gap-0.5">
                <IconButton
                  size="sm"
                  label={t('preview.versions.preview')}
                  icon={<Eye aria-hidden="true" />}
                  onClick={() => setSeen(version)}
                />
                {owner?.access === 'read' ? null : (
                  <IconButton
                    size="sm"
                    disabled={still}
                    label={t('preview.versions.restore')}
                    icon={<RotateCcw aria-hidden="true" />}
                    onClick={() => void restore(version)}
                  />
                )}
                <IconButton
                  size="sm"
                  disabled={busy}
                  label={t('preview.download')}
                  icon={<Download aria-hidden="true" />}
                  onClick={() => void download(version)}
                />
                {owner === null ? (
                  <IconButton
                    size="sm"
                    disabled={still}
                    label={t('preview.delete')}
                    icon={<Trash2 aria-hidden="true" />}
                    onClick={() => setDoomed(version)}
                  />
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
      {data.length < 2 || owner !== null ? null : (
        <Button size="sm" className="mt-3" disabled={still} onClick={() => setDoomed('all')}>
          {t('preview.versions.deleteAll')}
        </Button>
      )}
      {seen === null ? null : (
        <VersionPreview
          node={node}
          version={seen}
          onDownload={() => void download(seen)}
          onClose={() => setSeen(null)}
        />
      )}
      <ConfirmDialog
        open={doomed !== null}
        danger
        loading={busy}
        title={
          doomed === null || doomed === 'all'
            ? t('preview.versions.deleteAllTitle', { count: data.length })
            : t('preview.versions.deleteTitle', { date: format.dateTime(doomed.modifiedAt) })
        }
        description={t('preview.versions.deleteText')}
        confirm={t('preview.delete')}
        onConfirm={() => {
          if (doomed !== null) void remove(doomed === 'all' ? null : [doomed.id]).then(() => setDoomed(null));
        }}
        onOpenChange={() => setDoomed(null)}
      />
    </>
  );
}
