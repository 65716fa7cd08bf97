import { Cloud, Info, Monitor, MonitorSmartphone, Palette, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { computer } from '../../api/desktop.ts';
import { usePerson } from '../../api/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { AboutPart } from './about-part.tsx';
import { AccountPart } from './account-part.tsx';
import { AppPart } from './app-part.tsx';
import { AppearancePart } from './appearance-part.tsx';
import { CloudPart } from './cloud-part.tsx';
import { DevicesPart } from './devices-part.tsx';

interface SettingsPageProps {
  /** Which part is open; the first one when it is none of them. */
  readonly part: string | undefined;
  readonly onPart: (part: string) => void;
}

/** Everything that can be set, in parts; the cloud's own part is for those who look after it. */
export function SettingsPage({ part, onPart }: SettingsPageProps) {
  const { t } = useTranslation();
  const { role } = usePerson();
  const tabs: Tab[] = [
    {
      key: 'account',
      label: t('settings.parts.account'),
      icon: <UserRound aria-hidden="true" />,
      content: <AccountPart />,
    },
    {
      key: 'appearance',
      label: t('settings.parts.appearance'),
      icon: <Palette aria-hidden="true" />,
      content: <AppearancePart />,
    },
    ...(role === 'member'
      ? []
      : [
          {
            key: 'cloud',
            label: t('settings.parts.cloud'),
            icon: <Cloud aria-hidden="true" />,
            content: <CloudPart />,
          },
        ]),
    {
      key: 'devices',
      label: t('browser.devices.part'),
      icon: <MonitorSmartphone aria-hidden="true" />,
      content: <DevicesPart />,
    },
    ...(computer() === null
      ? []
      : [
          {
            key: 'app',
            label: t('settings.parts.app'),
            icon: <Monitor aria-hidden="true" />,
            content: <AppPart />,
          },
        ]),
    {
      key: 'about',
      label: t('settings.parts.about'),
      icon: <Info aria-hidden="true" />,
      content: <AboutPart />,
    },
  ];
  const open = tabs.some(({ key }) => key === part) ? part : undefined;
  return (
    <div className="max-w-3xl">
      <PageHeader title={t('settings.title')} subtitle={t('settings.subtitle')} />
      <Tabs label={t('settings.parts.label')} tabs={tabs} value={open ?? 'account'} onChange={onPart} />
    </div>
  );
}
