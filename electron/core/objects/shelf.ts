/** A piece of memory for the bytes of one small file. */
export interface Shelved {
  readonly bytes: Uint8Array;
  /** Gives it back; nobody may use the bytes from then on. */
  free(): void;
}

/** Memory that the worker of small files sees too. */
export interface Shelf {
  take(size: number): Shelved;
}

/** Most small files fit one block, and as many of the largest as are on their way at once fit all of them. */
const BLOCK = 16 * 1024;
const BLOCKS = 512;

/**
 * Makes the shelf. Memory of its own for each file would have to be made, cleared, handed over to the worker and
 * collected, which costs more than writing the file; here the same few pages are used again and again.
 */
export function makeShelf(): Shelf {
  const taken = new Uint8Array(BLOCKS);
  let memory: SharedArrayBuffer | undefined;

  /** The first block of the first gap of so many; -1 for none. */
  function gap(blocks: number): number {
    for (let start = taken.indexOf(0); start !== -1 && start + blocks <= BLOCKS;) {
      let end = start;
      while (end < start + blocks && taken[end] === 0) end += 1;
      if (end === start + blocks) return start;
      start = taken.indexOf(0, end);
    }
    return -1;
  }

  return {
    take(size) {
      const blocks = Math.max(1, Math.ceil(size / BLOCK));
      const start = gap(blocks);
      if (start === -1) return ownMemory(size);
      taken.fill(1, start, start + blocks);
      memory ??= new SharedArrayBuffer(BLOCK * BLOCKS);
      let held = true;
      return {
        bytes: new Uint8Array(memory, start * BLOCK, size),
        free() {
          // Once only: the blocks may be somebody else's by then.
          if (held) taken.fill(0, start, start + blocks);
          held = false;
        },
      };
    },
  };
}

/** Memory of its own, which is collected as any other. */
export function ownMemory(size: number): Shelved {
  return { bytes: new Uint8Array(size), free: () => undefined };
}
