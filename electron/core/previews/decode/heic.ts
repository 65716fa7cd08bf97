import type { SmallPicture } from './task.ts';
import type { Raster } from './raster.ts';

/** Pixels of one picture: as bytes they are held twice. The largest of today's telephones have 48 million. */
const PIXELS_MAXIMUM = 52_000_000;

/** Makes the small picture of a HEIC, or one as large as `side` says, decoded by WebAssembly; the turn that the camera noted is part of decoding. */
export async function heicPicture(bytes: Uint8Array, raster: Raster, side?: number): Promise<SmallPicture> {
  const { default: load } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs');
  const { HeifDecoder } = load();
  const images = new HeifDecoder().decode(bytes);
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0];
    if (image === undefined) throw new Error('no picture in it');
    const [width, height] = [image.get_width(), image.get_height()];
    if (width * height > PIXELS_MAXIMUM)
      throw new Error(`${String(width)} × ${String(height)} pixels are too many`);
    const pixels = new Uint8ClampedArray(width * height * 4);
    await new Promise<void>((resolve, reject) => {
      image.display({ data: pixels, width, height }, (shown) => {
        if (shown === null) reject(new Error('it could not be decoded'));
        else resolve();
      });
    });
    return await raster.ofPixels(new Uint8Array(pixels.buffer), { width, height, channels: 4 }, side);
  } finally {
    for (const image of images) image.free();
  }
}
