import { useNavigate, useParams } from '@tanstack/react-router';
import {
  ChartPie,
  Clock,
  FolderOpen,
  FolderPlus,
  FolderUp,
  Keyboard,
  LayoutDashboard,
  LogOut,
  Moon,
  Play,
  RotateCw,
  Search,
  Settings,
  Share2,
  Square,
  Star,
  Sun,
  SunMoon,
  Trash2,
  Undo2,
  Upload,
  Users,
  Wifi,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { changePageSettings } from '../api/desktop.ts';
import { useEngine } from '../api/engine.ts';
import { useFailureToast } from '../api/failure.ts';
import { setMe, usePerson } from '../api/session.ts';
import { controlsFor } from '../features/dashboard/cloud-state.ts';
import { useChanges } from '../features/files/organise/changes.ts';
import { useUpload } from '../features/files/use-upload.ts';
import { Palette } from '../features/search/palette.tsx';
import { focusSearchBox } from '../features/search/search-box.tsx';
import type { PaletteItem } from '../features/search/palette-items.ts';
import { useShowFolder } from './use-show-folder.ts';

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
  readonly onNewFolder: (folderId: string | null) => void;
  readonly onUpload: () => void;
  /** Asks whether to, and does it. */
  readonly onEngine: (what: 'stop' | 'restart') => void;
}

/** The palette with all pages and actions of the app. */
export function CommandPalette(props: CommandPaletteProps) {
  const { onClose, onShortcuts, onNewFolder, onUpload, onEngine } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const showFolder = useShowFolder();
  const person = usePerson();
  const failed = useFailureToast();
  const changes = useChanges();
  const { folderId = null } = useParams({ strict: false });
  const { uploadFolder } = useUpload(folderId);
  const attempt = (act: () => Promise<unknown>) => () => void act().catch(failed);
  const theme = (value: 'light' | 'dark' | 'system') => attempt(() => changePageSettings({ theme: value }));
  const manages = person.role !== 'member';

  const pages: PaletteItem[] = [
    {
      key: 'dashboard',
      label: t('app.dashboard'),
      icon: LayoutDashboard,
      onSelect: () => void navigate({ to: '/' }),
    },
    { key: 'files', label: t('app.files'), icon: FolderOpen, onSelect: () => showFolder(null) },
    {
      key: 'recent',
      label: t('views.recent.title'),
      icon: Clock,
      onSelect: () => void navigate({ to: '/recent' }),
    },
    {
      key: 'shared',
      label: t('sharing.title'),
      icon: Share2,
      onSelect: () => void navigate({ to: '/shared' }),
    },
    {
      key: 'favourites',
      label: t('views.favourites.title'),
      icon: Star,
      onSelect: () => void navigate({ to: '/favourites' }),
    },
    {
      key: 'search',
      label: t('search.title'),
      icon: Search,
      onSelect: () => void navigate({ to: '/search' }).then(focusSearchBox),
    },
    {
      key: 'space',
      label: t('space.title'),
      icon: ChartPie,
      onSelect: () => void navigate({ to: '/space' }),
    },
    {
      key: 'trash',
      label: t('files.openTrash'),
      icon: Trash2,
      onSelect: () => void navigate({ to: '/trash' }),
    },
    ...(manages
      ? [
          {
            key: 'people',
            label: t('app.people'),
            icon: Users,
            onSelect: () => void navigate({ to: '/people' }),
          },
        ]
      : []),
    {
      key: 'network',
      label: t('network.place'),
      icon: Wifi,
      onSelect: () => void navigate({ to: '/network' }),
    },
    {
      key: 'settings',
      label: t('app.settings'),
      icon: Settings,
      onSelect: () => void navigate({ to: '/settings' }),
    },
  ];
  // Only what would do something as the server is now.
  const { power, powerEnabled, restartEnabled } = controlsFor(useEngine()?.status ?? 'stopping');
  const engineActions: PaletteItem[] = [
    {
      key: 'start',
      label: t('search.palette.start'),
      icon: Play,
      onSelect: attempt(() => client.engine.start()),
      shown: powerEnabled && power === 'start',
    },
    {
      key: 'restart',
      label: t('search.palette.restart'),
      icon: RotateCw,
      onSelect: () => onEngine('restart'),
      shown: restartEnabled,
    },
    {
      key: 'stop',
      label: t('search.palette.stop'),
      icon: Square,
      onSelect: () => onEngine('stop'),
      shown: powerEnabled && power === 'stop',
    },
  ].filter(({ shown }) => shown);
  const actions: PaletteItem[] = [
    {
      key: 'new-folder',
      label: t('files.newFolder'),
      icon: FolderPlus,
      onSelect: () => onNewFolder(folderId),
    },
    { key: 'upload', label: t('search.palette.upload'), icon: Upload, onSelect: onUpload },
    {
      key: 'upload-folder',
      label: t('files.uploadFolder'),
      icon: FolderUp,
      onSelect: () => void uploadFolder(),
    },
    {
      key: 'undo',
      label: t('search.palette.undo'),
      icon: Undo2,
      onSelect: () => void changes.undo(null),
    },
    {
      key: 'light',
      label: t('search.palette.light'),
      words: t('search.palette.themeWords'),
      icon: Sun,
      onSelect: theme('light'),
    },
    {
      key: 'dark',
      label: t('search.palette.dark'),
      words: t('search.palette.themeWords'),
      icon: Moon,
      onSelect: theme('dark'),
    },
    {
      key: 'system',
      label: t('search.palette.system'),
      words: t('search.palette.themeWords'),
      icon: SunMoon,
      onSelect: theme('system'),
    },
    { key: 'shortcuts', label: t('search.shortcuts.title'), icon: Keyboard, onSelect: onShortcuts },
    ...(manages ? engineActions : []),
    {
      key: 'sign-out',
      label: t('app.signOut'),
      icon: LogOut,
      onSelect: attempt(async () => {
        await client.session.signOut();
        setMe(null);
      }),
    },
  ];

  return (
    <Palette
      onClose={onClose}
      pages={pages}
      actions={actions}
      onNode={({ kind, id, path }) => {
        if (kind === 'folder') showFolder(id);
        else showFolder(path.at(-1)?.id ?? null, id);
      }}
      onSearchAll={(q) => void navigate({ to: '/search', search: { q } })}
    />
  );
}
