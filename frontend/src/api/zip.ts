import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { client } from './client.ts';
import { computer } from './desktop.ts';
import { useFailureToast } from './failure.ts';
import { saveAddress } from './save.ts';

/** What one call takes, and the chosen place is good for one call. */
const ENTRIES_AT_MOST = 10_000;

/**
 * Packs files and folders into one archive: in the window it asks for its place and the transfers show how it goes; a
 * browser saves it as its own download.
 */
export function useZip(): (nodes: readonly DriveNode[]) => Promise<void> {
  const { t } = useTranslation();
  const failed = useFailureToast();
  return useCallback(
    async (nodes) => {
      const [first] = nodes;
      if (first === undefined) return;
      if (nodes.length > ENTRIES_AT_MOST) {
        toast.error(t('transfers.zipTooMany', { count: ENTRIES_AT_MOST }));
        return;
      }
      const name = nodes.length === 1 ? stemOf(first) : t('transfers.zipName');
      try {
        const ids = nodes.map(({ id }) => id);
        const own = computer();
        if (own === null) {
          const { address } = await client.downloads.zip({ ids });
          saveAddress(address);
          return;
        }
        const target = await own.chooseZip(name);
        if (target !== null) await client.transfers.zip({ ids, grant: target.grant });
      } catch (error) {
        failed(error);
      }
    },
    [failed, t],
  );
}

/** What an archive of one file or folder is called: a file's ending does not belong there. */
function stemOf({ name, kind }: DriveNode): string {
  return kind === 'folder' ? name : name.replace(/(?<=.)\.[^.]{1,16}$/u, '');
}
