/* oxlint-disable jsx-a11y/prefer-tag-over-role -- options with two lines cannot stand in a <select> */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Folder, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/queries.ts';
import { useFailureText } from '../../../api/failure.ts';
import { placeNames, sharerOf } from '../../../i18n/place-names.ts';
import { cn } from '../../../ui/cn.ts';
import { placeOf } from './place-rules.ts';
import type { TreePlace } from './tree-context.ts';

const LIMIT = 50;

interface FoundFoldersProps {
  readonly text: string;
  readonly chosen: TreePlace;
  /** The keyboard or a click came to a folder. */
  readonly onReach: (place: TreePlace) => void;
  /** Enter, or a double click. */
  readonly onChoose: (place: TreePlace) => void;
}

/** The folders whose names have the text in them, each with where it is. */
export function FoundFolders({ text, chosen, onReach, onChoose }: FoundFoldersProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [inside, setInside] = useState(false);
  const { data, error, isFetching } = useQuery(
    api.find.search.queryOptions({
      input: { text, kind: 'folder', writable: true, limit: LIMIT },
      placeholderData: keepPreviousData,
    }),
  );
  const found = data?.items ?? [];
  const counted = data === undefined || isFetching ? '' : t('organise.foundCount', { count: found.length });

  if (error !== null)
    return <p className="p-4 text-center text-sm text-muted">{failureText(error).message}</p>;
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {counted}
      </p>
      {data !== undefined && found.length === 0 ? (
        <p className="p-6 text-center text-sm text-muted">{t('organise.nothingFound', { text })}</p>
      ) : (
        <div
          role="listbox"
          aria-label={t('organise.foundFolders')}
          tabIndex={inside ? -1 : 0}
          onFocus={({ target, currentTarget }) => {
            setInside(true);
            if (target === currentTarget)
              currentTarget.querySelector<HTMLElement>('[role="option"]')?.focus();
          }}
          onBlur={({ relatedTarget, currentTarget }) => {
            if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setInside(false);
          }}
          className="flex flex-col gap-px outline-none"
        >
          {found.map((node) => {
            const place = placeOf(node);
            const marked = place.id === chosen.id;
            const shared = sharerOf(node) !== null;
            return (
              <div
                key={place.id}
                role="option"
                aria-selected={marked}
                tabIndex={-1}
                onFocus={() => onReach(place)}
                onClick={() => onReach(place)}
                onDoubleClick={() => onChoose(place)}
                onKeyDown={(event) => {
                  const { key, currentTarget } = event;
                  if (key === 'Enter') onChoose(place);
                  else if (key === 'ArrowDown') focus(currentTarget.nextElementSibling);
                  else if (key === 'ArrowUp') focus(currentTarget.previousElementSibling);
                  else return;
                  event.preventDefault();
                }}
                className={cn(
                  'flex cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1.5 select-none focus-visible:-outline-offset-2',
                  marked ? 'bg-accent-soft' : 'hover:bg-hover',
                )}
              >
                <Folder
                  aria-hidden="true"
                  className="size-4 shrink-0 fill-sky-500/20 text-sky-600 dark:text-sky-400"
                  strokeWidth={1.9}
                />
                <span className="min-w-0">
                  <span className="block truncate text-sm font-medium">{place.name}</span>
                  <span className="flex items-center gap-1.5 text-xs text-muted">
                    {shared ? <Users aria-hidden="true" className="size-3.5 shrink-0" /> : null}
                    <span className="truncate">{placeNames(node, t).join(' / ')}</span>
                  </span>
                </span>
              </div>
            );
          })}
        </div>
      )}
    </>
  );
}

function focus(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus();
}
