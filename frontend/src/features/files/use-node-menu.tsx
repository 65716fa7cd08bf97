import {
  Clipboard,
  Copy,
  CopyPlus,
  Download,
  Eye,
  FileArchive,
  FilesIcon,
  FolderInput,
  FolderOpen,
  FolderSearch,
  HardDriveDownload,
  Info,
  Pencil,
  Scissors,
  Share2,
  Star,
  StarOff,
  Tags,
  Trash2,
  History,
} from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { useTags } from '../../api/tags.ts';
import type { MenuItem } from '../../ui/menu-look.ts';
import { TagMark } from '../../ui/tag.tsx';
import { shortcut } from './shortcut.ts';
import { tagStates } from './tag-states.ts';
import type { NodeActs } from './use-node-acts.tsx';

/** Marks are each one's own; and who may only look changes nothing. */
const MARKS = ['tags', 'favourite'];
/** Keys of what cannot be done there. */
export const HIDDEN: Readonly<Record<NodeActs['reach'], ReadonlySet<string>>> = {
  own: new Set(['copyToMine']),
  write: new Set(MARKS),
  read: new Set([...MARKS, 'rename', 'move', 'duplicate', 'cut', 'paste', 'delete']),
};

/** The tags as entries of a menu: ticked where all carry them, half where some do. */
export function useTagItems(nodes: readonly DriveNode[], setTags: NodeActs['setTags']): MenuItem[] {
  const states = useMemo(() => tagStates(nodes), [nodes]);
  return useTags().map(({ color, name }) => ({
    key: color,
    label: name,
    icon: <TagMark color={color} />,
    checked: states.get(color) ?? false,
    onCheck: (on) => setTags(nodes, on ? { add: [color], remove: [] } : { add: [], remove: [color] }),
  }));
}

/** The menu of what is selected. */
export function useNodeMenu(
  nodes: readonly DriveNode[],
  acts: NodeActs,
  tagItems: readonly MenuItem[],
): MenuItem[] {
  const { t } = useTranslation();
  const only = nodes.length === 1 ? nodes[0] : undefined;
  const starred = useMemo(() => nodes.length > 0 && nodes.every(({ favourite }) => favourite), [nodes]);
  const items: (MenuItem | null)[] = [
    only?.kind === 'folder'
      ? {
          key: 'open',
          label: t('files.open'),
          icon: <FolderOpen aria-hidden="true" />,
          shortcut: shortcut('Enter'),
          onSelect: () => acts.open(only),
        }
      : null,
    only?.kind === 'file'
      ? {
          key: 'preview',
          label: t('views.preview'),
          icon: <Eye aria-hidden="true" />,
          shortcut: t('views.spaceBar'),
          onSelect: () => acts.look(only),
        }
      : null,
    only?.kind === 'file'
      ? {
          key: 'versions',
          label: t('preview.versions.title'),
          icon: <History aria-hidden="true" />,
          onSelect: () => acts.showVersions(only),
        }
      : null,
    only === undefined || acts.showInFolder === undefined
      ? null
      : {
          key: 'show',
          label: t('views.showInFolder'),
          icon: <FolderSearch aria-hidden="true" />,
          onSelect: () => acts.showInFolder?.(only),
        },
    acts.share === undefined
      ? null
      : {
          key: 'share',
          label: t('sharing.share'),
          icon: <Share2 aria-hidden="true" />,
          onSelect: () => acts.share?.(nodes),
        },
    {
      key: 'download',
      label: t('files.download'),
      icon: <Download aria-hidden="true" />,
      onSelect: () => acts.download(nodes),
    },
    {
      key: 'zip',
      label: t('views.zip'),
      icon: <FileArchive aria-hidden="true" />,
      onSelect: () => acts.zip(nodes),
    },
    only === undefined
      ? null
      : {
          key: 'rename',
          label: t('views.rename'),
          icon: <Pencil aria-hidden="true" />,
          shortcut: 'F2',
          separated: true,
          onSelect: () => acts.rename(only),
        },
    {
      key: 'move',
      label: t('views.moveTo'),
      icon: <FolderInput aria-hidden="true" />,
      separated: only === undefined,
      onSelect: () => acts.moveTo(nodes),
    },
    {
      key: 'copyTo',
      label: t('views.copyTo'),
      icon: <FilesIcon aria-hidden="true" />,
      // The first of what is left where one may only look.
      separated: acts.reach === 'read',
      onSelect: () => acts.copyTo(nodes),
    },
    {
      key: 'copyToMine',
      label: t('views.copyToMine'),
      icon: <HardDriveDownload aria-hidden="true" />,
      onSelect: () => acts.copyToMine(nodes),
    },
    {
      key: 'duplicate',
      label: t('views.duplicate'),
      icon: <CopyPlus aria-hidden="true" />,
      shortcut: shortcut('mod+D'),
      onSelect: () => acts.duplicate(nodes),
    },
    {
      key: 'cut',
      label: t('views.cut'),
      icon: <Scissors aria-hidden="true" />,
      shortcut: shortcut('mod+X'),
      separated: true,
      onSelect: () => acts.cut(nodes),
    },
    {
      key: 'copy',
      label: t('views.copy'),
      icon: <Copy aria-hidden="true" />,
      shortcut: shortcut('mod+C'),
      onSelect: () => acts.copy(nodes),
    },
    acts.canPaste
      ? {
          key: 'paste',
          label: t('views.paste'),
          icon: <Clipboard aria-hidden="true" />,
          shortcut: shortcut('mod+V'),
          onSelect: acts.paste,
        }
      : null,
    {
      key: 'tags',
      label: t('views.tags'),
      icon: <Tags aria-hidden="true" />,
      separated: true,
      items: tagItems,
    },
    {
      key: 'favourite',
      label: t(starred ? 'views.removeFavourite' : 'views.addFavourite'),
      icon: starred ? <StarOff aria-hidden="true" /> : <Star aria-hidden="true" />,
      onSelect: () => acts.setFavourite(nodes, !starred),
    },
    {
      key: 'details',
      label: t('views.details'),
      icon: <Info aria-hidden="true" />,
      shortcut: shortcut('Alt+Enter'),
      onSelect: () => {
        if (!acts.detailsShown) acts.toggleDetails();
      },
    },
    {
      key: 'delete',
      label: t('files.delete'),
      icon: <Trash2 aria-hidden="true" />,
      shortcut: shortcut('Del'),
      danger: true,
      separated: true,
      onSelect: () => acts.trash(nodes),
    },
  ];
  const hidden = HIDDEN[acts.reach];
  return items.filter((item) => item !== null).filter(({ key }) => !hidden.has(key));
}
