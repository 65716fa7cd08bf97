import { PDFiumLibrary } from '@hyzyla/pdfium';
import { readFile } from 'node:fs/promises';
import { THUMBNAIL_SIDE } from '../../../contract/previews.ts';
import type { Raster } from './raster.ts';
import type { SmallPicture } from './task.ts';

let opened: Promise<PDFiumLibrary> | undefined;

/** Makes a small picture of a PDF's first page by WebAssembly, which runs none of its scripts. */
export async function pdfPicture(bytes: Uint8Array, raster: Raster, wasm: string): Promise<SmallPicture> {
  opened ??= open(wasm);
  const document = await (await opened).loadDocument(bytes);
  try {
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    if (!(originalWidth >= 1 && originalHeight >= 1)) throw new Error('the first page has no size');
    const scale = THUMBNAIL_SIDE / Math.max(originalWidth, originalHeight);
    const size = (side: number) => Math.max(1, Math.round(side * scale));
    const { data, width, height } = await page.render({
      width: size(originalWidth),
      height: size(originalHeight),
      scale: 1,
      render: 'bitmap',
    });
    return await raster.ofPixels(data, { width, height, channels: 4 });
  } finally {
    document.destroy();
  }
}

async function open(wasm: string): Promise<PDFiumLibrary> {
  const file = await readFile(wasm);
  return PDFiumLibrary.init({ wasmBinary: new Uint8Array(file).buffer });
}
