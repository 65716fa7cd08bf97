import { createRequire } from 'node:module';
import type { DecoderFiles } from '../../electron/core/previews/decoders.ts';

/** What decodes pictures, without a bundle. */
export const DECODERS: DecoderFiles = {
  worker: new URL('../../electron/core/previews/thumbnail.worker.ts', import.meta.url),
  pdfium: createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'),
};
