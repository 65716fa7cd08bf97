import { HardDrive, type LucideIcon, Sparkles, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../electron/contract/desktop.ts';
import { changeDesktopSettings, desktop, useDesktopSettings } from '../../api/desktop.ts';
import { Illustration } from '../../ui/illustration.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { StepFrame } from './step-frame.tsx';

const POINTS: readonly ['private' | 'people' | 'simple', LucideIcon][] = [
  ['private', HardDrive],
  ['people', Users],
  ['simple', Sparkles],
];

/** What this is, and in which language. */
export function WelcomeStep({ onContinue }: { readonly onContinue: () => void }) {
  const { t } = useTranslation();
  const { language } = useDesktopSettings();
  const languages: SelectOption<Language>[] = [
    { value: 'pt-BR', label: t('common.languages.ptBR') },
    { value: 'en', label: t('common.languages.en') },
  ];
  return (
    <StepFrame
      picture={<Illustration name="cloud" className="mb-4 -ml-5 w-56 [@media(max-height:47rem)]:hidden" />}
      title={t('setup.welcome.title')}
      text={t('setup.welcome.text')}
      button={t('setup.welcome.start')}
      onContinue={onContinue}
    >
      <ul className="flex flex-col gap-4">
        {POINTS.map(([name, Icon]) => (
          <li key={name} className="flex items-center gap-4">
            <span
              aria-hidden="true"
              className="flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent-text"
            >
              <Icon className="size-5" strokeWidth={1.8} />
            </span>
            {t(`setup.welcome.points.${name}`)}
          </li>
        ))}
      </ul>
      {desktop().languageFixed ? null : (
        <div className="mt-2 w-60">
          <Select
            label={t('common.language')}
            value={language}
            options={languages}
            onChange={(chosen) => void changeDesktopSettings({ language: chosen })}
          />
        </div>
      )}
    </StepFrame>
  );
}
