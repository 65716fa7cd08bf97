import { useParams, useRouterState } from '@tanstack/react-router';
import {
  ChartPie,
  Clock,
  FolderOpen,
  LayoutDashboard,
  LogOut,
  Settings,
  Share2,
  Star,
  Trash2,
  Users,
  Wifi,
} from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCloudInfo, usePerson } from '../api/session.ts';
import { useDropFolder, useDropTrash } from '../features/files/organise/drag.ts';
import { FolderTree } from '../features/files/organise/folder-tree.tsx';
import { SignOutButton } from '../features/session/sign-out-button.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Logo } from '../ui/logo.tsx';
import { EngineStatus } from './engine-status.tsx';
import { FoldButton, useFold } from './sidebar-fold.tsx';
import { SidebarLink } from './sidebar-link.tsx';
import { SidebarTags } from './sidebar-tags.tsx';
import { useShowFolder } from './use-show-folder.ts';

/** Where one can go, how the cloud is, and who is signed in. */
export function Sidebar() {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={t('app.sidebar')}
      className="flex w-60 shrink-0 flex-col border-r border-line bg-sidebar"
    >
      <SidebarContent />
    </aside>
  );
}

/** What is in the side bar, wherever that is. */
export function SidebarContent() {
  const { t } = useTranslation();
  const person = usePerson();
  const { data: cloud } = useCloudInfo();
  const { dropProps: ontoTrash } = useDropTrash();
  return (
    <>
      <div className="flex items-center gap-3 px-5 pt-5 pb-4">
        <Logo className="size-9 shrink-0" />
        <div className="min-w-0">
          <p className="truncate text-sm font-semibold tracking-tight" title={cloud?.name}>
            {cloud?.name}
          </p>
          <EngineStatus />
        </div>
      </div>
      <nav aria-label={t('app.navigation')} className="min-h-0 flex-1 overflow-y-auto px-3 py-1 pb-4">
        <ul className="flex flex-col gap-0.5">
          <li className="flex">
            <SidebarLink to="/" icon={LayoutDashboard}>
              {t('app.dashboard')}
            </SidebarLink>
          </li>
          <FilesPlace />
          <li className="flex">
            <SidebarLink to="/recent" icon={Clock}>
              {t('views.recent.title')}
            </SidebarLink>
          </li>
          <li className="flex">
            <SidebarLink to="/favourites" icon={Star}>
              {t('views.favourites.title')}
            </SidebarLink>
          </li>
          <li className="flex">
            <SidebarLink to="/shared" icon={Share2}>
              {t('sharing.title')}
            </SidebarLink>
          </li>
          <li className="flex">
            <SidebarLink to="/trash" icon={Trash2} {...ontoTrash}>
              {t('files.openTrash')}
            </SidebarLink>
          </li>
          <li className="flex">
            <SidebarLink to="/space" icon={ChartPie}>
              {t('views.sidebar.space')}
            </SidebarLink>
          </li>
          {person.role === 'member' ? null : (
            <li className="flex">
              <SidebarLink to="/people" icon={Users}>
                {t('app.people')}
              </SidebarLink>
            </li>
          )}
          <li className="flex">
            <SidebarLink to="/network" icon={Wifi}>
              {t('network.place')}
            </SidebarLink>
          </li>
          <li className="flex">
            <SidebarLink to="/settings" icon={Settings}>
              {t('app.settings')}
            </SidebarLink>
          </li>
        </ul>
        <SidebarTags />
      </nav>
      <div className="flex items-center gap-3 border-t border-line px-4 py-3">
        <Avatar name={person.name} size="sm" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium" title={person.name}>
            {person.name}
          </p>
          <p className="truncate text-xs text-muted">{t(`common.roles.${person.role}`)}</p>
        </div>
        <span title={t('app.signOut')}>
          <SignOutButton
            label={<span className="sr-only">{t('app.signOut')}</span>}
            icon={<LogOut aria-hidden="true" />}
            className="w-9.5 gap-0 px-0 text-muted touch:w-11"
          />
        </span>
      </div>
    </>
  );
}

/** The files, with the tree of their folders below. */
function FilesPlace() {
  const { t } = useTranslation();
  const showFolder = useShowFolder();
  const tree = useId();
  const [open, toggle] = useFold('tree');
  const { folderId = null } = useParams({ strict: false });
  const inFiles = useRouterState({ select: ({ location }) => /^\/files(\/|$)/u.test(location.pathname) });
  const { dropProps } = useDropFolder(null, t('files.title'));
  return (
    <li>
      <div className="relative flex items-center">
        <SidebarLink to="/files" icon={FolderOpen} className="pr-9" {...dropProps}>
          {t('app.files')}
        </SidebarLink>
        <span className="absolute right-1">
          <FoldButton
            open={open}
            label={t(open ? 'views.sidebar.hideTree' : 'views.sidebar.showTree')}
            controls={tree}
            onToggle={toggle}
          />
        </span>
      </div>
      {open ? (
        <div id={tree} className="mt-0.5 mb-1">
          <FolderTree current={inFiles ? folderId : undefined} onOpen={(id) => showFolder(id)} />
        </div>
      ) : null}
    </li>
  );
}
