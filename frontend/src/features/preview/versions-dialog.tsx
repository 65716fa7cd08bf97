import type { DriveNode } from '../../../../electron/contract/drive.ts';

export interface VersionsDialogProps {
  readonly node: DriveNode;
  readonly onClose: () => void;
}

/** The earlier contents of one file, and what can be done with them. */
export function VersionsDialog(_: VersionsDialogProps) {
  return null;
}
