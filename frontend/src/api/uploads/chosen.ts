/** A file to be uploaded, and the folders that it is in, below the one that was chosen. */
export interface ChosenFile {
  readonly file: File;
  readonly path: readonly string[];
}

/** What a file field gave; of a chosen folder the files bring their way with them. */
export function fromField(files: readonly File[]): ChosenFile[] {
  return files.map((file) => ({ file, path: file.webkitRelativePath.split('/').slice(0, -1) }));
}

/** What was dropped: to be called while the event is being handled, as what it carries is gone afterwards. */
export function entriesOf(data: DataTransfer): FileSystemEntry[] {
  return [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
}

/**
 * Reads dropped files and folders with all that is in them. Each is handed on as it is found, so that the first are
 * on their way while the rest is being read; what cannot be read is counted and passed over.
 */
export async function readEntries(
  entries: readonly FileSystemEntry[],
  onFiles: (files: ChosenFile[]) => void,
  path: readonly string[] = [],
): Promise<{ unreadable: number }> {
  let unreadable = 0;
  for (const entry of entries) {
    try {
      if (isFile(entry)) onFiles([{ file: await fileOf(entry), path }]);
      else if (isFolder(entry)) {
        const reader = entry.createReader();
        // A reader gives a hundred at a time, and none at the end.
        for (let some = await next(reader); some.length > 0; some = await next(reader)) {
          unreadable += (await readEntries(some, onFiles, [...path, entry.name])).unreadable;
        }
      }
    } catch {
      unreadable += 1;
    }
  }
  return { unreadable };
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

function next(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}
