import { createContext, use } from 'react';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { EntryBoxProps } from './grid-row.tsx';
import { dragProps, useDropFolder } from './organise/drag.ts';
import type { Reach } from './organise/drag-rules.ts';
import { dropPlace } from './use-file-drop.ts';

/** What goes along when an entry is dragged, and the folder that it is in (undefined: each its own). */
export interface Dragging {
  readonly nodesFor: (node: DriveNode) => readonly DriveNode[];
  readonly folderId: string | null | undefined;
  /** What the person may do with them; everything when absent. */
  readonly reachOf?: (nodes: readonly DriveNode[]) => Reach;
  /** A finger that is held on an entry opens its menu instead. */
  readonly touch?: boolean;
}

/** Hands down to the rows what they need when they are dragged. */
export const DraggingContext = createContext<Dragging>({ nodesFor: (node) => [node], folderId: undefined });

/** A row or tile that can be dragged, and dropped onto when it is a folder. */
export function FileBox({ item, ...rest }: EntryBoxProps<DriveNode>) {
  const { nodesFor, folderId, reachOf, touch } = use(DraggingContext);
  const drag = touch === true ? {} : dragProps(() => nodesFor(item), folderId, reachOf);
  return item.kind === 'folder' ? <FolderBox item={item} {...rest} {...drag} /> : <div {...rest} {...drag} />;
}

function FolderBox({ item, ...rest }: EntryBoxProps<DriveNode>) {
  const { dropProps } = useDropFolder(item.id, item.name);
  return <div {...rest} {...dropProps} {...dropPlace(item)} />;
}
