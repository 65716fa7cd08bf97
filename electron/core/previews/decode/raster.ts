import type { Metadata, Sharp as Pipeline } from 'sharp';
import { THUMBNAIL_SIDE } from '../../../contract/previews.ts';
import type { Sharp } from './load-sharp.ts';
import type { PictureFormat } from './sniff.ts';
import type { SmallPicture } from './task.ts';

const MEGAPIXELS = 1_000_000;
const TIMEOUT_SECONDS = 20;

/** Pixels that a picture may have by how much of it has to be in memory at once; the rest comes row by row. */
const LIMITS: Readonly<Record<Exclude<PictureFormat, 'heic'>, { rows: number; whole: number }>> = {
  jpeg: { rows: 300 * MEGAPIXELS, whole: 120 * MEGAPIXELS },
  png: { rows: 200 * MEGAPIXELS, whole: 64 * MEGAPIXELS },
  tiff: { rows: 120 * MEGAPIXELS, whole: 120 * MEGAPIXELS },
  webp: { rows: 64 * MEGAPIXELS, whole: 64 * MEGAPIXELS },
  gif: { rows: 64 * MEGAPIXELS, whole: 64 * MEGAPIXELS },
  avif: { rows: 64 * MEGAPIXELS, whole: 64 * MEGAPIXELS },
};
/** An SVG says how large it wants to be, and is drawn as large as is needed; this bounds what it is drawn on. */
const SVG_LIMIT = 32 * MEGAPIXELS;

/** The libvips operations that read: these and no other. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif', 'Svg'].map(
  (format) => `VipsForeignLoad${format}Buffer`,
);

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Makes small pictures of pictures, or as large ones as `side` says. Throws for what cannot be decoded or is too large. */
export interface Raster {
  ofPicture(bytes: Uint8Array, format: Exclude<PictureFormat, 'heic'>, side?: number): Promise<SmallPicture>;
  ofSvg(bytes: Uint8Array): Promise<SmallPicture>;
  /** Of pixels in rows without gaps, with transparency (4 channels) or without (3). */
  ofPixels(pixels: Uint8Array, raw: Pixels, side?: number): Promise<SmallPicture>;
}

/** Makes the raster on sharp, with everything switched off that small pictures do not need. */
export function makeRaster(sharp: typeof Sharp): Raster {
  sharp.cache(false);
  // As many threads as pictures are made at once: those of one picture would only get in each other's way.
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: READERS });

  return {
    async ofPicture(bytes, format, side) {
      const metadata = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
      const limit = limitFor(metadata, format);
      const { width, height } = metadata;
      if (width * height > limit) throw new Error(`${String(width)} × ${String(height)} pixels are too many`);
      // Whatever is there of a picture that was cut short is shown.
      return small(sharp(bytes, { limitInputPixels: limit, failOn: 'none' }).autoOrient(), { side });
    },
    async ofSvg(bytes) {
      const options = { limitInputPixels: SVG_LIMIT, failOn: 'error' } as const;
      return small(sharp(bytes, options), { enlarge: true });
    },
    ofPixels: (pixels, raw, side) => small(sharp(pixels, { raw }), { side }),
  };
}

async function small(
  pipeline: Pipeline,
  { side = THUMBNAIL_SIDE, enlarge = false }: { side?: number | undefined; enlarge?: boolean },
): Promise<SmallPicture> {
  const { data, info } = await pipeline
    .resize(side, side, { fit: 'inside', withoutEnlargement: !enlarge })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .webp({ quality: 78, effort: 1 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

function limitFor({ isProgressive }: Metadata, format: Exclude<PictureFormat, 'heic'>): number {
  const { rows, whole } = LIMITS[format];
  return isProgressive ? whole : rows;
}
