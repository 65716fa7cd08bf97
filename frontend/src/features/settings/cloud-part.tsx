import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useFailureText } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { setCloudInfo, useCloudInfo, usePerson } from '../../api/session.ts';
import { Card } from '../../ui/card.tsx';
import { CheckCard } from './check-card.tsx';
import { CopiesCard } from './copies-card.tsx';
import { FolderCard } from './folder-card.tsx';
import { OneLineForm } from './one-line-form.tsx';
import { RetentionCard } from './retention-card.tsx';
import { ServerCard } from './server-card.tsx';

/** The cloud itself: its name, and the server that keeps its bytes. Most of it is the owner's to change. */
export function CloudPart() {
  const { role } = usePerson();
  const owner = role === 'owner';
  return (
    <div className="flex flex-col gap-5">
      {owner ? <CloudNameCard /> : null}
      <ServerCard mayChange={owner} />
      <RetentionCard />
      <CheckCard />
      <CopiesCard />
      {owner ? <FolderCard /> : null}
    </div>
  );
}

function CloudNameCard() {
  const { t } = useTranslation();
  const text = useFailureText();
  const { data: cloud } = useCloudInfo();
  const rename = useMutation(
    api.cloud.rename.mutationOptions({
      onSuccess(info) {
        setCloudInfo(info);
        toast.success(t('settings.cloud.nameSaved'));
      },
    }),
  );
  if (cloud === undefined) return null;
  return (
    <Card title={t('settings.cloud.nameTitle')} description={t('settings.cloud.nameText')}>
      <OneLineForm
        label={t('common.name')}
        value={cloud.name}
        maxLength={60}
        error={rename.error === null ? undefined : text(rename.error).message}
        loading={rename.isPending}
        onSave={(name) => rename.mutate({ name })}
      />
    </Card>
  );
}
