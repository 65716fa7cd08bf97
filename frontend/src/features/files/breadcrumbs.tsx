import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDropFolder } from './organise/drag.ts';
import { dropPlace } from './use-file-drop.ts';

interface BreadcrumbsProps {
  /** From the top down to the folder shown. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  /** Null is the top. */
  readonly onOpen: (folderId: string | null) => void;
}

/** The folders above the one that is shown, each a way back up; what is dragged can be dropped on them. */
export function Breadcrumbs({ path, onOpen }: BreadcrumbsProps) {
  const { t } = useTranslation();
  const steps = [{ id: null, name: t('files.title') }, ...path];
  return (
    <nav aria-label={t('files.breadcrumbs')}>
      <ol className="flex min-w-0 flex-wrap items-center gap-x-0.5 text-sm">
        {steps.map(({ id, name }, at) => (
          <li key={id ?? 'top'} className="flex min-w-0 items-center gap-0.5">
            {at === 0 ? null : <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />}
            {at === steps.length - 1 ? (
              <span aria-current="page" className="max-w-60 truncate px-1.5 py-0.5 text-ink touch:py-2.5">
                {name}
              </span>
            ) : (
              <Step
                id={id}
                name={name}
                above={steps.slice(0, at).map((step) => step.id)}
                onOpen={() => onOpen(id)}
              />
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepProps {
  readonly id: string | null;
  readonly name: string;
  readonly above: readonly (string | null)[];
  readonly onOpen: () => void;
}

function Step({ id, name, above, onOpen }: StepProps) {
  const { dropProps } = useDropFolder(id, name, above);
  return (
    <button
      type="button"
      onClick={onOpen}
      {...dropProps}
      {...(id === null ? {} : dropPlace({ id, name }))}
      className="max-w-44 truncate rounded-md px-1.5 py-0.5 text-muted first:-ml-1.5 touch:min-h-11 touch:min-w-11 hover:bg-hover hover:text-ink data-over:bg-accent-soft data-over:text-accent-text data-over:outline-2 data-over:outline-accent"
    >
      {name}
    </button>
  );
}
