import { useTranslation } from 'react-i18next';
import { Spinner } from '../../ui/spinner.tsx';

/** Holds the place of something that is on its way; says so only after a moment, as most things are here by then. */
export function Waiting({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  return (
    <output className="absolute inset-0 flex animate-appear items-center justify-center gap-3 text-sm text-muted [animation-delay:250ms] [animation-fill-mode:backwards]">
      <Spinner className="size-5" />
      {t('preview.loading', { name })}
    </output>
  );
}
