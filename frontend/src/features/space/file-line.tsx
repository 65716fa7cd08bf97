import { Eye, FolderOpen, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedNode } from '../../../../electron/contract/drive.ts';
import { useFormat } from '../../i18n/format.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import type { SpaceActs } from './space-acts.ts';
import { useLeftFocus } from './use-left-focus.ts';

interface FileLineProps extends SpaceActs {
  readonly node: PlacedNode;
  /** What can be leafed through with it. */
  readonly among: readonly PlacedNode[];
  /** Before the name. */
  readonly lead?: ReactNode;
}

/** A file with where it is, how large it is, and what can be done about it. */
export function FileLine({ node, among, lead, onShow, onTrash, onPreview }: FileLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, path } = node;
  const line = useLeftFocus<HTMLLIElement>();
  const where = [t('files.title'), ...path.map((folder) => folder.name)].join(' › ');
  return (
    <li ref={line} className="flex items-center gap-3.5 py-1.5 narrow:flex-wrap narrow:gap-y-0">
      {lead}
      <Thumbnail
        node={node}
        className="size-9 shrink-0 rounded-lg"
        fallback={<FileIcon type={node.type ?? 'other'} />}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-xs text-muted" title={where}>
          {where}
        </span>
      </span>
      <span className="shrink-0 text-sm font-medium tabular-nums">{format.bytes(node.sizeBytes ?? 0)}</span>
      <span className="flex shrink-0 narrow:w-full narrow:justify-end">
        <IconButton
          size="sm"
          label={t('space.acts.preview', { name })}
          icon={<Eye aria-hidden="true" />}
          onClick={() => onPreview(among, node.id)}
        />
        <IconButton
          size="sm"
          label={t('space.acts.show', { name })}
          icon={<FolderOpen aria-hidden="true" />}
          onClick={() => onShow(path.at(-1)?.id ?? null, node.id)}
        />
        <IconButton
          size="sm"
          label={t('space.acts.trash', { name })}
          icon={<Trash2 aria-hidden="true" />}
          onClick={() => void onTrash([node])}
        />
      </span>
    </li>
  );
}
