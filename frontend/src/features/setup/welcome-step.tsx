import { HardDrive, type LucideIcon, Sparkles, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../electron/contract/desktop.ts';
import type { CloudSource, SetupState } from '../../../../electron/contract/setup.ts';
import { changePageSettings, host, usePageSettings } from '../../api/desktop.ts';
import { Button } from '../../ui/button.tsx';
import { Illustration } from '../../ui/illustration.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { RestoreOffer } from './restore-offer.tsx';
import { StepFrame } from './step-frame.tsx';

const POINTS: readonly ['private' | 'people' | 'simple', LucideIcon][] = [
  ['private', HardDrive],
  ['people', Users],
  ['simple', Sparkles],
];

interface WelcomeStepProps {
  /** Where a cloud of this computer was, when it is still there and nothing is known of it any more. */
  readonly lost: CloudSource | null;
  readonly lastServer: SetupState['lastServer'];
  readonly onContinue: () => void;
  /** The person has a cloud somewhere. */
  readonly onExisting: () => void;
  readonly onRestore: (source: CloudSource) => void;
}

/** What this is, and in which language. */
export function WelcomeStep({ lost, lastServer, onContinue, onExisting, onRestore }: WelcomeStepProps) {
  const { t } = useTranslation();
  const { language } = usePageSettings();
  const languages: SelectOption<Language>[] = [
    { value: 'pt-BR', label: t('common.languages.ptBR') },
    { value: 'en', label: t('common.languages.en') },
  ];

  return (
    <StepFrame
      picture={
        lost === null ? (
          <Illustration name="cloud" className="mb-4 -ml-5 w-56 [@media(max-height:47rem)]:hidden" />
        ) : null
      }
      title={t('setup.welcome.title')}
      text={t('setup.welcome.text')}
      button={t('setup.welcome.start')}
      onContinue={onContinue}
      extra={
        <Button variant="ghost" size="lg" className="text-muted" onClick={onExisting}>
          {t('care.restore.existing')}
        </Button>
      }
    >
      {lost === null ? null : (
        <RestoreOffer
          kind={lost.kind}
          place={
            lost.kind === 'folder'
              ? lost.folder
              : lastServer === null
                ? null
                : t('care.restore.at', { bucket: lastServer.bucket, endpoint: lastServer.endpoint })
          }
          onRestore={() => onRestore(lost)}
        />
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
