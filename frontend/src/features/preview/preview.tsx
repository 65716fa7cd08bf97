import type { DriveNode } from '../../../../electron/contract/drive.ts';

export interface PreviewProps {
  /** What one goes through, in the order of the list; folders are passed over. */
  readonly nodes: readonly DriveNode[];
  /** The id of the file that is shown. */
  readonly at: string;
  readonly onAt: (id: string) => void;
  readonly onClose: () => void;
  /** Brings more of the list; asked for when the end comes near. */
  readonly onMore?: (() => void) | undefined;
  readonly actions?: PreviewActions | undefined;
}

/** What can be done with the file that is shown; what is missing gets no button. */
export interface PreviewActions {
  readonly onDownload?: ((node: DriveNode) => void) | undefined;
  readonly onDelete?: ((node: DriveNode) => void) | undefined;
  /** Shows a folder (null: the top) from the details, and closes nothing by itself. */
  readonly onOpenFolder?: ((folderId: string | null) => void) | undefined;
}

/** One file over the whole window, and the way to those before and after it. */
export function Preview(_: PreviewProps) {
  return null;
}
