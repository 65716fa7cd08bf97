import type { DriveNode } from '../../../electron/contract/drive.ts';
import { contentUrl, isContentThere, keepFrame, thumbnailState } from '../api/content.ts';
import { filmFrame } from './film-frame.ts';

/** Contents that have no small picture and get none: nobody is asked why again while the window is open. */
const hopeless = new Set<string>();

/**
 * Looks why a small picture did not come, and makes that of a film, which only a page can decode. `made`: it can be
 * asked for now. `none`: there is none to be had. `away`: it may come later.
 */
export async function lookForPicture(
  base: string,
  {
    id,
    contentId,
    type,
  }: { readonly id: string; readonly contentId: string; readonly type: DriveNode['type'] },
  signal: AbortSignal,
): Promise<'made' | 'none' | 'away'> {
  if (hopeless.has(contentId)) return 'none';
  const state = await thumbnailState(base, id, contentId, signal);
  if (state === 'away') return 'away';
  if (state === 'wanted' && type === 'video') {
    const film = contentUrl(base, 'file', id, contentId);
    const jpeg = await filmFrame(film, signal);
    if (jpeg !== null) {
      await keepFrame(id, contentId, jpeg);
      return 'made';
    }
    // Of a film that cannot be read now nothing is known.
    if (signal.aborted || !(await isContentThere(film, signal))) return 'away';
  }
  hopeless.add(contentId);
  return 'none';
}
