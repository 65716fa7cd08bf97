import { parseBlob, selectCover } from 'music-metadata';
import { fetchBytes } from './bytes.ts';

const WINDOW_BYTES = 256 * 1024;
/** A cover of more than some megabytes is none; what asks for more than this reads the sound. */
const READ_MAXIMUM = 24 * 1024 * 1024;

/** The picture that a piece of music brings, read from the parts of the file that say so; null for none. */
export async function coverOf(url: string, size: number): Promise<Uint8Array | null> {
  const file = new RemoteFile(url, size);
  const { common } = await parseBlob(file.asBlob(), { duration: false, skipPostHeaders: true });
  return selectCover(common.picture)?.data ?? null;
}

/** An object of which pieces are read; what was fetched last is kept. */
class RemoteFile {
  readonly #url: string;
  readonly #size: number;
  #window: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };
  #read = 0;

  constructor(url: string, size: number) {
    this.#url = url;
    this.#size = size;
  }

  /** As much of a blob as the parser uses: its size, and pieces of it. */
  asBlob(): Blob {
    const slice = (start: number, end: number) =>
      Object.assign(new Blob([]), { arrayBuffer: () => this.#piece(start, Math.min(end, this.#size)) });
    return Object.defineProperties(new Blob([]), { size: { value: this.#size }, slice: { value: slice } });
  }

  async #piece(start: number, end: number): Promise<ArrayBuffer> {
    const { start: from, bytes } = this.#window;
    if (start < from || end > from + bytes.length) await this.#move(start, end);
    const { start: at, bytes: now } = this.#window;
    return new Uint8Array(now.subarray(start - at, end - at)).buffer;
  }

  async #move(start: number, end: number): Promise<void> {
    const last = Math.min(this.#size, Math.max(end, start + WINDOW_BYTES)) - 1;
    const length = last - start + 1;
    this.#read += length;
    if (this.#read > READ_MAXIMUM) throw new Error('no cover in the first megabytes read');
    this.#window = { start, bytes: await fetchBytes(this.#url, length, { start, end: last }) };
  }
}
