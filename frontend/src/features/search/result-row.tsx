/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an <option> can hold nothing but text */
/* oxlint-disable jsx-a11y/click-events-have-key-events -- the list hears the keys of all its entries */
import { ChevronRight, Users } from 'lucide-react';
import { Fragment, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagColor } from '../../../../electron/contract/drive.ts';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { useFormat } from '../../i18n/format.ts';
import { cn } from '../../ui/cn.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { TagMarks } from '../../ui/tag.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { highlight } from './highlight.ts';
import { placeNames, sharerOf } from '../../i18n/place-names.ts';

/** Height of every entry, in CSS pixels. */
export const RESULT_HEIGHT = 64;

interface ResultRowProps {
  readonly id: string;
  readonly node: FoundNode;
  /** What was typed, marked in the name. */
  readonly text: string;
  readonly index: number;
  readonly total: number;
  /** Distance from the top of the list, in CSS pixels. */
  readonly start: number;
  readonly active: boolean;
  /** Whether there has to be room for a button at the end. */
  readonly roomy: boolean;
  readonly tagName: (color: TagColor) => string;
  readonly onOpen: (node: FoundNode) => void;
  readonly onActive: (index: number) => void;
}

/** One thing that was found: what it is and where. */
export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { id, node, text, index, total, start, active, roomy, tagName, onOpen, onActive } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const type = node.kind === 'folder' ? null : (node.type ?? 'other');
  return (
    <div
      role="option"
      id={id}
      aria-selected={active}
      aria-posinset={index + 1}
      aria-setsize={total}
      tabIndex={active ? 0 : -1}
      data-index={index}
      onFocus={() => onActive(index)}
      onClick={() => onOpen(node)}
      className={cn(
        'group absolute inset-x-0 top-0 flex cursor-pointer items-center gap-3.5 rounded-control px-3 hover:bg-hover',
        'focus-visible:z-1 focus-visible:bg-accent-soft focus-visible:-outline-offset-2',
        roomy && 'pr-14',
      )}
      style={{ height: RESULT_HEIGHT, transform: `translateY(${String(start)}px)` }}
    >
      <Thumbnail node={node} className="size-10 shrink-0 rounded-lg" fallback={<FileIcon type={type} />} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <Name name={node.name} text={text} />
          <TagMarks colors={node.tags} name={tagName} />
        </span>
        <Path node={node} />
      </span>
      <span className="flex shrink-0 items-center gap-6 text-sm text-muted tabular-nums max-md:hidden">
        <span className="w-24 truncate">{type === null ? t('files.folder') : t(`files.types.${type}`)}</span>
        <span className="w-18 text-right">
          {node.sizeBytes === null ? '–' : format.bytes(node.sizeBytes)}
        </span>
        <time dateTime={node.modifiedAt} className="w-32 text-right whitespace-nowrap">
          {format.date(node.modifiedAt)}
        </time>
      </span>
    </div>
  );
});

function Name({ name, text }: { readonly name: string; readonly text: string }) {
  const pieces = highlight(name, text);
  return (
    <span className="truncate text-sm font-medium" title={name}>
      {pieces.map((piece, at) =>
        piece.hit ? (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no other name
          <mark key={at} className="rounded-xs bg-accent-soft font-semibold text-accent-text">
            {piece.text}
          </mark>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- likewise
          <Fragment key={at}>{piece.text}</Fragment>
        ),
      )}
    </span>
  );
}

/** The folders that an entry is in, the last of them never cut away. */
function Path({ node }: { readonly node: FoundNode }) {
  const { t } = useTranslation();
  const names = placeNames(node, t);
  const last = names.at(-1);
  const before = names.slice(0, -1).join(' › ');
  return (
    <span className="mt-0.5 flex items-center text-xs text-muted" title={names.join(' › ')}>
      {sharerOf(node) === null ? null : <Users aria-hidden="true" className="mr-1.5 size-3.5 shrink-0" />}
      {before === '' ? null : (
        <>
          <span className="max-w-80 min-w-0 shrink-[999] truncate">{before}</span>
          <ChevronRight aria-hidden="true" className="size-3.5 shrink-0" />
        </>
      )}
      <span className="truncate">{last}</span>
    </span>
  );
}
