import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { contentUrl, useContentBase } from '../api/content.ts';
import { cn } from './cn.ts';
import { lookForPicture } from './missing-picture.ts';
import { UntilBack } from './until-back.tsx';

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

function Picture({ base, id, contentId, type, onShown }: PictureProps) {
  const [state, setState] = useState<'shown' | 'asking' | 'away' | 'none'>('shown');
  /** How often it was asked for: in all, and since the cloud was last away. */
  const [asked, setAsked] = useState(0);
  const [tries, setTries] = useState(0);
  const asking = state === 'asking';

  function showAgain(): void {
    setAsked((count) => count + 1);
    setState('shown');
  }
  const found = useEffectEvent((what: 'made' | 'none' | 'away') => {
    if (what === 'made') showAgain();
    else setState(what);
  });
  useEffect(() => {
    if (!asking) return undefined;
    const gone = new AbortController();
    const tell = (what: 'made' | 'none' | 'away') => {
      if (!gone.signal.aborted) found(what);
    };
    lookForPicture(base, { id, contentId, type }, gone.signal).then(tell, () => tell('away'));
    return () => gone.abort();
  }, [asking, base, id, contentId, type]);

  if (state === 'away')
    return (
      <UntilBack
        tries={tries}
        onTry={(back) => {
          setTries(back ? 0 : tries + 1);
          showAgain();
        }}
      />
    );
  if (state !== 'shown') return null;
  const url = contentUrl(base, 'thumbnail', id, contentId);
  return (
    <img
      alt=""
      // What a page is about stands at its top.
      className={cn('absolute inset-0 size-full object-cover', type === 'pdf' && 'object-top')}
      decoding="async"
      draggable={false}
      loading="lazy"
      onError={() => setState('asking')}
      onLoad={onShown}
      // The part after # is not sent: it only makes the window ask once more.
      src={asked === 0 ? url : `${url}#${String(asked)}`}
    />
  );
}
