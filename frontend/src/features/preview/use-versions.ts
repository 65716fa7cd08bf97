import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { FileVersion } from '../../../../electron/contract/versions.ts';
import { client } from '../../api/client.ts';
import { saveVersion } from '../../api/content.ts';
import { computer } from '../../api/desktop.ts';
import { useFailureToast } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { refresh } from './use-live.ts';

/** What can be done with the earlier contents of a file; `busy` while one of them is being done. */
export function useVersionActions(id: string) {
  const { t } = useTranslation();
  const format = useFormat();
  const failed = useFailureToast();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function run(act: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  }

  function changed(): void {
    refresh(queries);
    void queries.invalidateQueries({ queryKey: api.drive.list.key() });
  }

  return {
    busy,
    restore: ({ id: versionId, modifiedAt }: FileVersion) =>
      run(async () => {
        await client.versions.restore({ id, versionId });
        changed();
        toast.success(t('preview.versions.restored', { date: format.dateTime(modifiedAt) }));
      }),
    /** Null deletes all of them. */
    remove: (versionIds: readonly string[] | null) =>
      run(async () => {
        const { count } = await client.versions.remove({
          id,
          versionIds: versionIds === null ? null : [...versionIds],
        });
        changed();
        toast.success(t('preview.versions.deleted', { count }));
      }),
    download: ({ id: versionId }: FileVersion) =>
      run(async () => {
        const own = computer();
        if (own === null) {
          await saveVersion(versionId);
          return;
        }
        const target = await own.chooseDownloadFolder();
        if (target !== null) await client.transfers.downloadVersion({ id, versionId, grant: target.grant });
      }),
  };
}
