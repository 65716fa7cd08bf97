import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useFailureToast } from '../../api/failure.ts';
import { inChunks } from './chunks.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** How long a message with a way back stays, in milliseconds. */
const UNDO_MS = 10_000;

/** What moves files into the trash, back out of it, or away for ever; each says what it did. */
export function useTrashActions() {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const queries = useQueryClient();

  const changed = useCallback(
    () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: api.drive.list.key() }),
        queries.invalidateQueries({ queryKey: api.drive.listTrash.key() }),
      ]),
    [queries],
  );

  const restore = useCallback(
    async (ids: readonly string[]) => {
      try {
        const count = await inChunks(ids, (part) => client.drive.restore({ ids: part }));
        await changed();
        toast.success(t('files.restoredToast', { count }));
      } catch (error) {
        failed(error);
      }
    },
    [changed, failed, t],
  );

  const trash = useCallback(
    async (items: readonly Named[]) => {
      const ids = items.map(({ id }) => id);
      try {
        await inChunks(ids, (part) => client.drive.trash({ ids: part }));
        await changed();
        toast(t('files.deleted', { count: ids.length, name: items[0]?.name ?? '' }), {
          duration: UNDO_MS,
          action: { label: t('files.undo'), onClick: () => void restore(ids) },
        });
      } catch (error) {
        failed(error);
      }
    },
    [changed, failed, restore, t],
  );

  /** Null empties the whole trash. */
  const deleteForever = useCallback(
    async (ids: readonly string[] | null) => {
      try {
        const count =
          ids === null
            ? (await client.drive.deleteForever({ ids: null })).count
            : await inChunks(ids, (part) => client.drive.deleteForever({ ids: part }));
        await changed();
        toast.success(t('files.trash.goneToast', { count }));
      } catch (error) {
        failed(error);
      }
    },
    [changed, failed, t],
  );

  return useMemo(() => ({ trash, restore, deleteForever }), [trash, restore, deleteForever]);
}
