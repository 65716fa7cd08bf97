import { BROWSER_PICTURES } from '../../contract/previews.ts';
import type { DecodeTask } from './decode/task.ts';

const MIB = 1024 * 1024;

/** How the small picture of a file is made. */
export type PictureSource =
  | { readonly by: Exclude<DecodeTask['by'], 'frame'>; readonly maximumBytes: number }
  /** Only a page can decode films. */
  | { readonly by: 'page' };

/**
 * Who makes the small picture of a file of this type; null where nothing can be shown. What is decoded in one piece has
 * a limit of bytes, because it is held in memory meanwhile.
 */
export function pictureSource(mime: string | null): PictureSource | null {
  if (mime === null) return null;
  if (mime === 'image/svg+xml') return { by: 'svg', maximumBytes: 4 * MIB };
  if (mime.startsWith('image/')) return { by: 'picture', maximumBytes: 96 * MIB };
  if (mime === 'application/pdf') return { by: 'pdf', maximumBytes: 96 * MIB };
  if (mime.startsWith('audio/')) return { by: 'cover', maximumBytes: Number.MAX_SAFE_INTEGER };
  return mime.startsWith('video/') ? { by: 'page' } : null;
}

/** True for pictures that browsers cannot show themselves, so that a large one is made of them. */
export function needsLarge(mime: string | null): boolean {
  return mime?.startsWith('image/') === true && !BROWSER_PICTURES.includes(mime);
}
