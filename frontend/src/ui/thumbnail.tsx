import { type ReactNode, useState } from 'react';
import type { DriveNode } from '../../../electron/contract/drive.ts';
import { contentUrl, useContentBase } from '../api/content.ts';
import { cn } from './cn.ts';

interface ThumbnailProps {
  readonly node: DriveNode;
  /** Size and shape of the place: the picture fills it. */
  readonly className?: string;
  /** Stands in the place while there is no picture, and for good where nothing can be shown. */
  readonly fallback: ReactNode;
}

/** The small picture of a file, fetched when it comes into view. Its name is said elsewhere. */
export function Thumbnail({ node, className, fallback }: ThumbnailProps) {
  const base = useContentBase();
  const [state, setState] = useState<'waiting' | 'shown' | 'none'>('waiting');
  const { id, contentId } = node;
  return (
    <span className={cn('relative flex items-center justify-center overflow-hidden', className)}>
      {state !== 'shown' && fallback}
      {base !== null && contentId !== null && state !== 'none' && (
        <img
          alt=""
          className="absolute inset-0 size-full object-cover"
          draggable={false}
          loading="lazy"
          onError={() => setState('none')}
          onLoad={() => setState('shown')}
          src={contentUrl(base, 'thumbnail', id, contentId)}
        />
      )}
    </span>
  );
}
