import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { EngineChoice } from '../../../../electron/contract/engine.ts';
import { toFailure } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EngineOptions } from '../../ui/engine-options.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';

interface StorageDialogProps {
  /** Cannot be changed here: the files would stay behind. */
  readonly kind: 'managed' | 'external';
  readonly onClose: () => void;
}

/** Another program for the same folder, or another way to the same server. */
export function StorageDialog({ kind, onClose }: StorageDialogProps) {
  const { t } = useTranslation();
  const external = kind === 'external';
  const [choice, setChoice] = useState<EngineChoice>({ kind: 'managed', source: null });
  const options = useQuery(api.engine.options.queryOptions({ staleTime: 0 }));
  const choose = useMutation(
    api.engine.choose.mutationOptions({
      onSuccess() {
        toast.success(t('settings.cloud.changed'));
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(external ? 'settings.cloud.changeServer' : 'settings.cloud.changeProgram')}
      description={t(external ? 'settings.cloud.changeServerText' : 'settings.cloud.changeProgramText')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {external ? null : (
            <Button
              variant="primary"
              loading={choose.isPending}
              disabled={options.data === undefined}
              onClick={() => choose.mutate(choice)}
            >
              {t('settings.cloud.use')}
            </Button>
          )}
        </>
      }
    >
      {options.error === null ? (
        <EngineOptions
          fixedKind
          kind={kind}
          options={options.data}
          onChoose={(next) => (external ? choose.mutate(next) : setChoice(next))}
          busy={choose.isPending}
          failure={choose.error === null ? null : toFailure(choose.error)}
          checked={choose.isSuccess}
        />
      ) : (
        <FailureCard failure={toFailure(options.error)} actions={{ retry: () => void options.refetch() }} />
      )}
    </Dialog>
  );
}
