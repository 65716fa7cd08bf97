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
    async function zip(nodes: readonly DriveNode[]): Promise<void> {
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
          if (await hasPlace(address)) saveAddress(address);
          else
            toast.error(t('transfers.zipBusy'), {
              description: t('transfers.zipBusyText'),
              action: { label: t('common.actions.retry'), onClick: () => void zip(nodes) },
            });
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

/** Asked before the browser begins: of a download that is refused it would only say that it failed. */
async function hasPlace(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: 'HEAD' })).status !== 503;
  } catch {
    return true; // the network went away: the browser says so itself, and goes on when it is back
  }
}

/** What an archive of one file or folder is called: a file's ending does not belong there. */
function stemOf({ name, kind }: DriveNode): string {
  return kind === 'folder' ? name : name.replace(/(?<=.)\.[^.]{1,16}$/u, '');
}
