import { useTranslation } from 'react-i18next';
import { ConfirmDelete } from './confirm-delete.tsx';

interface DeleteDialogProps {
  readonly items: readonly { readonly name: string }[];
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before files go to the trash. */
export function DeleteDialog({ items, ...asked }: DeleteDialogProps) {
  const { t } = useTranslation();
  return (
    <ConfirmDelete
      {...asked}
      title={t('files.deleteTitle', { count: items.length, name: items[0]?.name ?? '' })}
      description={t(items.length === 1 ? 'files.deleteText' : 'files.deleteTextMany')}
      confirm={t('files.delete')}
    />
  );
}
