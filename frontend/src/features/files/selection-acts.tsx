import {
  Download,
  Ellipsis,
  Eye,
  FileArchive,
  FolderInput,
  HardDriveDownload,
  Pencil,
  Share2,
  Tags,
  Trash2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { DropdownMenu } from '../../ui/dropdown-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNarrow } from '../../ui/use-media.ts';
import type { MenuItem } from '../../ui/menu-look.ts';
import type { NodeActs } from './use-node-acts.tsx';
import { HIDDEN } from './use-node-menu.tsx';

interface SelectionActsProps {
  readonly nodes: readonly DriveNode[];
  readonly acts: NodeActs;
  readonly tagItems: readonly MenuItem[];
  /** Everything, for the button of what does not fit. */
  readonly menu: readonly MenuItem[];
}

/** What is done most often with a selection, as buttons, and a menu with the rest. */
export function SelectionActs({ nodes, acts, tagItems, menu }: SelectionActsProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const only = nodes.length === 1 ? nodes[0] : undefined;
  const may = (key: string) => !HIDDEN[acts.reach].has(key);
  // A phone has room for what is done most; the rest is in the menu.
  return (
    <div className="flex shrink-0 items-center gap-0.5">
      {only?.kind === 'file' && !narrow ? (
        <IconButton
          size="sm"
          label={t('views.preview')}
          icon={<Eye aria-hidden="true" />}
          onClick={() => acts.look(only)}
        />
      ) : null}
      {acts.share === undefined ? null : (
        <IconButton
          size="sm"
          label={t('sharing.share')}
          icon={<Share2 aria-hidden="true" />}
          onClick={() => acts.share?.(nodes)}
        />
      )}
      <IconButton
        size="sm"
        label={t('files.download')}
        icon={<Download aria-hidden="true" />}
        onClick={() => acts.download(nodes)}
      />
      {narrow ? null : (
        <IconButton
          size="sm"
          label={t('views.zip')}
          icon={<FileArchive aria-hidden="true" />}
          onClick={() => acts.zip(nodes)}
        />
      )}
      {only === undefined || narrow || !may('rename') ? null : (
        <IconButton
          size="sm"
          label={t('views.rename')}
          icon={<Pencil aria-hidden="true" />}
          onClick={() => acts.rename(only)}
        />
      )}
      {may('copyToMine') ? (
        <IconButton
          size="sm"
          label={t('views.copyToMine')}
          icon={<HardDriveDownload aria-hidden="true" />}
          onClick={() => acts.copyToMine(nodes)}
        />
      ) : null}
      {may('move') ? (
        <IconButton
          size="sm"
          label={t('views.moveTo')}
          icon={<FolderInput aria-hidden="true" />}
          onClick={() => acts.moveTo(nodes)}
        />
      ) : null}
      {narrow || !may('tags') ? null : (
        <DropdownMenu
          trigger={<IconButton size="sm" label={t('views.tags')} icon={<Tags aria-hidden="true" />} />}
          items={tagItems}
        />
      )}
      {may('delete') ? (
        <IconButton
          size="sm"
          label={t('files.delete')}
          icon={<Trash2 aria-hidden="true" />}
          onClick={() => acts.trash(nodes)}
        />
      ) : null}
      <DropdownMenu
        trigger={<IconButton size="sm" label={t('views.more')} icon={<Ellipsis aria-hidden="true" />} />}
        items={menu}
      />
    </div>
  );
}
