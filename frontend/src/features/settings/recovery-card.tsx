import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { printPage, saveText } from '../../api/desktop.ts';
import { useFieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/queries.ts';
import { useCloudInfo, usePerson } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { RecoveryCode } from '../../ui/recovery-code.tsx';

/** A new recovery code, shown this once. */
export function RecoveryCard() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Card
      title={t('settings.account.codeTitle')}
      description={t('settings.account.codeText')}
      action={<Button onClick={() => setOpen(true)}>{t('settings.account.makeCode')}</Button>}
    >
      {open ? <RecoveryDialog onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function RecoveryDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const form = useId();
  const person = usePerson();
  const { data: cloud } = useCloudInfo();
  const [currentPassword, setCurrent] = useState('');
  const renew = useMutation(api.session.renewRecoveryCode.mutationOptions());
  const { fields, other } = useFieldErrors(renew.error, ['currentPassword']);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    renew.mutate({ currentPassword });
  }

  if (renew.data !== undefined)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t('settings.account.codeDialogTitle')}
        description={t('settings.account.codeDialogText')}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        }
      >
        <RecoveryCode
          code={renew.data.recoveryCode}
          userName={person.userName}
          cloudName={cloud?.name ?? t('app.name')}
          onSave={saveText}
          onPrint={printPage}
        />
      </Dialog>
    );
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t('settings.account.confirmTitle')}
      description={t('settings.account.confirmText')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={renew.isPending}>
            {t('settings.account.makeCode')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-5">
        {other === null ? null : <FailureCard failure={other} className="p-4" />}
        <PasswordField
          label={t('settings.account.current')}
          autoComplete="current-password"
          required
          value={currentPassword}
          error={fields.currentPassword}
          onChange={({ target }) => setCurrent(target.value)}
        />
      </form>
    </Dialog>
  );
}
