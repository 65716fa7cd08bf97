import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from './content.ts';
import { openPdf } from './pdf-document.ts';
import type { Size } from './zoom.ts';

export type PdfState =
  | { readonly is: 'opening' }
  | { readonly is: 'locked'; readonly wrong: boolean; readonly unlock: (password: string) => void }
  /** `first` is the size of its first page, in points. */
  | { readonly is: 'open'; readonly document: PDFDocumentProxy; readonly first: Size }
  | { readonly is: 'failed'; readonly trouble: Trouble };

/** Opens a PDF for as long as the component is shown; anew whenever `tries` changes. */
export function usePdf(url: string, sizeBytes: number, tries: number): PdfState {
  const [state, setState] = useState<{ readonly of: string; readonly now: PdfState } | null>(null);
  const of = `${url} ${String(tries)}`;
  useEffect(() => {
    let over = false;
    const tell = (now: PdfState) => {
      if (!over) setState({ of, now });
    };
    const pdf = openPdf(url, sizeBytes, (answer, wrong) =>
      tell({
        is: 'locked',
        wrong,
        unlock(password) {
          tell({ is: 'opening' });
          answer(password);
        },
      }),
    );
    pdf.document
      .then(async (document) => {
        const page = await document.getPage(1);
        const { width, height } = page.getViewport({ scale: 1 });
        tell({ is: 'open', document, first: { width, height } });
      })
      .catch((error: unknown) => tell({ is: 'failed', trouble: troubleFrom(error) }));
    return () => {
      over = true;
      pdf.close();
    };
  }, [of, url, sizeBytes]);
  return state?.of === of ? state.now : { is: 'opening' };
}
