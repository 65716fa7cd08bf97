import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { client } from '../../api/client.ts';
import { desktop } from '../../api/desktop.ts';
import { useFailureToast } from '../../api/failure.ts';
import { CALL_LIMIT, inChunks } from './chunks.ts';

/** Ways to bring files of this computer into a folder; null is the top. How it goes is shown by the transfers. */
export function useUpload(folderId: string | null) {
  const { t } = useTranslation();
  const failed = useFailureToast();

  const send = useCallback(
    async (grants: string[], into: string | null = folderId) => {
      await inChunks(grants, async (part) => {
        await client.transfers.upload({ folderId: into, grants: part, conflicts: 'ask' });
        return { count: part.length };
      });
    },
    [folderId],
  );

  /** Uploads what came from a file field or was dropped, into another folder when one is named. */
  const uploadFiles = useCallback(
    async (files: readonly File[], into: string | null = folderId) => {
      if (files.length === 0) return;
      try {
        const grants = await desktop().grantFiles(files);
        if (grants.length === 0) toast.error(t('files.dropRefused'));
        else await send(grants, into);
      } catch (error) {
        failed(error);
      }
    },
    [folderId, send, failed, t],
  );

  /** Asks for a folder by the system's dialog and uploads it whole. */
  const uploadFolder = useCallback(async () => {
    try {
      await send(await desktop().chooseUploadFolder());
    } catch (error) {
      failed(error);
    }
  }, [send, failed]);

  return { uploadFiles, uploadFolder };
}

/** Asks for a folder of this computer and downloads files and folders into it. */
export function useDownload() {
  const { t } = useTranslation();
  const failed = useFailureToast();
  return useCallback(
    async (ids: readonly string[]) => {
      // The chosen folder is good for one call.
      if (ids.length > CALL_LIMIT) {
        toast.error(t('files.tooMany', { count: CALL_LIMIT }));
        return;
      }
      try {
        const target = await desktop().chooseDownloadFolder();
        if (target !== null) await client.transfers.download({ ids: [...ids], grant: target.grant });
      } catch (error) {
        failed(error);
      }
    },
    [failed, t],
  );
}
