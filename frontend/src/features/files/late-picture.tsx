import { createContext, type ReactNode, use, useState } from 'react';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { Thumbnail } from '../../ui/thumbnail.tsx';

/** Whether the list around is being scrolled. */
export const ScrollingContext = createContext(false);

interface LatePictureProps {
  readonly node: DriveNode;
  readonly icon: ReactNode;
}

/** The picture of a file; what only flies past while one scrolls is neither asked for nor drawn. */
export function LatePicture({ node, icon }: LatePictureProps) {
  const scrolling = use(ScrollingContext);
  const [wanted, setWanted] = useState(!scrolling);
  if (!wanted && !scrolling) setWanted(true);
  return wanted ? (
    <Thumbnail node={node} className="size-full" fallback={icon} />
  ) : (
    <span className="flex size-full items-center justify-center">{icon}</span>
  );
}
