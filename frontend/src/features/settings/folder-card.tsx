import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { client } from '../../api/client.ts';
import { computer } from '../../api/desktop.ts';
import { useEngine } from '../../api/engine.ts';
import { toFailure } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';

/** Says where the data folder is now, after somebody moved it. */
export function FolderCard() {
  const { t } = useTranslation();
  const engine = useEngine();
  const own = computer();
  const relocate = useMutation({
    mutationFn: async () => {
      const folder = await own?.chooseDataFolder();
      if (folder === undefined || folder === null) return;
      await client.engine.relocate({ folder });
      toast.success(t('settings.cloud.found'));
    },
  });
  if (own === null || engine?.kind !== 'managed') return null;
  return (
    <Card
      title={t('settings.cloud.moved')}
      description={t('settings.cloud.movedText')}
      action={
        <Button loading={relocate.isPending} onClick={() => relocate.mutate()}>
          {t('settings.cloud.find')}
        </Button>
      }
    >
      {relocate.error === null ? null : <FailureCard failure={toFailure(relocate.error)} />}
    </Card>
  );
}
