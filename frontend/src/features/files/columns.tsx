import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode, TrashedNode } from '../../../../electron/contract/drive.ts';
import { type Format, useFormat } from '../../i18n/format.ts';
import type { Column } from './file-grid.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';

const NAME = 'flex-1';
const TIME = 'w-52 shrink-0 pl-5';
const SIZE = 'w-28 shrink-0 tabular-nums';
/** Columns that a narrow window can do without. */
const WIDE = 'hidden shrink-0 @2xl:block';

function name(node: DriveNode) {
  return (
    <>
      <FileIcon type={node.kind === 'folder' ? null : (node.type ?? 'other')} />
      <span className="truncate font-medium" title={node.name}>
        {node.name}
      </span>
    </>
  );
}

function makeCells(t: TFunction, format: Format) {
  return {
    size: ({ sizeBytes }: DriveNode) => (
      <span className="text-muted">{sizeBytes === null ? '–' : format.bytes(sizeBytes)}</span>
    ),
    kind: ({ kind, type }: DriveNode) => (
      <span className="block truncate text-muted">
        {kind === 'folder' ? t('files.folder') : t(`files.types.${type ?? 'other'}`)}
      </span>
    ),
    time: (at: string) => (
      <time dateTime={at} className="block truncate text-muted tabular-nums">
        {format.dateTime(at)}
      </time>
    ),
  };
}

/** Columns of a folder. */
export function useFileColumns(): Column<DriveNode>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const { size, kind, time } = makeCells(t, format);
    return [
      { key: 'name', title: t('files.name'), className: NAME, sort: 'name', cell: name },
      { key: 'size', title: t('files.size'), className: SIZE, end: true, sort: 'size', cell: size },
      { key: 'type', title: t('files.kind'), className: `${WIDE} w-34 pl-6`, sort: 'type', cell: kind },
      {
        key: 'modified',
        title: t('files.modified'),
        className: TIME,
        sort: 'modified',
        cell: ({ modifiedAt }) => time(modifiedAt),
      },
    ];
  }, [t, format]);
}

/** Columns of the trash. */
export function useTrashColumns(): Column<TrashedNode>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const { size, time } = makeCells(t, format);
    const origin = ({ originalPath }: TrashedNode) => {
      const path = [t('files.title'), ...originalPath].join(' / ');
      return (
        <span className="block truncate text-muted" title={path}>
          {path}
        </span>
      );
    };
    return [
      { key: 'name', title: t('files.name'), className: NAME, cell: name },
      { key: 'path', title: t('files.trash.original'), className: `${WIDE} w-52`, cell: origin },
      { key: 'size', title: t('files.size'), className: SIZE, end: true, cell: size },
      {
        key: 'trashed',
        title: t('files.trash.trashedAt'),
        className: TIME,
        cell: ({ trashedAt }) => time(trashedAt),
      },
    ];
  }, [t, format]);
}
