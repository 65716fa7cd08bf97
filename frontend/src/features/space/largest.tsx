import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/queries.ts';
import { FileLine } from './file-line.tsx';
import { ListCard } from './list-card.tsx';
import type { SpaceActs } from './space-acts.ts';

const FIRST = 8;
const ALL = 100;

/** The largest files, wherever they are. */
export function Largest(acts: SpaceActs) {
  const { t } = useTranslation();
  const query = useQuery(api.space.largest.queryOptions({ input: { limit: ALL }, staleTime: 0 }));
  return (
    <ListCard title={t('space.largest.title')} query={query} none={t('space.folders.empty')} first={FIRST}>
      {(shown) => (
        <ul className="-my-1.5 divide-y divide-line">
          {shown.map((node) => (
            <FileLine key={node.id} node={node} among={shown} {...acts} />
          ))}
        </ul>
      )}
    </ListCard>
  );
}
