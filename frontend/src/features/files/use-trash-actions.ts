import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { client } from '../../api/client.ts';
import { useFailureToast } from '../../api/failure.ts';
import { inChunks } from './chunks.ts';
import { type Named, useChanges } from './organise/changes.ts';
import { useRefresh } from './organise/use-refresh.ts';

/** What moves files into the trash, back out of it, or away for ever; each says what it did. */
export function useTrashActions() {
  const { t } = useTranslation();
  const { trash, restore } = useChanges();
  const failed = useFailureToast();
  const refresh = useRefresh();

  /** Null empties the whole trash. */
  const deleteForever = useCallback(
    async (nodes: readonly Named[] | null) => {
      try {
        const count =
          nodes === null
            ? (await client.drive.deleteForever({ ids: null })).count
            : await inChunks(
                nodes.map(({ id }) => id),
                (ids) => client.drive.deleteForever({ ids }),
              );
        toast.success(t('organise.trash.goneToast', { count }));
      } catch (error) {
        failed(error);
      }
      await refresh();
    },
    [refresh, failed, t],
  );

  return useMemo(() => ({ trash, restore, deleteForever }), [trash, restore, deleteForever]);
}
