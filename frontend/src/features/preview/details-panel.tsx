import type { DriveNode } from '../../../../electron/contract/drive.ts';

export interface DetailsPanelProps {
  /** What is selected. */
  readonly nodes: readonly DriveNode[];
  readonly onClose: () => void;
  /** Shows a folder; null is the top. */
  readonly onOpenFolder: (folderId: string | null) => void;
}

/** What is known of the files and folders that are selected, beside the list. */
export function DetailsPanel(_: DetailsPanelProps) {
  return null;
}
