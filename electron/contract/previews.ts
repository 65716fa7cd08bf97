import { z } from 'zod';
import { call } from './call.ts';
import { nodeId } from './drive.ts';

/** Longest side of a thumbnail, in pixels. */
export const THUMBNAIL_SIDE = 512;

/** Longest side of the large picture of a file that browsers cannot show themselves, in pixels. */
export const LARGE_SIDE = 2048;

/** Pictures that every browser decodes. */
export const BROWSER_PICTURES: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/svg+xml',
  'image/bmp',
  'image/x-icon',
];

/** Largest picture that a page may hand in as a thumbnail, in characters of base64. */
const FRAME_MAXIMUM = 400_000;

/**
 * Pictures and bytes of files for the page. The bytes themselves come by address: `<base>file/<node id>`,
 * `<base>version/<version id>`, `<base>thumbnail/<node id>`, and `<base>large/<node id>` for pictures that browsers cannot
 * show themselves (a content id as query makes each content an address of its own). All support ranges.
 */
export const previews = {
  /** The beginning of the addresses; good while the session lasts and for nobody else. */
  access: call('member').output(z.object({ base: z.string() })),
  /** Keeps a picture that the page itself made of a film, which only it can decode. Throws NOT_FOUND, INVALID_INPUT. */
  keepFrame: call('member')
    .input(z.object({ id: nodeId, contentId: z.uuid(), jpeg: z.base64().max(FRAME_MAXIMUM) }))
    .output(z.void()),
};
