import type { TFunction } from 'i18next';
import { Users } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode, TagColor } from '../../../../electron/contract/drive.ts';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { useTagNames } from '../../api/tags.ts';
import { type Format, useFormat } from '../../i18n/format.ts';
import { placeNames, sharerOf } from '../../i18n/place-names.ts';
import { TagMarks } from '../../ui/tag.tsx';
import type { Column } from './file-grid.tsx';
import { Brief } from './brief.tsx';
import { LateIcon } from './late-picture.tsx';
import { StarButton } from './star-button.tsx';

const NAME = 'flex-1';
const TIME = 'w-40 shrink-0 pl-5 @4xl:w-58 @max-lg:hidden';
const SIZE = 'w-26 shrink-0 tabular-nums @max-lg:hidden';
/** Columns that a narrow window can do without. */
const WIDE = 'hidden shrink-0 @4xl:block';
/** In a narrow window they stand behind the name. */
const TAGS = 'hidden w-24 shrink-0 @4xl:block';

function nameCell(t: TFunction, format: Format, tagName: (color: TagColor) => string) {
  return (node: DriveNode) => (
    <>
      <LateIcon node={node} />
      <span className="min-w-0">
        <span className="block truncate font-medium" title={node.name}>
          {node.name}
        </span>
        <Brief
          text={[
            // Whose it is says more than how large, where there is not room for both.
            ...sharedBy(t, node),
            ...(node.sizeBytes === null ? [] : [format.bytes(node.sizeBytes)]),
            format.date(node.modifiedAt),
          ].join(' · ')}
        />
      </span>
      <TagMarks colors={node.tags} name={tagName} most={2} className="@4xl:hidden" />
    </>
  );
}

function sharedBy(t: TFunction, node: DriveNode): string[] {
  const person = sharerOf(node);
  return person === null ? [] : [t('search.sharedBy', { person })];
}

/** What a kind of file or folder is called. */
export function kindText(t: TFunction, { kind, type }: DriveNode): string {
  return kind === 'folder' ? t('files.folder') : t(`files.types.${type ?? 'other'}`);
}

function makeCells(t: TFunction, format: Format) {
  return {
    size: ({ sizeBytes }: DriveNode) => (
      <span className="text-muted">{sizeBytes === null ? '–' : format.bytes(sizeBytes)}</span>
    ),
    kind: (node: DriveNode) => <span className="block truncate text-muted">{kindText(t, node)}</span>,
    time: (at: string) => (
      <time dateTime={at} title={format.dateTime(at)} className="block truncate text-muted tabular-nums">
        <span className="@4xl:hidden">{format.date(at)}</span>
        <span className="hidden @4xl:inline">{format.dateTime(at)}</span>
      </time>
    ),
  };
}

function makeColumns(t: TFunction, format: Format, tagName: (color: TagColor) => string) {
  const { size, kind, time } = makeCells(t, format);
  return {
    name: {
      key: 'name',
      title: t('files.name'),
      className: NAME,
      sort: 'name',
      cell: nameCell(t, format, tagName),
    },
    star: {
      key: 'star',
      title: t('views.favourite'),
      untitled: true,
      control: true,
      className: 'w-10 touch:w-11 shrink-0 px-0',
      cell: (node: DriveNode) => <StarButton node={node} />,
    },
    tags: {
      key: 'tags',
      title: t('views.tags'),
      className: TAGS,
      cell: ({ tags, favourite }: DriveNode) => (
        <>
          <TagMarks colors={tags} name={tagName} />
          {favourite ? <span className="sr-only">{t('views.favourite')}</span> : null}
        </>
      ),
    },
    size: { key: 'size', title: t('files.size'), className: SIZE, end: true, sort: 'size', cell: size },
    kind: { key: 'type', title: t('files.kind'), className: `${WIDE} w-32 pl-5`, sort: 'type', cell: kind },
    modified: {
      key: 'modified',
      title: t('files.modified'),
      className: TIME,
      sort: 'modified',
      cell: ({ modifiedAt }: DriveNode) => time(modifiedAt),
    },
  } as const satisfies Record<string, Column<DriveNode>>;
}

/** Columns of a folder. */
export function useFileColumns(): Column<DriveNode>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const tagName = useTagNames();
  return useMemo(() => Object.values(makeColumns(t, format, tagName)), [t, format, tagName]);
}

/** Columns of what lies in several folders: where each entry is, instead of its kind. */
export function usePlacedColumns(onShow: (node: FoundNode) => void): Column<FoundNode>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const tagName = useTagNames();
  return useMemo(() => {
    const columns = makeColumns(t, format, tagName);
    const path: Column<FoundNode> = {
      key: 'path',
      title: t('views.path'),
      className: 'w-28 shrink-0 @4xl:w-44 @max-lg:hidden',
      cell: (node) => {
        const names = placeNames(node, t);
        const text = names.join(' / ');
        return (
          <button
            type="button"
            tabIndex={-1}
            title={text}
            onClick={() => onShow(node)}
            className="flex max-w-full items-center gap-1.5 rounded-md text-muted hover:text-accent-text hover:underline"
          >
            {sharerOf(node) === null ? null : <Users aria-hidden="true" className="size-3.5 shrink-0" />}
            {/* The end of a path says more than its beginning. */}
            <span className="min-w-0 truncate">{names.at(-1)}</span>
            <span className="sr-only">, {text}</span>
          </button>
        );
      },
    };
    const { name: first, star, tags, size, modified } = columns;
    // Where something is matters more than how large it is.
    return [first, star, path, tags, { ...size, className: `${WIDE} ${SIZE}` }, modified];
  }, [t, format, tagName, onShow]);
}
