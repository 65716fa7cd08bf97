import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { ConfirmDelete } from './confirm-delete.tsx';

interface DeleteForeverDialogProps {
  /** Null is the whole trash. */
  readonly nodes: readonly { readonly name: string }[] | null;
  /** Of the whole trash; bytes are null while they are not known. */
  readonly whole: { readonly count: number; readonly bytes: number | null };
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is deleted that nothing brings back. */
export function DeleteForeverDialog({ nodes, whole, ...asked }: DeleteForeverDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (nodes === null)
    return (
      <ConfirmDelete
        {...asked}
        title={t('organise.trash.emptyAllTitle')}
        description={t('organise.trash.emptyAllText', {
          count: whole.count,
          size: format.bytes(whole.bytes ?? 0),
        })}
        confirm={t('organise.trash.empty')}
      />
    );
  return (
    <ConfirmDelete
      {...asked}
      title={t('organise.trash.foreverTitle', { count: nodes.length, name: nodes[0]?.name ?? '' })}
      description={t('organise.trash.foreverText')}
      confirm={t('organise.trash.deleteForever')}
    />
  );
}
