import { type ReactNode, useMemo, useState } from 'react';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { type SharingActs, SharingContext } from '../../api/sharing.ts';
import { RequestDialog } from './request-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';

interface SharingHostProps {
  /** Shows the one screen with everything that is shared. */
  readonly onShowAll: () => void;
  readonly children: ReactNode;
}

/** Holds the dialogs of sharing, for all pages. */
export function SharingHost({ onShowAll, children }: SharingHostProps) {
  const [sharing, setSharing] = useState<readonly DriveNode[]>([]);
  const [folder, setFolder] = useState<Parameters<SharingActs['requestFiles']>[0] | null>(null);
  const acts = useMemo<SharingActs>(() => ({ share: setSharing, requestFiles: setFolder }), []);
  function close(): void {
    setSharing([]);
    setFolder(null);
  }
  function showAll(): void {
    close();
    onShowAll();
  }
  return (
    <SharingContext value={acts}>
      {children}
      {sharing.length === 0 ? null : <ShareDialog nodes={sharing} onClose={close} onShowAll={showAll} />}
      {folder === null ? null : <RequestDialog folder={folder} onClose={close} onShowAll={showAll} />}
    </SharingContext>
  );
}
