import { Download, RotateCw } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import type { Trouble } from './content.ts';
import { useShown } from './shown.ts';

interface FileCardProps {
  /** Why there is nothing else to see; `none` when this kind of file is never shown. */
  readonly why: Trouble | 'none';
  readonly onRetry?: (() => void) | undefined;
}

/** What may be otherwise the next time. */
const TEMPORARY = new Set<Trouble | 'none'>(['unreachable', 'gone', 'damaged']);

/** What is known of a file whose content cannot be shown, said honestly, and the way to open it elsewhere. */
export function FileCard({ why, onRetry }: FileCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { subject, onDownload } = useShown();
  const queries = useQueryClient();
  const again = onRetry !== undefined && TEMPORARY.has(why);

  function retry(): void {
    // The addresses change when the core was started anew.
    void queries.invalidateQueries({ queryKey: api.previews.access.queryKey() });
    onRetry?.();
  }

  const facts = [
    [t('files.kind'), kindName(t(`files.types.${subject.type}`), subject.name)],
    [t('files.size'), format.bytes(subject.sizeBytes)],
    [t('preview.added'), format.dateTime(subject.createdAt)],
    [t('preview.changed'), format.dateTime(subject.modifiedAt)],
  ];
  return (
    <div className="absolute inset-0 grid place-items-center overflow-y-auto p-8 narrow:p-4 narrow:pb-19">
      <section
        aria-label={subject.name}
        className="flex w-full max-w-md animate-rise flex-col items-center rounded-card border border-line bg-surface p-8 narrow:p-5 text-center shadow-card"
      >
        <span className="mt-3 mb-6 scale-175">
          <FileIcon type={subject.type} />
        </span>
        <p className="max-w-full text-lg font-semibold wrap-anywhere">{subject.name}</p>
        <div role={why === 'none' ? undefined : 'alert'} className="mt-2 text-sm text-balance text-muted">
          <p className="font-medium text-ink">{t(`preview.why.${why}.title`)}</p>
          <p className="mt-1">{t(`preview.why.${why}.text`)}</p>
        </div>
        <dl className="mt-6 grid w-full grid-cols-[auto_1fr] gap-x-6 gap-y-2 rounded-xl bg-sunken px-5 py-4 text-left text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-muted">{name}</dt>
              <dd className="text-right">{value}</dd>
            </div>
          ))}
        </dl>
        <div className="mt-6 flex flex-wrap justify-center gap-2.5">
          {again ? (
            <Button variant="primary" icon={<RotateCw aria-hidden="true" />} onClick={retry}>
              {t('common.actions.retry')}
            </Button>
          ) : null}
          {onDownload === undefined ? null : (
            <Button
              variant={again ? 'secondary' : 'primary'}
              icon={<Download aria-hidden="true" />}
              onClick={onDownload}
            >
              {t('preview.download')}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}

/** “Archive · ZIP” */
function kindName(type: string, name: string): string {
  const ending = /[^.]\.([a-z0-9]{1,6})$/iu.exec(name)?.[1];
  return ending === undefined || ending.toUpperCase() === type ? type : `${type} · ${ending.toUpperCase()}`;
}
