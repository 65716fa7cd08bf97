import { useQuery } from '@tanstack/react-query';
import { Copy, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DuplicateGroup } from '../../../../electron/contract/space.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FileLine } from './file-line.tsx';
import { ListCard } from './list-card.tsx';
import type { SpaceActs } from './space-acts.ts';
import { useLeftFocus } from './use-left-focus.ts';

const FIRST = 5;

/** Files with the same content, and what would be free without them. */
export function Duplicates(acts: SpaceActs) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(api.space.duplicates.queryOptions({ input: {}, staleTime: 0 }));
  const wasted = query.data?.reduce((sum, group) => sum + group.wastedBytes, 0) ?? 0;
  return (
    <ListCard
      title={t('space.duplicates.title')}
      description={
        wasted === 0
          ? t('space.duplicates.text')
          : t('space.duplicates.wasted', { size: format.bytes(wasted) })
      }
      query={query}
      none={t('space.duplicates.none')}
      first={FIRST}
    >
      {(shown) => (
        <ul className="flex flex-col gap-5">
          {shown.map((group) => (
            <Group key={group.items[0]?.id} group={group} {...acts} />
          ))}
        </ul>
      )}
    </ListCard>
  );
}

/** Files of one content. The first is the oldest, which is the one to keep. */
function Group({ group: { items, wastedBytes }, ...acts }: SpaceActs & { readonly group: DuplicateGroup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [kept, ...others] = items;
  const group = useLeftFocus<HTMLLIElement>();
  if (kept === undefined) return null;
  return (
    <li ref={group} className="rounded-control border border-line">
      <div className="flex flex-wrap items-center gap-3 rounded-t-control bg-sunken px-4 py-2 text-sm">
        <Copy aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1">
          {t('space.duplicates.group', { count: items.length, size: format.bytes(wastedBytes) })}
        </span>
        <Button
          size="sm"
          variant="ghost"
          icon={<Trash2 aria-hidden="true" />}
          aria-label={t('space.duplicates.keepOneOf', { name: kept.name })}
          onClick={() => void acts.onTrash(others)}
        >
          {t('space.duplicates.keepOne')}
        </Button>
      </div>
      <ul className="divide-y divide-line px-4">
        {items.map((node) => (
          <FileLine key={node.id} node={node} among={items} {...acts} />
        ))}
      </ul>
    </li>
  );
}
