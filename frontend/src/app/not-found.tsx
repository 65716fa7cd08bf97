import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** For an address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="grid h-full place-items-center">
      <title>{`${t('app.notFound.title')} · Mini Cloud Maker`}</title>
      <EmptyState
        wholePage
        illustration="search"
        title={t('app.notFound.title')}
        text={t('app.notFound.text')}
        action={
          <Button asChild variant="primary">
            <Link to="/">{t('app.notFound.back')}</Link>
          </Button>
        }
      />
    </div>
  );
}
