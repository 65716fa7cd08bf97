import { useTranslation } from 'react-i18next';
import { Illustration } from '../../ui/illustration.tsx';

/** A cloud that is not set up yet, seen from a browser that may not do it. */
export function NotSetUp() {
  const { t } = useTranslation();
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-6">
      <title>{t('app.name')}</title>
      <div className="w-full max-w-md text-center">
        <Illustration name="cloud" className="mx-auto mb-6 w-56" />
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{t('setup.notYet.title')}</h1>
        <p className="mt-3 text-muted">{t('setup.notYet.text')}</p>
      </div>
    </main>
  );
}
