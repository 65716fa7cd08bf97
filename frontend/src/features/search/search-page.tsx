import { useTranslation } from 'react-i18next';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { toFailure } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Filters } from './filters.tsx';
import { focusSearchBox } from './search-box.tsx';
import { ResultList } from './result-list.tsx';
import { asksForAnything, countFilters, type SearchParams, withoutFilters } from './search-params.ts';
import { TagSuggestions } from './tag-suggestions.tsx';
import { useSearch } from './use-search.ts';

export interface SearchPageProps {
  readonly params: SearchParams;
  readonly onParams: (params: SearchParams) => void;
  /** Shows a folder (null is the top), and there an entry of it. */
  readonly onShow: (folderId: string | null, id?: string) => void;
  readonly onPreview: (nodes: readonly FoundNode[], id: string, onClosed: (id: string) => void) => void;
  /** Makes a copy of what somebody else shares one's own. */
  readonly onCopyToMine: (node: FoundNode) => void;
}

/** What was found by what stands in the search box, as one types. */
export function SearchPage({ params, onParams, onShow, onPreview, onCopyToMine }: SearchPageProps) {
  const { t } = useTranslation();
  const { items, query, hasMore, onMore } = useSearch(params);
  const text = (params.q ?? '').trim();
  const asked = asksForAnything(params);
  const title = text === '' ? t('search.title') : t('search.titleFor', { text });
  return (
    <div className="flex h-full min-h-0 flex-col narrow:px-4">
      <title>{`${title} · Mini Cloud Maker`}</title>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="min-w-0 truncate text-2xl narrow:text-xl font-semibold tracking-tight">{title}</h1>
        {/* The focus stays in the search box, so what was found is told from here. */}
        <output className="text-sm text-muted tabular-nums">
          {asked && query.isSuccess && !query.isPlaceholderData
            ? t(hasMore ? 'search.foundMore' : 'search.found', { count: items.length })
            : null}
        </output>
      </div>
      <Filters params={params} onChange={onParams} />
      <TagSuggestions
        text={text}
        onTag={(color) => {
          const { q: _typed, ...rest } = params;
          onParams({ ...rest, tags: [color] });
          focusSearchBox();
        }}
      />
      {!asked ? (
        <Hints />
      ) : query.isError ? (
        <FailureCard failure={toFailure(query.error)} actions={{ retry: () => void query.refetch() }} />
      ) : query.isPending ? (
        <Waiting />
      ) : items.length === 0 ? (
        <NothingFound params={params} onParams={onParams} />
      ) : (
        <ResultList
          items={items}
          text={text}
          hasMore={hasMore}
          onMore={onMore}
          onOpen={({ id, path, owner }) => {
            const folder = path.at(-1);
            // A shared folder itself lies in none that one may enter.
            if (folder === undefined && owner !== null) onShow(id);
            else onShow(folder?.id ?? null, id);
          }}
          onPreview={onPreview}
          onCopyToMine={onCopyToMine}
          onLeaveUp={focusSearchBox}
        />
      )}
    </div>
  );
}

/** Before anything is asked: how to ask. */
function Hints() {
  const { t } = useTranslation();
  return (
    <EmptyState
      illustration="search"
      className="flex-1"
      title={t('search.hintTitle')}
      text={
        <>
          {t('search.hintText')}
          <span className="mt-4 flex flex-wrap justify-center gap-x-5 gap-y-2 touch:hidden">
            <span>
              <Kbd>/</Kbd> {t('search.hintSlash')}
            </span>
            <span>
              <Kbd>↓</Kbd> {t('search.hintArrows')}
            </span>
          </span>
        </>
      }
    />
  );
}

function NothingFound({ params, onParams }: Pick<SearchPageProps, 'params' | 'onParams'>) {
  const { t } = useTranslation();
  const filtered = countFilters(params) > 0;
  return (
    <EmptyState
      illustration="search"
      className="flex-1"
      title={t('search.nothingTitle')}
      text={t(filtered ? 'search.nothingFiltered' : 'search.nothingText')}
      action={
        filtered ? (
          <Button onClick={() => onParams(withoutFilters(params))}>{t('search.filters.clear')}</Button>
        ) : undefined
      }
    />
  );
}

function Waiting() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-5 pt-2">
      {[1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="flex items-center gap-3.5">
          <Skeleton className="size-10 rounded-lg" />
          <div className="flex-1">
            <Skeleton className="h-3.5 w-1/3" />
            <Skeleton className="mt-2 h-3 w-1/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
