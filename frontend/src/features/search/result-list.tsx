/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a <select> can show nothing but text */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundNode } from '../../../../electron/contract/find.ts';
import { useTagNames } from '../../api/tags.ts';
import { sharerOf } from '../../i18n/place-names.ts';
import { CopyButtons } from './copy-buttons.tsx';
import { RESULT_HEIGHT, ResultRow } from './result-row.tsx';

interface ResultListProps {
  readonly items: readonly FoundNode[];
  /** What was typed. */
  readonly text: string;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  /** Shows an entry where it is. */
  readonly onOpen: (node: FoundNode) => void;
  /** Lets one look at it; `onClosed` is told the last one looked at. */
  readonly onPreview: (nodes: readonly FoundNode[], id: string, onClosed: (id: string) => void) => void;
  /** Makes a copy of what somebody else shares one's own. */
  readonly onCopyToMine: (node: FoundNode) => void;
  /** Back to where one types. */
  readonly onLeaveUp: () => void;
}

/** How far from the end more is fetched. */
const AHEAD = 20;
const PAGE_ROWS = 8;

/** What was found, as a list that arrows go through: Enter shows an entry in its folder, Space looks at it. */
export function ResultList(props: ResultListProps) {
  const { items, text, hasMore, onMore, onOpen, onPreview, onLeaveUp } = props;
  const { t } = useTranslation();
  const tagName = useTagNames();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const at = Math.min(active, items.length - 1);
  const roomy = useMemo(() => items.some((node) => sharerOf(node) !== null), [items]);
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => RESULT_HEIGHT,
    overscan: 8,
    paddingEnd: 96,
    initialRect: { width: 800, height: 600 },
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const fetchMore = useEffectEvent(onMore);
  useEffect(() => {
    if (hasMore && lastShown >= items.length - AHEAD) fetchMore();
  }, [hasMore, lastShown, items.length]);
  // Another search begins at its top.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [text]);

  function goTo(index: number): void {
    const next = Math.max(0, Math.min(items.length - 1, index));
    setActive(next);
    virtualizer.scrollToIndex(next);
    const row = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${String(next)}"]`);
    const drawn = row();
    // One that was out of sight is drawn only after the scrolling.
    if (drawn === null || drawn === undefined) requestAnimationFrame(() => row()?.focus());
    else drawn.focus();
  }

  function look(): void {
    const node = items[at];
    if (node === undefined) return;
    onPreview(items, node.id, (last) => goTo(items.findIndex((item) => item.id === last)));
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const node = items[at];
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE_ROWS,
      PageUp: at - PAGE_ROWS,
      Home: 0,
      End: items.length - 1,
    };
    const to = moves[event.key];
    if (event.key === 'ArrowUp' && at === 0) onLeaveUp();
    else if (to !== undefined) goTo(to);
    else if (event.key === 'Enter' && node !== undefined) onOpen(node);
    else if (event.key === ' ') look();
    else return;
    event.preventDefault();
  }

  return (
    <div ref={scroller} className="-mx-3 min-h-0 flex-1 overflow-y-auto px-3">
      <div className="relative">
        <div
          role="listbox"
          aria-label={t('search.results')}
          // Its entries are the stops of the Tab key.
          tabIndex={-1}
          onKeyDown={press}
          className="relative outline-none"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {shown.map(({ index, start }) => {
            const node = items[index];
            return node === undefined ? null : (
              <ResultRow
                key={node.id}
                id={`${id}-${node.id}`}
                node={node}
                text={text}
                index={index}
                total={hasMore ? -1 : items.length}
                start={start}
                active={index === at}
                tagName={tagName}
                onOpen={onOpen}
                onActive={setActive}
                roomy={roomy}
              />
            );
          })}
        </div>
        <CopyButtons
          shown={shown.flatMap(({ index, start }) => {
            const node = items[index];
            return node === undefined ? [] : [{ node, start, active: index === at }];
          })}
          onCopy={props.onCopyToMine}
        />
      </div>
    </div>
  );
}
