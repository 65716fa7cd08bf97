import {
  getDocument,
  PasswordResponses,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  PDFWorker,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
// oxlint-disable-next-line import/default -- the builder makes it
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { ContentTrouble, fetchPart } from './content.ts';
import { Binaries, CMaps } from './pdf-assets.ts';

/** Bytes that are fetched together. */
const CHUNK = 256 * 1024;

/** A PDF on its way, until {@link close} ends everything that belongs to it. */
export interface OpenPdf {
  /** Rejects with a ContentTrouble when its bytes cannot be had, or with the library's failures. */
  readonly document: Promise<PDFDocumentProxy>;
  close(): void;
}

/** Asks for the password; `wrong` after one that was not it. Call `answer` as soon as the person knows. */
export type AskPassword = (answer: (password: string) => void, wrong: boolean) => void;

/** Opens a PDF of a known size and fetches of it only what is looked at. Nothing in it runs. */
export function openPdf(url: string, sizeBytes: number, askPassword: AskPassword): OpenPdf {
  const stop = new AbortController();
  // Its own worker, ended with it: whatever a damaged file does to the one, the next file does not meet.
  const port = new Worker(workerUrl, { type: 'module' });
  const worker = PDFWorker.create({ port });
  let fail: (trouble: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });

  class Bytes extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      fetchPart(url, begin, Math.min(end, sizeBytes), stop.signal).then(
        ({ bytes }) => this.onDataRange(begin, bytes),
        (error: unknown) => fail(error),
      );
    }
  }

  const task = getDocument({
    range: new Bytes(sizeBytes, null),
    worker,
    rangeChunkSize: CHUNK,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    CMapReaderFactory: CMaps,
    StandardFontDataFactory: Binaries,
    WasmFactory: Binaries,
    verbosity: 0,
  });
  task.onPassword = (answer: (password: string) => void, reason: number) =>
    askPassword(answer, reason === PasswordResponses.INCORRECT_PASSWORD);
  port.addEventListener('error', () => fail(new ContentTrouble('damaged')));

  const document = sizeBytes === 0 ? Promise.reject(new ContentTrouble('damaged')) : task.promise;
  return {
    document: Promise.race([document, failed]),
    close() {
      stop.abort();
      failed.catch(() => undefined);
      void task.destroy().finally(() => {
        worker.destroy();
        port.terminate();
      });
    },
  };
}
