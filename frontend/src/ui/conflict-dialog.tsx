/** What becomes of an entry whose name is taken. */
export type ConflictDecision = 'replace' | 'keepBoth' | 'skip';

export interface ConflictContent {
  /** Null for folders. */
  readonly sizeBytes: number | null;
  readonly modifiedAt: string;
}

export interface Conflict {
  readonly id: string;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** What comes; null where nothing more is known of it. */
  readonly incoming: ConflictContent | null;
  /** What is there. */
  readonly existing: ConflictContent;
  /** False for a file and a folder of one name. Folders are merged instead of replaced. */
  readonly canReplace: boolean;
}

export interface ConflictDialogProps {
  /** At least one. */
  readonly conflicts: readonly Conflict[];
  /** Called once, with a decision for each. */
  readonly onDecide: (decisions: ReadonlyMap<string, ConflictDecision>) => void;
  /** Called when it is closed instead: nothing of what conflicts is to be done. */
  readonly onCancel: () => void;
}

/** Asks what becomes of entries whose names are taken, one after the other or all alike. */
export function ConflictDialog(_props: ConflictDialogProps) {
  return null;
}
