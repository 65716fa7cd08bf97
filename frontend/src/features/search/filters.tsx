import { useQuery } from '@tanstack/react-query';
import { FolderSearch, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/queries.ts';
import { useTags } from '../../api/tags.ts';
import { Button } from '../../ui/button.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';
import { TagMark } from '../../ui/tag.tsx';
import { Chip, Filter } from './filter-chip.tsx';
import { countFilters, type SearchParams, SIZES, TIMES, TYPES, withoutFilters } from './search-params.ts';
import { useSharers } from './use-sharers.ts';

interface FiltersProps {
  readonly params: SearchParams;
  readonly onChange: (params: SearchParams) => void;
}

/** A copy without some keys. */
function without(params: SearchParams, ...keys: (keyof SearchParams)[]): SearchParams {
  return Object.fromEntries(Object.entries(params).filter(([key]) => !keys.some((one) => one === key)));
}

function isSomebody(owner: string | undefined): boolean {
  return owner !== undefined && owner !== 'mine';
}

/** What narrows a search beside its words. */
export function Filters({ params, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const { kind, types = [], size, time, tags = [], owner, here, inside = false } = params;
  const allTags = useTags();
  const sharers = useSharers();
  const row = useRef<HTMLFieldSetElement>(null);

  const kinds: MenuItem[] = [
    {
      key: 'kind',
      label: t('search.filters.kind'),
      value: kind ?? 'any',
      options: (['any', 'file', 'folder'] as const).map((value) => ({
        value,
        label: t(`search.kinds.${value}`),
      })),
      onChoose: (value) =>
        onChange(
          value === 'file' || value === 'folder'
            ? { ...(value === 'folder' ? without(params, 'types', 'size') : params), kind: value }
            : without(params, 'kind'),
        ),
    },
  ];
  const typeItems: MenuItem[] = TYPES.map((type) => ({
    key: type,
    label: t(`files.types.${type}`),
    checked: types.includes(type),
    onCheck: (checked) => {
      const next = TYPES.filter((one) => (one === type ? checked : types.includes(one)));
      const rest = kind === 'folder' ? without(params, 'kind') : params;
      onChange(next.length === 0 ? without(rest, 'types') : { ...rest, types: next });
    },
  }));
  const sizeItems: MenuItem[] = [
    {
      key: 'size',
      label: t('search.filters.size'),
      value: size ?? 'any',
      options: (['any', ...SIZES] as const).map((value) => ({ value, label: t(`search.sizes.${value}`) })),
      onChoose: (value) => {
        const next = SIZES.find((one) => one === value);
        const rest = kind === 'folder' ? without(params, 'kind') : params;
        onChange(next === undefined ? without(rest, 'size') : { ...rest, size: next });
      },
    },
  ];
  const timeItems: MenuItem[] = [
    {
      key: 'time',
      label: t('search.filters.time'),
      value: time ?? 'any',
      options: (['any', ...TIMES] as const).map((value) => ({ value, label: t(`search.times.${value}`) })),
      onChoose: (value) => {
        const next = TIMES.find((one) => one === value);
        onChange(next === undefined ? without(params, 'time') : { ...params, time: next });
      },
    },
  ];
  const tagItems: MenuItem[] = allTags.map(({ color, name }) => ({
    key: color,
    label: name,
    icon: <TagMark color={color} />,
    checked: tags.includes(color),
    onCheck: (checked) => {
      const next = allTags
        .map((tag) => tag.color)
        .filter((one) => (one === color ? checked : tags.includes(one)));
      // What others share carries no tags of one's own.
      const rest = isSomebody(owner) ? without(params, 'owner') : params;
      onChange(next.length === 0 ? without(params, 'tags') : { ...rest, tags: next });
    },
  }));
  const ownerItems: MenuItem[] = [
    {
      key: 'owner',
      label: t('search.filters.owner'),
      value: owner ?? 'anyone',
      options: [
        ...(['anyone', 'mine'] as const).map((value) => ({ value, label: t(`search.owners.${value}`) })),
        ...sharers.map(({ id, name }) => ({ value: id, label: name })),
      ],
      onChoose: (value) =>
        onChange(
          value === 'anyone'
            ? without(params, 'owner')
            : { ...(isSomebody(value) ? without(params, 'tags') : params), owner: value },
        ),
    },
  ];
  const ownerName =
    owner === undefined || owner === 'mine'
      ? owner && t('search.owners.mine')
      : (sharers.find(({ id }) => id === owner)?.name ?? t('search.owners.other'));
  const typeNames = types.map((type) => t(`files.types.${type}`)).join(', ');
  const tagNames = allTags
    .filter(({ color }) => tags.includes(color))
    .map(({ name }) => name)
    .join(', ');

  return (
    <fieldset
      ref={row}
      aria-label={t('search.filters.title')}
      className="flex flex-wrap items-center gap-2 pb-4 narrow:-mx-4 narrow:flex-nowrap narrow:overflow-x-auto narrow:px-4 narrow:pt-1 narrow:[scrollbar-width:none] narrow:*:shrink-0"
    >
      {here === undefined ? null : (
        <HereFilter
          folderId={here}
          on={inside}
          onToggle={() =>
            onChange(inside ? without(params, 'inside') : { ...without(params, 'owner'), inside: true })
          }
        />
      )}
      <Filter name={t('search.filters.kind')} value={kind && t(`search.kinds.${kind}`)} items={kinds} />
      <Filter name={t('search.filters.type')} value={typeNames} items={typeItems} />
      <Filter name={t('search.filters.size')} value={size && t(`search.sizes.${size}`)} items={sizeItems} />
      <Filter name={t('search.filters.time')} value={time && t(`search.times.${time}`)} items={timeItems} />
      <Filter name={t('search.filters.tag')} value={tagNames} items={tagItems} />
      {/* All that is in one folder is one person's. */}
      {inside || (sharers.length === 0 && owner === undefined) ? null : (
        <Filter name={t('search.filters.owner')} value={ownerName} items={ownerItems} />
      )}
      {countFilters(params) === 0 ? null : (
        <Button
          size="sm"
          variant="ghost"
          icon={<X aria-hidden="true" />}
          onClick={() => {
            onChange(withoutFilters(params));
            // The button goes; the focus stays nearby.
            row.current?.querySelector('button')?.focus();
          }}
        >
          {t('search.filters.clear')}
        </Button>
      )}
    </fieldset>
  );
}

interface HereFilterProps {
  readonly folderId: string;
  readonly on: boolean;
  readonly onToggle: () => void;
}

/** Narrows to the folder that one came from. */
function HereFilter({ folderId, on, onToggle }: HereFilterProps) {
  const { t } = useTranslation();
  const { data } = useQuery(api.find.details.queryOptions({ input: { id: folderId }, retry: false }));
  if (data === undefined) return null;
  return (
    <Chip on={on} aria-pressed={on} onClick={onToggle} icon={<FolderSearch aria-hidden="true" />}>
      <span className="max-w-56 truncate">{t('search.filters.here', { folder: data.name })}</span>
    </Chip>
  );
}
