import type { PlacedNode } from '../../../../electron/contract/drive.ts';

/** What can be done about what takes up space. */
export interface SpaceActs {
  /** Shows a folder, with one of its entries selected when one is named; null is the top. */
  readonly onShow: (folderId: string | null, select?: string) => void;
  /** Moves files to the trash, and says so with a way back. */
  readonly onTrash: (nodes: readonly PlacedNode[]) => Promise<void>;
  readonly onPreview: (nodes: readonly PlacedNode[], id: string) => void;
}
