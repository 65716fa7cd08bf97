/** A file as it is recognised when it is chosen again. */
export interface KnownFile {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
}

/** What a file is recognised by; browsers of 2016 say when it was changed in a way of their own, or not at all. */
export function knownFile(file: File & { readonly lastModifiedDate?: Date }): KnownFile {
  const { name, size, lastModified, lastModifiedDate } = file;
  return { name, size, modified: lastModified || lastModifiedDate?.getTime() || 0 };
}

/** Which files of this request were begun in this browser and are not there yet; kept over a reload. */
export interface KeptList {
  read(): KnownFile[];
  add(file: KnownFile): void;
  remove(file: KnownFile): void;
}

/** More is of no help to anybody. */
const MOST = 200;

export const isSame = (one: KnownFile, other: KnownFile): boolean =>
  one.name === other.name && one.size === other.size && one.modified === other.modified;

/** Makes the list of a request. Where browsers keep nothing, it is empty, and nothing else is different. */
export function makeKeptList(base: string): KeptList {
  const key = `unfinished ${base}`;

  function read(): KnownFile[] {
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below
      return JSON.parse(localStorage.getItem(key) ?? '[]') as KnownFile[];
    } catch {
      return []; // this browser keeps nothing, or somebody else wrote there
    }
  }

  function write(files: readonly KnownFile[]): void {
    try {
      if (files.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(files.slice(-MOST)));
    } catch {
      // This browser keeps nothing: files go on all the same when they are chosen again.
    }
  }

  return {
    read,
    add: ({ name, size, modified }) =>
      write(
        read()
          .filter((one) => !isSame(one, { name, size, modified }))
          .concat([{ name, size, modified }]),
      ),
    remove: (file) => write(read().filter((one) => !isSame(one, file))),
  };
}
