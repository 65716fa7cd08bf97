import { type ReactNode, useEffect, useState } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { contentUrl, isFrameWanted, keepFrame, useContentBase } from '../api/content.ts';
import { cn } from './cn.ts';
import { filmFrame } from './film-frame.ts';

interface ThumbnailProps {
  readonly node: Pick<DriveNode, 'id' | 'contentId' | 'type'>;
  /** Size and shape of the place: the picture fills it. */
  readonly className?: string;
  /** Stands in the place while there is no picture, and for good where nothing can be shown. */
  readonly fallback: ReactNode;
}

const PICTURED: ReadonlySet<string | null> = new Set(['image', 'video', 'audio', 'pdf']);

/** The small picture of a file, fetched when it comes into view. Its name is said elsewhere. */
export function Thumbnail({ node, className, fallback }: ThumbnailProps) {
  const base = useContentBase();
  const { id, contentId, type } = node;
  const [shown, setShown] = useState<string | null>(null);
  const pictured = base !== null && contentId !== null && PICTURED.has(type);
  return (
    <span className={cn('relative flex items-center justify-center overflow-hidden', className)}>
      {(contentId === null || shown !== contentId) && fallback}
      {pictured && (
        <Picture
          key={contentId}
          base={base}
          id={id}
          contentId={contentId}
          type={type}
          onShown={() => setShown(contentId)}
        />
      )}
    </span>
  );
}

interface PictureProps {
  readonly base: string;
  readonly id: string;
  readonly contentId: string;
  readonly type: DriveNode['type'];
  readonly onShown: () => void;
}

/** Films that showed nothing here: they are not tried again while the window is open. */
const failed = new Set<string>();

function Picture({ base, id, contentId, type, onShown }: PictureProps) {
  const [state, setState] = useState<'shown' | 'asking' | 'again' | 'none'>('shown');
  const asking = state === 'asking';

  useEffect(() => {
    if (!asking) return undefined;
    const gone = new AbortController();
    makeFrame(base, id, contentId, gone.signal).then(
      (made) => {
        if (!gone.signal.aborted) setState(made ? 'again' : 'none');
      },
      () => {
        if (!gone.signal.aborted) setState('none');
      },
    );
    return () => gone.abort();
  }, [asking, base, id, contentId]);

  if (state === 'none' || state === 'asking') return null;
  const url = contentUrl(base, 'thumbnail', id, contentId);
  return (
    <img
      alt=""
      // What a page is about stands at its top.
      className={cn('absolute inset-0 size-full object-cover', type === 'pdf' && 'object-top')}
      decoding="async"
      draggable={false}
      loading="lazy"
      onError={() => setState(type === 'video' && state === 'shown' ? 'asking' : 'none')}
      onLoad={onShown}
      // The part after # is not sent: it only makes the window ask once more.
      src={state === 'again' ? `${url}#again` : url}
    />
  );
}

/** Makes and hands in the small picture of a film, which only a page can decode; false when there is none to be made. */
async function makeFrame(base: string, id: string, contentId: string, signal: AbortSignal): Promise<boolean> {
  if (failed.has(contentId) || !(await isFrameWanted(base, id, contentId))) return false;
  const jpeg = await filmFrame(contentUrl(base, 'file', id, contentId), signal);
  if (jpeg === null) {
    if (!signal.aborted) failed.add(contentId);
    return false;
  }
  await keepFrame(id, contentId, jpeg);
  return true;
}
