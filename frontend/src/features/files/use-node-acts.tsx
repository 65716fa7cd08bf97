import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { useSharingActs } from '../../api/sharing.ts';
import { useZip } from '../../api/zip.ts';
import { isNarrow } from '../../ui/use-media.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import type { Reach } from './organise/drag-rules.ts';
import { type Organise, useOrganise } from './organise/use-organise.tsx';
import { useDownload } from './use-upload.ts';
import { useTrashActions } from './use-trash-actions.ts';

/** Everything that can be done with entries of a list, from whichever place it is asked for. */
export interface NodeActs extends Organise {
  /** A folder is shown, a file looked at. */
  readonly open: (node: DriveNode) => void;
  /** A file is looked at; of a folder, where one stays, the details are shown. */
  readonly look: (node: DriveNode) => void;
  readonly download: (nodes: readonly DriveNode[]) => void;
  readonly zip: (nodes: readonly DriveNode[]) => void;
  /** What the person may do here: all of it in their own drive, less in what others share with them. */
  readonly reach: Reach;
  /** Asks how; missing where nothing can be shared. */
  readonly share?: ((nodes: readonly DriveNode[]) => void) | undefined;
  /** Asks first. */
  readonly trash: (nodes: readonly DriveNode[]) => void;
  /** Shows an entry in the folder that it is in; missing where that is what is shown. */
  readonly showInFolder?: ((node: DriveNode) => void) | undefined;
  /** Shows the earlier contents of a file. */
  readonly showVersions: (node: DriveNode) => void;
  readonly detailsShown: boolean;
  readonly toggleDetails: () => void;
}

interface NodeActsInput {
  /** The folder that is shown: null is the top, and undefined is no folder. */
  readonly folderId: string | null | undefined;
  readonly items: readonly DriveNode[];
  readonly reach?: NodeActs['reach'] | undefined;
  readonly onOpenFolder: (folderId: string) => void;
  readonly onLook: (node: DriveNode) => void;
  readonly onShowInFolder?: ((node: DriveNode) => void) | undefined;
  readonly renderVersions: (node: DriveNode, onClose: () => void) => ReactNode;
  /** Called after a dialog that took away the rows it began on. */
  readonly onReturn: () => void;
}

const DETAILS = 'mcm.details';

/** Puts together what can be done in a list, with the questions that go along. */
export function useNodeActs(input: NodeActsInput): NodeActs {
  const { folderId, items, reach = 'own', onOpenFolder, onLook, onReturn } = input;
  const { t } = useTranslation();
  const organise = useOrganise({ folderId, items, reach });
  const downloadNodes = useDownload();
  const zipIds = useZip();
  const { trash } = useTrashActions();
  const sharing = useSharingActs();
  const [deleting, setDeleting] = useState<readonly DriveNode[]>([]);
  const [versionsOf, setVersionsOf] = useState<DriveNode | null>(null);
  const [detailsShown, setDetailsShown] = useState(
    // On a phone they lie over the list: only when they are asked for.
    () => !isNarrow() && localStorage.getItem(DETAILS) === 'shown',
  );

  function showDetails(shown: boolean): void {
    if (!isNarrow()) localStorage.setItem(DETAILS, shown ? 'shown' : 'hidden');
    setDetailsShown(shown);
  }

  /** Keys are pressed where no menu offers it, too. */
  const changing = <Args extends unknown[]>(act: (...args: Args) => void) =>
    reach === 'read'
      ? () => {
          toast(t('errors.READ_ONLY.title'), { id: 'readOnly' });
        }
      : act;

  return {
    ...organise,
    rename: changing(organise.rename),
    moveTo: changing(organise.moveTo),
    duplicate: changing(organise.duplicate),
    cut: changing(organise.cut),
    canPaste: organise.canPaste && reach !== 'read',
    open: (node) => {
      if (node.kind === 'folder') onOpenFolder(node.id);
      else onLook(node);
    },
    look: (node) => {
      if (node.kind === 'folder') showDetails(true);
      else onLook(node);
    },
    download: (nodes) => void downloadNodes(nodes),
    zip: (nodes) => void zipIds(nodes),
    reach,
    share: reach === 'own' ? sharing?.share : undefined,
    trash: changing(setDeleting),
    showInFolder: input.onShowInFolder,
    showVersions: setVersionsOf,
    detailsShown,
    toggleDetails: () => showDetails(!detailsShown),
    dialogs: (
      <>
        {organise.dialogs}
        {versionsOf === null
          ? null
          : input.renderVersions(versionsOf, () => {
              setVersionsOf(null);
              onReturn();
            })}
        {deleting.length > 0 ? (
          <DeleteDialog
            items={deleting}
            onDelete={() => trash(deleting)}
            onClose={() => {
              setDeleting([]);
              onReturn();
            }}
          />
        ) : null}
      </>
    ),
  };
}
