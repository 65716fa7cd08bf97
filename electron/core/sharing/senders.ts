/** Uploads whose device is remembered, those that were begun last. */
const REMEMBERED = 5000;

/** From which device uploads come. Known while the core runs: it only keeps one device from taking all places. */
export class Senders {
  readonly #addresses = new Map<string, string>();

  note(uploadId: string, address: string): void {
    this.#addresses.delete(uploadId);
    this.#addresses.set(uploadId, address);
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > REMEMBERED && oldest !== undefined) this.#addresses.delete(oldest);
  }

  of(uploadId: string): string | undefined {
    return this.#addresses.get(uploadId);
  }
}
