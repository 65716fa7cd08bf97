import type { ReactNode } from 'react';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { useSettled } from './scrolling.ts';

interface LatePictureProps {
  readonly node: DriveNode;
  readonly icon: ReactNode;
}

/** The picture of a file; what only flies past while one scrolls is neither asked for nor drawn. */
export function LatePicture({ node, icon }: LatePictureProps) {
  return useSettled() ? (
    <Thumbnail node={node} className="size-full" fallback={icon} />
  ) : (
    <span className="flex size-full items-center justify-center">{icon}</span>
  );
}
