import type { ShareEntry } from '../../sharing/share-door.ts';

/** How a file can be shown in a browser: by itself, by its small picture alone, or not. */
export type PreviewKind = 'picture' | 'small' | 'video' | 'audio' | 'pdf' | 'text' | 'none';

/** What browsers draw by themselves. */
const DRAWN = /^image\/(?:jpeg|png|gif|webp|svg\+xml|bmp|x-ms-bmp|avif)$/u;
const READ = /^(?:text\/|application\/(?:json|xml|yaml|toml|sql|javascript))/u;

/** How a file is shown; `limited`: its whole content must not be. */
export function previewKind({ mime }: Pick<ShareEntry, 'mime'>, limited: boolean): PreviewKind {
  if (mime === null) return 'none';
  if (limited) return hasPicture({ mime }) ? 'small' : 'none';
  if (DRAWN.test(mime)) return 'picture';
  if (mime.startsWith('image/')) return 'small';
  if (mime.startsWith('video/')) return 'video';
  if (mime.startsWith('audio/')) return 'audio';
  if (mime === 'application/pdf') return 'pdf';
  return READ.test(mime) ? 'text' : 'none';
}

/** Whether there may be a small picture of it. */
export function hasPicture({ mime }: Pick<ShareEntry, 'mime'>): boolean {
  return mime !== null && (/^(?:image|video|audio)\//u.test(mime) || mime === 'application/pdf');
}

/** Whether it belongs in a gallery. */
export function isPhotoOrFilm({ mime }: Pick<ShareEntry, 'mime'>): boolean {
  return mime !== null && /^(?:image|video)\//u.test(mime);
}
