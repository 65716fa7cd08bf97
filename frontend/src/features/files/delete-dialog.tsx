import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface DeleteDialogProps {
  readonly items: readonly { readonly name: string }[];
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before files go to the trash. */
export function DeleteDialog({ items, onDelete, onClose }: DeleteDialogProps) {
  const { t } = useTranslation();
  const [deleting, setDeleting] = useState(false);

  async function confirm(): Promise<void> {
    setDeleting(true);
    await onDelete();
    onClose();
  }

  return (
    <ConfirmDialog
      open
      danger
      loading={deleting}
      title={t('files.deleteTitle', { count: items.length, name: items[0]?.name ?? '' })}
      description={t(items.length === 1 ? 'files.deleteText' : 'files.deleteTextMany')}
      confirm={t('files.delete')}
      onConfirm={() => void confirm()}
      onOpenChange={onClose}
    />
  );
}
