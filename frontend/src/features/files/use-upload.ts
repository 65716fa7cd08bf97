import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { client } from '../../api/client.ts';
import { saveFile } from '../../api/content.ts';
import { computer } from '../../api/desktop.ts';
import { useFailureToast } from '../../api/failure.ts';
import { pickFiles } from '../../api/pick-files.ts';
import { saveAddress } from '../../api/save.ts';
import { usePerson } from '../../api/session.ts';
import { entriesOf, fromField, readEntries } from '../../api/uploads/chosen.ts';
import { uploadsOf } from '../../api/uploads/page-queue.ts';
import { CALL_LIMIT, inChunks } from './chunks.ts';

/** Ways to bring files of this computer into a folder; null is the top. How it goes is shown by the transfers. */
export function useUpload(folderId: string | null) {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const { id: personId } = usePerson();

  const send = useCallback(
    async (grants: string[], into: string | null = folderId) => {
      await inChunks(grants, async (part) => {
        await client.transfers.upload({ folderId: into, grants: part, conflicts: 'ask' });
        return { count: part.length };
      });
    },
    [folderId],
  );

  /** Uploads what came from a file field, into another folder when one is named. */
  const uploadFiles = useCallback(
    async (files: readonly File[], into: string | null = folderId) => {
      if (files.length === 0) return;
      const own = computer();
      if (own === null) {
        uploadsOf(personId).add(into, fromField(files));
        return;
      }
      try {
        const grants = await own.grantFiles(files);
        if (grants.length === 0) toast.error(t('files.dropRefused'));
        else await send(grants, into);
      } catch (error) {
        failed(error);
      }
    },
    [folderId, send, personId, failed, t],
  );

  /** Uploads what was dropped; to be called while the drop is handled. */
  const uploadDropped = useCallback(
    async (files: readonly File[], into: string | null, data: DataTransfer | null) => {
      const entries = computer() === null && data !== null ? entriesOf(data) : [];
      if (entries.length === 0) {
        await uploadFiles(files, into);
        return;
      }
      const queue = uploadsOf(personId);
      const over = queue.reading();
      let batch: string | undefined;
      const { unreadable } = await readEntries(entries, (found) => {
        batch = queue.add(into, found, batch);
      });
      over();
      if (unreadable > 0) toast.error(t('browser.unreadable', { count: unreadable }));
    },
    [uploadFiles, personId, t],
  );

  /** Asks for a folder and uploads it whole. */
  const uploadFolder = useCallback(async () => {
    const own = computer();
    if (own === null) {
      await uploadFiles(await pickFiles({ folder: true }));
      return;
    }
    try {
      await send(await own.chooseUploadFolder());
    } catch (error) {
      failed(error);
    }
  }, [uploadFiles, send, failed]);

  return { uploadFiles, uploadDropped, uploadFolder };
}

/** Downloads files and folders: in the window into a folder that it asks for, in a browser as a browser does. */
export function useDownload() {
  const { t } = useTranslation();
  const failed = useFailureToast();
  return useCallback(
    async (nodes: readonly DriveNode[]) => {
      // The chosen folder is good for one call.
      if (nodes.length > CALL_LIMIT) {
        toast.error(t('files.tooMany', { count: CALL_LIMIT }));
        return;
      }
      try {
        await download(nodes);
      } catch (error) {
        failed(error);
      }
    },
    [failed, t],
  );
}

async function download(nodes: readonly DriveNode[]): Promise<void> {
  const ids = nodes.map(({ id }) => id);
  const own = computer();
  if (own !== null) {
    const target = await own.chooseDownloadFolder();
    if (target !== null) await client.transfers.download({ ids, grant: target.grant });
    return;
  }
  const [only] = nodes;
  if (nodes.length === 1 && only?.kind === 'file') await saveFile(only.id, only.contentId);
  // A browser takes one file at a time: several come as one.
  else if (nodes.length > 0) saveAddress((await client.downloads.zip({ ids })).address);
}
