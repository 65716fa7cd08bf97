import { useTranslation } from 'react-i18next';
import { Logo } from '../ui/logo.tsx';
import { Spinner } from '../ui/spinner.tsx';

interface SplashProps {
  readonly text?: string;
}

/** Fills the window while the first answers are on their way; shows itself only when that takes a while. */
export function Splash({ text }: SplashProps) {
  const { t } = useTranslation();
  return (
    <main className="grid h-full place-items-center">
      <title>{t('app.name')}</title>
      <div className="flex flex-col items-center gap-5 motion-safe:animate-[appear_300ms_ease-out_400ms_backwards]">
        <Logo className="size-16" />
        <output className="flex items-center gap-2.5 text-sm text-muted">
          <Spinner />
          {text ?? t('app.opening')}
        </output>
      </div>
    </main>
  );
}
