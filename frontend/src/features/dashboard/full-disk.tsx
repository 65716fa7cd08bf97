import { useTranslation } from 'react-i18next';
import { computer } from '../../api/desktop.ts';
import { usePerson } from '../../api/session.ts';
import { FailureCard, type FailureCardProps, type FailureHandlers } from '../../ui/failure-card.tsx';

interface FullDiskProps {
  readonly failure: FailureCardProps['failure'];
  /** Where the data is, for those who may know; null as well where somebody else keeps it. */
  readonly folder: string | null;
  readonly onOpenSpace: () => void;
  readonly onOpenTrash: () => void;
}

/**
 * The cloud runs, but nothing more fits on its disk: what can be done about that from here. At the computer itself its
 * disk can be looked at; from anywhere else there is what one put into the cloud oneself.
 */
export function FullDisk({ failure, folder, onOpenSpace, onOpenTrash }: FullDiskProps) {
  const { t } = useTranslation();
  const isAdmin = usePerson().role !== 'member';
  const own = isAdmin && folder !== null ? computer() : null;
  const actions: FailureHandlers = { seeSpace: onOpenSpace, openTrash: onOpenTrash };
  if (own !== null) actions.showFolder = () => void own.showData();
  return (
    <FailureCard
      failure={failure}
      message={
        own !== null
          ? t('dashboard.full.here', { folder: folder ?? '' })
          : t(isAdmin ? 'dashboard.full.elsewhere' : 'dashboard.full.member')
      }
      actions={actions}
      className="mt-5"
    />
  );
}
