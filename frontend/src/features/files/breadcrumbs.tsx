import { ChevronRight, Ellipsis, Folder } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { DropdownMenu } from '../../ui/dropdown-menu.tsx';
import { useDropFolder } from './organise/drag.ts';
import { dropPlace } from './use-file-drop.ts';

interface BreadcrumbsProps {
  /** From the top down to the folder shown. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  /** Null is the top. */
  readonly onOpen: (folderId: string | null) => void;
}

/** Of a way of more steps than this, only the ends are shown: the list below it needs the room. */
const MOST = 7;
/** Steps of its end that are shown then. */
const END = 4;

/**
 * The folders above the one that is shown, each a way back up; what is dragged can be dropped on them. Those in the middle
 * of a long way are in a menu.
 */
export function Breadcrumbs({ path, onOpen }: BreadcrumbsProps) {
  const { t } = useTranslation();
  const steps = [{ id: null, name: t('files.title') }, ...path];
  const hidden = steps.length > MOST ? path.slice(0, -END) : [];
  return (
    <nav aria-label={t('files.breadcrumbs')}>
      <ol className="flex min-w-0 flex-wrap items-center gap-x-0.5 text-sm">
        {steps.map(({ id, name }, at) =>
          at > 0 && at <= hidden.length ? null : (
            <Fragment key={id ?? 'top'}>
              <li className="flex min-w-0 items-center gap-0.5">
                {at === 0 ? null : <Arrow />}
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
              {at === 0 && hidden.length > 0 ? (
                <li className="flex items-center gap-0.5">
                  <Arrow />
                  <Between folders={hidden} onOpen={onOpen} />
                </li>
              ) : null}
            </Fragment>
          ),
        )}
      </ol>
    </nav>
  );
}

function Arrow() {
  return <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />;
}

interface BetweenProps {
  readonly folders: BreadcrumbsProps['path'];
  readonly onOpen: (folderId: string) => void;
}

/** The folders that there is no room for, the nearest ones last. */
function Between({ folders, onOpen }: BetweenProps) {
  const { t } = useTranslation();
  const label = t('files.between', { count: folders.length });
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={label}
          title={label}
          className="flex items-center justify-center rounded-md px-1.5 py-0.5 text-muted touch:min-h-11 touch:min-w-11 hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
        >
          <Ellipsis aria-hidden="true" className="size-5" />
        </button>
      }
      items={folders.map(({ id, name }) => ({
        key: id,
        label: name,
        icon: <Folder aria-hidden="true" />,
        onSelect: () => onOpen(id),
      }))}
    />
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
