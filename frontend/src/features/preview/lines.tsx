import './highlight.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { cn } from '../../ui/cn.ts';
import type { CodeLanguage } from './languages.ts';
import { ScrollBox } from './scroll-box.tsx';
import { linesOf } from './text.ts';
import { useHighlight } from './use-highlight.ts';

interface LinesProps {
  readonly text: string;
  readonly language: CodeLanguage | null;
  readonly numbered: boolean;
}

const LINE_HEIGHT = 22;
/** Letters of one line that are drawn together; longer lines come in pieces, or drawing one would take for ever. */
const PIECE = 4000;

interface Piece {
  readonly line: number;
  readonly text: string;
  readonly first: boolean;
}

/** Lines of text of which only those in sight exist. */
export function Lines({ text, language, numbered }: LinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => piecesOf(text), [text]);
  const whole = pieces.at(-1)?.line === pieces.length - 1;
  const coloured = useHighlight(text, whole ? language : null);
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const rows = useVirtualizer({
    count: pieces.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
    paddingStart: 20,
    // Below the last line there is room for the buttons of phones.
    paddingEnd: 76,
    initialRect: { width: 800, height: 600 },
  });
  const gutter = `${String(Math.max(3, String((pieces.at(-1)?.line ?? 0) + 1).length) + 1)}ch`;
  return (
    <ScrollBox scroller={scroller} className="overflow-x-hidden overflow-y-auto bg-surface">
      <div className="relative mx-auto max-w-6xl" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const piece = pieces[index];
          const runs = coloured?.[index];
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 flex px-20 narrow:px-4 font-mono text-sm leading-5.5"
              style={{ transform: `translateY(${String(start)}px)` }}
            >
              {numbered ? (
                <span
                  aria-hidden="true"
                  style={{ width: gutter }}
                  className="mr-5 shrink-0 narrow:mr-3 text-right text-muted select-none"
                >
                  {piece?.first === true ? piece.line + 1 : ''}
                </span>
              ) : null}
              <span className={cn('min-w-0 flex-1 wrap-anywhere whitespace-pre-wrap', runs && 'code')}>
                {runs === undefined
                  ? piece?.text
                  : // Runs never change their order.
                    runs.map(({ text: letters, look }, at) => (
                      // oxlint-disable-next-line react/no-array-index-key -- a run is nothing but its place
                      <span key={at} className={look}>
                        {letters}
                      </span>
                    ))}
                {'\n'}
              </span>
            </div>
          );
        })}
      </div>
    </ScrollBox>
  );
}

function piecesOf(text: string): Piece[] {
  return linesOf(text).flatMap((line, number): Piece[] => {
    if (line.length <= PIECE) return [{ line: number, text: line, first: true }];
    return Array.from({ length: Math.ceil(line.length / PIECE) }, (_, at) => ({
      line: number,
      text: line.slice(at * PIECE, (at + 1) * PIECE),
      first: at === 0,
    }));
  });
}
