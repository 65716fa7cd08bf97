import { Moon, Sun, SunMoon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Language, Theme } from '../../../../electron/contract/desktop.ts';
import { changePageSettings, host, usePageSettings } from '../../api/desktop.ts';
import { Card } from '../../ui/card.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';

/** How the app looks and speaks. */
export function AppearancePart() {
  const { t } = useTranslation();
  const { theme, language } = usePageSettings();
  return (
    <div className="flex flex-col gap-5">
      <Card title={t('settings.appearance.theme')} description={t('settings.appearance.themeText')}>
        <RadioCards<Theme>
          row
          label={t('settings.appearance.theme')}
          value={theme}
          onChange={(chosen) => void changePageSettings({ theme: chosen })}
          options={[
            {
              value: 'system',
              label: t('settings.appearance.themes.system'),
              icon: <SunMoon aria-hidden="true" />,
            },
            {
              value: 'light',
              label: t('settings.appearance.themes.light'),
              icon: <Sun aria-hidden="true" />,
            },
            { value: 'dark', label: t('settings.appearance.themes.dark'), icon: <Moon aria-hidden="true" /> },
          ]}
        />
      </Card>
      <Card
        title={t('settings.appearance.languageTitle')}
        description={t(
          host().languageFixed ? 'settings.appearance.languageFixed' : 'settings.appearance.languageText',
        )}
      >
        {host().languageFixed ? null : (
          <RadioCards<Language>
            row
            label={t('settings.appearance.languageTitle')}
            value={language}
            onChange={(chosen) => void changePageSettings({ language: chosen })}
            options={[
              { value: 'pt-BR', label: t('common.languages.ptBR') },
              { value: 'en', label: t('common.languages.en') },
            ]}
          />
        )}
      </Card>
    </div>
  );
}
