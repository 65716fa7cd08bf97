import './pdf.css';
import { type PDFDocumentProxy, type RenderTask, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sharpness } from './pdf-layout.ts';
import type { Size } from './zoom.ts';

interface PdfPageProps {
  readonly document: PDFDocumentProxy;
  readonly index: number;
  /** In points. */
  readonly size: Size;
  /** Screen pixels of a point. */
  readonly scale: number;
  /** Where it begins below the others, in screen pixels. */
  readonly top: number;
  /** Called when its own size is known. */
  readonly onSize: (index: number, size: Size) => void;
}

/** A page, painted, with its letters above it so that they can be selected. Links, forms and scripts in it are paint. */
export function PdfPage({ document, index, size, scale, top, onSize }: PdfPageProps) {
  const { t } = useTranslation();
  const paper = useRef<HTMLDivElement>(null);
  const letters = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let over = false;
    let painting: RenderTask | undefined;
    let writing: TextLayer | undefined;

    async function paint(): Promise<void> {
      const page = await document.getPage(index + 1);
      if (over) return;
      const { width, height } = page.getViewport({ scale: 1 });
      onSize(index, { width, height });
      const viewport = page.getViewport({ scale });
      const ratio = sharpness(viewport, window.devicePixelRatio);
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.max(1, Math.floor(viewport.width * ratio));
      canvas.height = Math.max(1, Math.floor(viewport.height * ratio));
      canvas.ariaHidden = 'true';
      painting = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
      await painting.promise;
      // Painted aside and put there whole: while one zooms, what was there before stays.
      paper.current?.replaceChildren(canvas);
      const container = letters.current;
      if (container === null) return;
      container.replaceChildren();
      container.style.setProperty('--total-scale-factor', String(viewport.scale));
      writing = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
      await writing.render();
    }
    paint().catch(() => {
      // What was cancelled was not wanted any more.
      if (!over) setFailed(true);
    });
    return () => {
      over = true;
      painting?.cancel();
      writing?.cancel();
    };
  }, [document, index, scale, onSize]);

  return (
    <section
      aria-label={t('preview.pdf.pageName', { page: index + 1 })}
      className="absolute left-1/2 -translate-x-1/2 overflow-hidden rounded-sm bg-white text-black shadow-card"
      style={{ top, width: size.width * scale, height: size.height * scale }}
    >
      <div ref={paper} className="absolute inset-0 [&>canvas]:size-full" />
      <div ref={letters} className="pdf-letters" />
      {failed ? (
        <p role="alert" className="absolute inset-0 grid place-items-center p-8 text-sm">
          {t('preview.pdf.pageFailed')}
        </p>
      ) : null}
    </section>
  );
}
