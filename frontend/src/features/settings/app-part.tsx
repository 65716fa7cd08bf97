import { KeyRound, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { changeDesktopSettings, logAction, useDesktopSettings } from '../../api/desktop.ts';
import { useCloudInfo } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';

/** How the app behaves on this computer. */
export function AppPart() {
  const { t } = useTranslation();
  const settings = useDesktopSettings();
  const showLog = logAction();
  const { data: cloud } = useCloudInfo();
  const Shield = cloud?.secrets === 'keychain' ? ShieldCheck : KeyRound;
  return (
    <div className="flex flex-col gap-5">
      {settings === null ? null : (
        <Card title={t('settings.app.background')}>
          <div className="flex flex-col gap-5">
            <SwitchField
              label={t('settings.app.keepRunning')}
              hint={t('settings.app.keepRunningHint')}
              checked={settings.keepRunning}
              onChange={(on) => void changeDesktopSettings({ keepRunning: on })}
            />
            <SwitchField
              label={t('settings.app.autostart')}
              hint={t('settings.app.autostartHint')}
              checked={settings.autostart}
              onChange={(on) => void changeDesktopSettings({ autostart: on })}
            />
          </div>
        </Card>
      )}
      {cloud?.secrets == null ? null : (
        <Card title={t('settings.app.secretsTitle')}>
          <p className="flex items-start gap-3 text-sm text-muted">
            <Shield aria-hidden="true" className="size-5 shrink-0 text-accent-text" />
            {t(`settings.app.${cloud.secrets}`)}
          </p>
        </Card>
      )}
      {showLog === undefined ? null : (
        <Card
          title={t('settings.app.logTitle')}
          description={t('settings.app.logText')}
          action={<Button onClick={showLog}>{t('settings.app.showLog')}</Button>}
        />
      )}
    </div>
  );
}
