import { localName, numbered, sameNameKey } from './local-names.ts';

/**
 * Names for the entries of an archive that every system can hold: those of Windows, unique in their folder where case
 * does not count. Folders come before what is in them, and what is in one folder comes together, so that the names of
 * one folder at a time are remembered.
 */
export class ZipNames {
  readonly #top = new Set<string>();
  /** What each folder of the cloud is called in the archive, with all above it. */
  readonly #folders = new Map<string, string>();
  #parent = '';
  #taken = new Set<string>();

  /** Begins with something chosen: what is in it has nothing to do with what was chosen before. */
  begin(): void {
    this.#folders.clear();
    this.#parent = '';
    this.#taken = this.#top;
  }

  /** The whole name of an entry, given its names from the chosen entry down; a folder's ends in a slash. */
  name(path: readonly string[], kind: 'folder' | 'file'): string {
    const parent = keyOf(path.slice(0, -1));
    const above = path.length === 1 ? '' : this.#folders.get(parent);
    if (above === undefined) throw new Error('an entry came before the folder it is in');
    if (parent !== this.#parent) {
      this.#parent = parent;
      this.#taken = new Set();
    }
    const whole = `${above}${this.#free(localName(path.at(-1) ?? '', 'win32'))}`;
    if (kind === 'file') return whole;
    this.#folders.set(keyOf(path), `${whole}/`);
    return `${whole}/`;
  }

  #free(wished: string): string {
    for (let number = 1; ; number += 1) {
      const name = numbered(wished, number);
      const key = sameNameKey(name);
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

/** A name never holds a NUL, so no two paths share a key. */
function keyOf(path: readonly string[]): string {
  return path.join('\0');
}
