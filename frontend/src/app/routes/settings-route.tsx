import { useNavigate, useSearch } from '@tanstack/react-router';
import { SettingsPage } from '../../features/settings/settings-page.tsx';
import { PageFrame } from '../page-frame.tsx';

/** The settings at their address. */
export function SettingsRoute() {
  const navigate = useNavigate();
  const { part } = useSearch({ from: '/settings' });
  return (
    <PageFrame>
      <SettingsPage
        part={part}
        onPart={(next) => void navigate({ to: '/settings', search: { part: next }, replace: true })}
      />
    </PageFrame>
  );
}
