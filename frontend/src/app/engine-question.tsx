import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { useFailureToast } from '../api/failure.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

interface EngineQuestionProps {
  readonly what: 'stop' | 'restart';
  readonly onClose: () => void;
}

/** Asks before the cloud is stopped or begun anew: nobody reaches it meanwhile. */
export function EngineQuestion({ what, onClose }: EngineQuestionProps) {
  const { t } = useTranslation();
  const failed = useFailureToast();
  const act = useMutation({
    mutationFn: () => client.engine[what](),
    onError: failed,
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t(`dashboard.cloud.${what}Title`)}
      description={t(what === 'stop' ? 'dashboard.cloud.hints.stopped' : 'dashboard.cloud.hints.starting')}
      cancel={t('dashboard.cloud.keepRunning')}
      confirm={t(`dashboard.cloud.${what}`)}
      loading={act.isPending}
      onConfirm={() => act.mutate()}
    />
  );
}
