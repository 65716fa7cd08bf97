import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface ConfirmDeleteProps {
  readonly title: string;
  readonly description: string;
  /** The verb on the button that does it. */
  readonly confirm: string;
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something goes, and stays until it has gone. */
export function ConfirmDelete({ onDelete, onClose, ...words }: ConfirmDeleteProps) {
  const [busy, setBusy] = useState(false);

  async function confirm(): Promise<void> {
    setBusy(true);
    await onDelete();
    onClose();
  }

  return (
    <ConfirmDialog
      open
      danger
      loading={busy}
      {...words}
      onConfirm={() => void confirm()}
      onOpenChange={onClose}
    />
  );
}
