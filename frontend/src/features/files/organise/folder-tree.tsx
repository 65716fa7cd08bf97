export interface FolderTreeProps {
  /** The folder that is shown: null is the top, and undefined is no folder. */
  readonly current: string | null | undefined;
  readonly onOpen: (folderId: string | null) => void;
}

/** The folders as a tree, for the side bar. */
export function FolderTree(_props: FolderTreeProps) {
  return null;
}
