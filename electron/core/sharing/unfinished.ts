import type { Progress } from './progress.table.ts';

/**
 * Downloads that one device left unfinished and that are remembered of it: a family behind one address has room, and
 * who invents browsers to begin ever more pushes out their own alone.
 */
export const UNFINISHED_OF_ONE = 50;
/** Devices that are remembered, those that began something last. */
const DEVICES = 500;

/** Which device has left which downloads unfinished. Known while the core runs; each share has its own bound besides. */
export class Unfinished {
  readonly #devices = new Map<string, Map<string, Progress>>();

  /** Notes one that is unfinished; answers with the device's oldest where it has too many of this share. */
  add(address: string, of: Progress): Progress | null {
    const device = `${of.shareId} ${address}`;
    const own = this.#devices.get(device) ?? new Map<string, Progress>();
    this.#devices.delete(device);
    this.#devices.set(device, own);
    this.#forgetDevices();
    const key = `${of.visitor} ${of.subject}`;
    own.delete(key);
    own.set(key, of);
    if (own.size <= UNFINISHED_OF_ONE) return null;
    const [oldest] = own;
    if (oldest === undefined) return null;
    own.delete(oldest[0]);
    return oldest[1];
  }

  /** One that is finished. */
  remove(address: string, { shareId, visitor, subject }: Progress): void {
    const device = `${shareId} ${address}`;
    const own = this.#devices.get(device);
    if (own?.delete(`${visitor} ${subject}`) === true && own.size === 0) this.#devices.delete(device);
  }

  #forgetDevices(): void {
    for (const device of this.#devices.keys()) {
      if (this.#devices.size <= DEVICES) return;
      this.#devices.delete(device);
    }
  }
}
