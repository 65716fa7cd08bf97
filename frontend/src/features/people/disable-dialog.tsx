import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../../electron/contract/people.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useSetDisabled } from './use-set-disabled.ts';

interface DisableDialogProps {
  readonly row: PersonRow;
  readonly onClose: () => void;
}

/** Asks before a person is switched off. */
export function DisableDialog({ row, onClose }: DisableDialogProps) {
  const { t } = useTranslation();
  const setDisabled = useSetDisabled();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('people.disableTitle', { name: row.name })}
      description={t('people.disableText')}
      confirm={t('people.disable')}
      loading={setDisabled.isPending}
      onConfirm={() => setDisabled.mutate({ id: row.id, disabled: true }, { onSettled: onClose })}
    />
  );
}
