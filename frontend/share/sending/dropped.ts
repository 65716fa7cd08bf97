import { toArray } from '../dom.ts';

/** The files that were dropped, those in folders too; what browsers do not say is left out. */
export function droppedFiles(data: DataTransfer, done: (files: File[]) => void): void {
  const entries: FileSystemEntry[] = [];
  const items = toArray(data.items ?? []);
  items.forEach((item) => {
    const entry = typeof item.webkitGetAsEntry === 'function' ? item.webkitGetAsEntry() : null;
    if (entry !== null) entries.push(entry);
  });
  if (entries.length === 0) {
    done(toArray(data.files));
    return;
  }
  const found: File[] = [];
  let open = 1;
  const close = () => {
    open -= 1;
    if (open === 0) done(found);
  };
  const read = (entry: FileSystemEntry): void => {
    open += 1;
    if (isFile(entry)) {
      entry.file((file) => {
        found.push(file);
        close();
      }, close);
    } else if (isFolder(entry)) readFolder(entry.createReader(), read, close);
    else close();
  };
  entries.forEach(read);
  close();
}

/** A reader gives some at a time, and none at the end. */
function readFolder(
  reader: FileSystemDirectoryReader,
  read: (entry: FileSystemEntry) => void,
  close: () => void,
): void {
  reader.readEntries((some) => {
    if (some.length === 0) return close();
    some.forEach(read);
    return readFolder(reader, read, close);
  }, close);
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
