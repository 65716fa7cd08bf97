import { Link } from '@tanstack/react-router';
import { FolderOpen, LayoutDashboard, LogOut, type LucideIcon, Settings, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCloudInfo, usePerson } from '../api/session.ts';
import { SignOutButton } from '../features/session/sign-out-button.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Logo } from '../ui/logo.tsx';
import { EngineStatus } from './engine-status.tsx';

type Place = 'dashboard' | 'files' | 'people' | 'settings';

const PLACES: readonly { name: Place; to: '/' | '/files' | '/people' | '/settings'; icon: LucideIcon }[] = [
  { name: 'dashboard', to: '/', icon: LayoutDashboard },
  { name: 'files', to: '/files', icon: FolderOpen },
  { name: 'people', to: '/people', icon: Users },
  { name: 'settings', to: '/settings', icon: Settings },
];

/** Where one can go, how the cloud is, and who is signed in. */
export function Sidebar() {
  const { t } = useTranslation();
  const person = usePerson();
  const { data: cloud } = useCloudInfo();
  const places = PLACES.filter(({ name }) => name !== 'people' || person.role !== 'member');
  return (
    <aside
      aria-label={t('app.sidebar')}
      className="flex w-58 shrink-0 flex-col border-r border-line bg-sidebar"
    >
      <div className="flex items-center gap-3 px-5 pt-6 pb-5">
        <Logo className="size-9 shrink-0" />
        <div className="min-w-0">
          <p className="truncate text-sm font-semibold tracking-tight" title={cloud?.name}>
            {cloud?.name}
          </p>
          <EngineStatus />
        </div>
      </div>
      <nav aria-label={t('app.navigation')} className="flex-1 overflow-y-auto px-3 py-1">
        <ul className="flex flex-col gap-0.5">
          {places.map(({ name, to, icon: Icon }) => (
            <li key={name}>
              <Link
                to={to}
                activeOptions={{ exact: to === '/' }}
                className="flex items-center gap-3 rounded-control px-3 py-2.5 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-card aria-[current=page]:[&_svg]:text-accent-text"
              >
                <Icon aria-hidden="true" className="size-4.5" strokeWidth={1.9} />
                {t(`app.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex flex-col gap-1 border-t border-line p-3">
        <div className="flex items-center gap-3 px-2 py-2">
          <Avatar name={person.name} size="sm" />
          <div className="min-w-0 flex-1">
            <p className="truncate text-sm font-medium" title={person.name}>
              {person.name}
            </p>
            <p className="truncate text-xs text-muted">{t(`common.roles.${person.role}`)}</p>
          </div>
        </div>
        <SignOutButton
          label={t('app.signOut')}
          icon={<LogOut aria-hidden="true" />}
          className="justify-start text-muted"
        />
      </div>
    </aside>
  );
}
