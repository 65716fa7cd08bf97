import { HardDrive, type LucideIcon, Sparkles, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../electron/contract/desktop.ts';
import { changePageSettings, host, usePageSettings } from '../../api/desktop.ts';
import { Button } from '../../ui/button.tsx';
import { Illustration } from '../../ui/illustration.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { RestoreOffer } from './restore-offer.tsx';
import { StepFrame } from './step-frame.tsx';
import { useAskFolder } from './use-ask-folder.tsx';

const POINTS: readonly ['private' | 'people' | 'simple', LucideIcon][] = [
  ['private', HardDrive],
  ['people', Users],
  ['simple', Sparkles],
];

interface WelcomeStepProps {
  /** Where a cloud of this computer was, when it is still there and nothing is known of it any more. */
  readonly lostFolder: string | null;
  readonly onContinue: () => void;
  readonly onRestore: (folder: string) => void;
}

/** What this is, and in which language. */
export function WelcomeStep({ lostFolder, onContinue, onRestore }: WelcomeStepProps) {
  const { t } = useTranslation();
  const { language } = usePageSettings();
  const { ask, dialog } = useAskFolder();
  const languages: SelectOption<Language>[] = [
    { value: 'pt-BR', label: t('common.languages.ptBR') },
    { value: 'en', label: t('common.languages.en') },
  ];
  async function chooseCloud(): Promise<void> {
    const folder = await ask(lostFolder ?? '');
    if (folder !== null) onRestore(folder);
  }

  return (
    <StepFrame
      picture={
        lostFolder === null ? (
          <Illustration name="cloud" className="mb-4 -ml-5 w-56 [@media(max-height:47rem)]:hidden" />
        ) : null
      }
      title={t('setup.welcome.title')}
      text={t('setup.welcome.text')}
      button={t('setup.welcome.start')}
      onContinue={onContinue}
      extra={
        <Button variant="ghost" size="lg" className="text-muted" onClick={() => void chooseCloud()}>
          {t('care.restore.existing')}
        </Button>
      }
    >
      {dialog}
      {lostFolder === null ? null : (
        <RestoreOffer folder={lostFolder} onRestore={() => onRestore(lostFolder)} />
      )}
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
      {host().languageFixed ? null : (
        <div className="mt-2 w-60">
          <Select
            label={t('common.language')}
            value={language}
            options={languages}
            onChange={(chosen) => void changePageSettings({ language: chosen })}
          />
        </div>
      )}
    </StepFrame>
  );
}
