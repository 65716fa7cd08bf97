import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import { Logo } from '../../ui/logo.tsx';
import { Tagline } from '../../ui/tagline.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { STEPS, type Step } from './wizard.ts';

interface WizardFrameProps {
  readonly step: Step;
  readonly children: ReactNode;
}

/** The steps at one side, in narrow windows above, and the one that is due at the other. */
export function WizardFrame({ step, children }: WizardFrameProps) {
  const { t } = useTranslation();
  const current = STEPS.indexOf(step);
  return (
    <div className="flex h-full narrow:flex-col">
      <title>{`${t(`setup.stepNames.${step}`)} · Mini Cloud Maker`}</title>
      <aside
        aria-label={t('setup.title')}
        className="flex w-72 shrink-0 flex-col border-r border-line bg-[linear-gradient(165deg,var(--accent-soft),var(--sidebar)_55%)] p-8 narrow:w-full narrow:flex-row narrow:items-center narrow:gap-4 narrow:border-r-0 narrow:border-b narrow:px-4 narrow:py-3"
      >
        <div className="flex items-center gap-3">
          <Logo className="size-10" />
          <p className="text-base font-semibold tracking-tight narrow:text-sm">{t('app.name')}</p>
        </div>
        <ol
          aria-label={t('setup.steps')}
          className="mt-12 flex flex-col narrow:mt-0 narrow:ml-auto narrow:flex-row narrow:gap-1.5"
        >
          {STEPS.map((name, at) => (
            <li
              key={name}
              aria-current={at === current ? 'step' : undefined}
              className="group relative flex items-center gap-3.5 pb-7 last:pb-0 narrow:pb-0"
            >
              {at === STEPS.length - 1 ? null : (
                <span
                  aria-hidden="true"
                  className={cn(
                    'absolute top-7 left-[0.8125rem] h-7 w-0.5 rounded-full narrow:hidden',
                    at < current ? 'bg-accent' : 'bg-line',
                  )}
                />
              )}
              <span
                aria-hidden="true"
                className={cn(
                  'z-10 flex size-7 items-center justify-center rounded-full border-2 text-xs font-semibold transition-colors',
                  at < current && 'border-accent bg-accent text-accent-ink',
                  at === current && 'border-accent bg-surface text-accent-text',
                  at > current && 'border-line bg-surface text-muted',
                )}
              >
                {at < current ? <Check className="size-4" strokeWidth={3} /> : at + 1}
              </span>
              <span className={cn('text-sm narrow:sr-only', at === current ? 'font-semibold' : 'text-muted')}>
                {t(`setup.stepNames.${name}`)}
              </span>
              {at < current ? <VisuallyHidden>{t('setup.stepDone')}</VisuallyHidden> : null}
            </li>
          ))}
        </ol>
        <Tagline className="mt-auto text-xs text-muted narrow:hidden" />
      </aside>
      <main className="min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex min-h-full w-full max-w-152 flex-col justify-center px-10 py-10 narrow:justify-start narrow:px-4 narrow:py-6">
          {children}
        </div>
      </main>
    </div>
  );
}
