import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { client } from '../api/client.ts';
import { computer, logAction } from '../api/desktop.ts';
import { useEngine } from '../api/engine.ts';
import { toFailure } from '../api/errors.ts';
import { usePerson } from '../api/session.ts';
import { FailureCard, type FailureHandlers } from '../ui/failure-card.tsx';

/** Across the top of every page while the cloud cannot start: why, and what to do. For those who can do it. */
export function EngineBanner() {
  const { t } = useTranslation();
  const engine = useEngine();
  const { role } = usePerson();
  const navigate = useNavigate();
  const start = useMutation({ mutationFn: () => client.engine.start() });
  const relocate = useMutation({
    mutationFn: async () => {
      const folder = (await computer()?.chooseDataFolder()) ?? null;
      if (folder === null) return;
      await client.engine.relocate({ folder });
      toast.success(t('app.folderFound'));
    },
  });

  if (role === 'member' || engine?.status !== 'failed' || engine.failure === null) return null;
  const actions: FailureHandlers = { retry: () => start.mutate(), start: () => start.mutate() };
  const showLog = logAction();
  if (showLog !== undefined) actions.showLog = showLog;
  const own = computer();
  if (own !== null && typeof engine.details?.dataFolder === 'string')
    actions.showFolder = () => void own.showData();
  if (role === 'owner') {
    if (own !== null) actions.findFolder = () => relocate.mutate();
    actions.chooseSource = () => void navigate({ to: '/settings', search: { part: 'cloud' } });
    actions.changeServer = actions.chooseSource;
  }
  const failed = relocate.error ?? start.error;
  return (
    <div className="flex flex-col gap-3 border-b border-line bg-surface px-8 py-4 narrow:px-4">
      <FailureCard failure={engine.failure} actions={actions} busy={start.isPending || relocate.isPending} />
      {failed === null ? null : <FailureCard failure={toFailure(failed)} />}
    </div>
  );
}
