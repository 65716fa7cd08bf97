import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** What those see who cannot turn it on. */
export function OffForMembers() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState
        illustration="offline"
        title={t('network.access.offTitle')}
        text={t('network.access.offForMembers')}
      />
    </Card>
  );
}
