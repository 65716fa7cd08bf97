import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface DeleteForeverDialogProps {
  /** Null is the whole trash. */
  readonly nodes: readonly { readonly name: string }[] | null;
  /** Of the whole trash; bytes are null while they are not known. */
  readonly whole: { readonly count: number; readonly bytes: number | null };
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is deleted that nothing brings back. */
export function DeleteForeverDialog({ nodes, whole, onDelete, onClose }: DeleteForeverDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
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
      title={
        nodes === null
          ? t('organise.trash.emptyAllTitle')
          : t('organise.trash.foreverTitle', { count: nodes.length, name: nodes[0]?.name ?? '' })
      }
      description={
        nodes === null
          ? t('organise.trash.emptyAllText', { count: whole.count, size: format.bytes(whole.bytes ?? 0) })
          : t('organise.trash.foreverText')
      }
      confirm={t(nodes === null ? 'organise.trash.empty' : 'organise.trash.deleteForever')}
      onConfirm={() => void confirm()}
      onOpenChange={onClose}
    />
  );
}
