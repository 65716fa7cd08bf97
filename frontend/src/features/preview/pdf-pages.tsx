import { useVirtualizer } from '@tanstack/react-virtual';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useCallback, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar } from './bar.tsx';
import { BOTTOM, FULL, GAP, placeAt, TOP, topOf, widthScale, within } from './pdf-layout.ts';
import { PdfPage } from './pdf-page.tsx';
import { PdfPageField } from './pdf-page-field.tsx';
import { ScrollBox } from './scroll-box.tsx';
import { scrollSideways } from './sideways.ts';
import { useStageKeys } from './stage.ts';
import { useCtrlWheel } from './use-ctrl-wheel.ts';
import { useSize } from './use-size.ts';
import { type Point, type Size, STEP } from './zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

interface PdfPagesProps {
  readonly document: PDFDocumentProxy;
  /** Of the first page, in points; the others are taken to be like it until they are known. */
  readonly first: Size;
}

/** The pages of a PDF, of which only those in sight exist. */
export function PdfPages({ document, first }: PdfPagesProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const stage = useSize(scroller);
  const [sizes, setSizes] = useState<ReadonlyMap<number, Size>>(new Map());
  const [chosen, setChosen] = useState<number | null>(null);
  const scale = chosen ?? (stage === null ? FULL : widthScale(stage, first));

  const sizeOf = (index: number): Size => sizes.get(index) ?? first;
  const laidOut = { count: document.numPages, sizeOf, scale };
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoised by what it answers
  const pages = useVirtualizer({
    count: document.numPages,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizeOf(index).height * scale + GAP,
    overscan: 1,
    paddingStart: TOP,
    paddingEnd: BOTTOM,
  });
  const shown = pages.getVirtualItems();
  const widest = Math.max(...shown.map(({ index }) => sizeOf(index).width * scale), 0);

  /** What stays where it is while the scale changes, from the corner of what is in sight; its top without one. */
  const around = useRef<Point | null>(null);
  const before = useRef(scale);
  const keepPlace = useEffectEvent((old: number) => {
    const [element, content] = [scroller.current, inner.current];
    if (element === null || content === null || old === scale) return;
    const point = around.current ?? { x: element.clientWidth / 2, y: 0 };
    const place = placeAt({ ...laidOut, scale: old }, element.scrollTop + point.y);
    const fromMiddle =
      element.scrollLeft + point.x - Math.max(element.clientWidth, (widest * old) / scale) / 2;
    // Or what is there could not be scrolled to yet.
    content.style.width = `${String(widest)}px`;
    content.style.height = `${String(pages.getTotalSize())}px`;
    element.scrollTop = topOf(laidOut, place) - point.y;
    element.scrollLeft = (fromMiddle * scale) / old + Math.max(element.clientWidth, widest) / 2 - point.x;
  });
  useLayoutEffect(() => {
    pages.measure();
    keepPlace(before.current);
    before.current = scale;
    around.current = null;
  }, [pages, scale, sizes]);

  const learn = useCallback((index: number, size: Size) => {
    setSizes((known) => {
      const now = known.get(index);
      if (now?.width === size.width && now.height === size.height) return known;
      return new Map(known).set(index, size);
    });
  }, []);

  function zoomBy(factor: number, point: Point | null = null): void {
    around.current = point;
    setChosen(within(scale * factor));
  }
  function goTo(page: number): void {
    const element = scroller.current;
    if (element !== null) element.scrollTop = topOf(laidOut, { index: page - 1, part: 0 }) - GAP / 2;
  }
  useCtrlWheel(scroller, zoomBy);
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

  const [offset, height] = [pages.scrollOffset ?? 0, stage?.height ?? 0];
  const atEnd = offset > 0 && offset + height >= pages.getTotalSize() - 1;
  const current = atEnd
    ? document.numPages - 1
    : (shown.findLast(({ start }) => start <= offset + height / 2)?.index ?? 0);
  return (
    <>
      <ScrollBox scroller={scroller} className="overflow-auto bg-sunken">
        <div
          ref={inner}
          className="relative min-w-full"
          style={{ height: pages.getTotalSize(), width: widest }}
        >
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
      </ScrollBox>
      <Bar label={t('preview.zoom.label')}>
        <PdfPageField page={current + 1} total={document.numPages} onGo={goTo} />
        <span aria-hidden="true" className="mx-1 h-5 w-px bg-line narrow:hidden" />
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
