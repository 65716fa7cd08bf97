import { useQueries } from '@tanstack/react-query';
import { Folder } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/queries.ts';
import { placeOf } from './place-rules.ts';
import type { TreePlace } from './tree-context.ts';

interface RecentPlacesProps {
  readonly ids: readonly string[];
  readonly chosen: TreePlace;
  readonly onChoose: (place: TreePlace) => void;
}

/** The folders that were used last, as far as they are still there and something may be put there. */
export function RecentPlaces({ ids, chosen, onChoose }: RecentPlacesProps) {
  const { t } = useTranslation();
  const found = useQueries({
    queries: ids.map((id) => api.find.details.queryOptions({ input: { id }, retry: false })),
  });
  const places = found.flatMap(({ data }) =>
    data?.kind === 'folder' && data.owner?.access !== 'read' ? [placeOf(data)] : [],
  );
  if (places.length === 0) return null;
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="float-left mr-1 text-xs text-muted">{t('organise.recent')}</legend>
      {places.map((place) => (
        <button
          key={place.id}
          type="button"
          aria-pressed={place.id === chosen.id}
          title={[...place.above.map(({ name }) => name), place.name].join(' / ')}
          onClick={() => onChoose(place)}
          className="flex h-8 max-w-44 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-xs hover:border-line-strong hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
        >
          <Folder aria-hidden="true" className="size-3.5 shrink-0 text-sky-600 dark:text-sky-400" />
          <span className="truncate">{place.name}</span>
        </button>
      ))}
    </fieldset>
  );
}
