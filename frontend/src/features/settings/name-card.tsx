import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFailureText } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { updateMe, usePerson } from '../../api/session.ts';
import { Card } from '../../ui/card.tsx';
import { OneLineForm } from './one-line-form.tsx';

/** What others see of one. */
export function NameCard() {
  const { t } = useTranslation();
  const person = usePerson();
  const text = useFailureText();
  const rename = useMutation(
    api.session.rename.mutationOptions({
      onSuccess(changed) {
        updateMe(changed);
        toast.success(t('settings.account.nameSaved'));
      },
    }),
  );
  return (
    <Card title={t('settings.account.nameTitle')} description={t('settings.account.nameText')}>
      <OneLineForm
        label={t('common.name')}
        hint={t('settings.account.userNameNote', { userName: person.userName })}
        value={person.name}
        maxLength={80}
        error={rename.error === null ? undefined : text(rename.error).message}
        loading={rename.isPending}
        onSave={(name) => rename.mutate({ name })}
      />
    </Card>
  );
}
