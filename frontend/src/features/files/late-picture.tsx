import type { ReactNode } from 'react';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { NodeIcon } from '../../ui/file-icon.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { useCalmest } from './scrolling.ts';

interface LatePictureProps {
  readonly node: DriveNode;
  readonly icon: ReactNode;
}

/** The picture of a file; what only flies past while one scrolls is neither asked for nor drawn. */
export function LatePicture({ node, icon }: LatePictureProps) {
  const calmest = useCalmest();
  if (calmest === 'flying') return null;
  return calmest === 'still' && node.contentId !== null ? (
    <Thumbnail node={node} className="size-full" fallback={icon} />
  ) : (
    <span className="flex size-full items-center justify-center">{icon}</span>
  );
}

/** The picture of a type in a line; of what flies past, its place alone. */
export function LateIcon({ node }: Pick<LatePictureProps, 'node'>) {
  const flies = useCalmest() === 'flying';
  return flies ? <span className="size-9 shrink-0" /> : <NodeIcon node={node} />;
}
