import { useVirtualizer } from '@tanstack/react-virtual';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar } from './bar.tsx';
import { FULL, widthScale, within } from './pdf-layout.ts';
import { PdfPage } from './pdf-page.tsx';
import { useShown } from './shown.ts';
import { scrollSideways } from './sideways.ts';
import { useStageKeys } from './stage.ts';
import { useArrivalFocus } from './use-arrival-focus.ts';
import { useSize } from './use-size.ts';
import { type Size, STEP } from './zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

const GAP = 20;
const TOP = 24;

interface PdfPagesProps {
  readonly document: PDFDocumentProxy;
  /** Of the first page, in points; the others are taken to be like it until they are known. */
  readonly first: Size;
}

/** The pages of a PDF, of which only those in sight exist. */
export function PdfPages({ document, first }: PdfPagesProps) {
  const { t } = useTranslation();
  const { subject } = useShown();
  const scroller = useRef<HTMLDivElement>(null);
  const stage = useSize(scroller);
  const [sizes, setSizes] = useState<ReadonlyMap<number, Size>>(new Map());
  const [chosen, setChosen] = useState<number | null>(null);
  const scale = chosen ?? (stage === null ? FULL : widthScale(stage, first));
  useArrivalFocus(scroller);

  const sizeOf = (index: number): Size => sizes.get(index) ?? first;
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const pages = useVirtualizer({
    count: document.numPages,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizeOf(index).height * scale + GAP,
    overscan: 1,
    paddingStart: TOP,
    paddingEnd: 8,
  });

  const before = useRef(scale);
  useLayoutEffect(() => {
    const element = scroller.current;
    pages.measure();
    // What was in sight stays in sight.
    if (element !== null && before.current !== scale)
      element.scrollTop = (element.scrollTop * scale) / before.current;
    before.current = scale;
  }, [pages, scale, sizes]);

  const learn = useCallback((index: number, size: Size) => {
    setSizes((known) => {
      const now = known.get(index);
      if (now?.width === size.width && now.height === size.height) return known;
      return new Map(known).set(index, size);
    });
  }, []);

  const zoomBy = (factor: number) => setChosen(within(scale * factor));
  useStageKeys((event) => {
    const { key } = event;
    if (scrollSideways(scroller.current, event)) return true;
    if (key === '+' || key === '=') zoomBy(STEP);
    else if (key === '-') zoomBy(1 / STEP);
    else if (key === '0') setChosen(null);
    else if (key === '1') setChosen(FULL);
    else return false;
    return true;
  });

  const shown = pages.getVirtualItems();
  const middle = (pages.scrollOffset ?? 0) + (stage?.height ?? 0) / 2;
  const current = shown.findLast(({ start }) => start <= middle)?.index ?? 0;
  const widest = Math.max(...shown.map(({ index }) => sizeOf(index).width * scale), 0);
  return (
    <>
      <div
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        tabIndex={0}
        role="document"
        aria-label={subject.name}
        className="absolute inset-0 overflow-auto bg-sunken focus-visible:-outline-offset-2 data-arrived:outline-none"
      >
        <div className="relative min-w-full" style={{ height: pages.getTotalSize(), width: widest }}>
          {stage === null
            ? null
            : shown.map(({ index, start }) => (
                <PdfPage
                  key={index}
                  document={document}
                  index={index}
                  size={sizeOf(index)}
                  scale={scale}
                  top={start}
                  onSize={learn}
                />
              ))}
        </div>
      </div>
      <Bar label={t('preview.zoom.label')}>
        <span aria-live="polite" className="px-2 text-xs whitespace-nowrap tabular-nums">
          {t('preview.pdf.page', { page: current + 1, total: document.numPages })}
        </span>
        <span aria-hidden="true" className="mx-1 h-5 w-px bg-line" />
        <ZoomButtons
          scale={scale / FULL}
          whole={chosen === null}
          onZoomBy={zoomBy}
          onFull={() => setChosen(FULL)}
          onFit={() => setChosen(null)}
        />
      </Bar>
    </>
  );
}
