const KEY = 'mcm.uploads';

/** An upload whose page said so lately is still being sent, in another tab. */
const ALIVE_MS = 15_000;

/** Uploads that this device began, by id, with the last moment that a page was busy with them (ms; 0: given up). */
type Begun = Record<string, number>;

/**
 * Remembers which uploads were begun on this device: others of the same person may be under way on their phone, and
 * only here is the file at hand. Forgotten with the browser's data, and then choosing the file again still goes on.
 */
export const begunHere = {
  /** Says that a page is busy with these. */
  touch(ids: readonly string[], at = Date.now()): void {
    if (ids.length > 0) write({ ...read(), ...Object.fromEntries(ids.map((id) => [id, at])) });
  },
  /** Says that nobody is, as the page is being left. */
  leave(ids: readonly string[]): void {
    begunHere.touch(ids, 0);
  },
  forget(id: string): void {
    const { [id]: _gone, ...rest } = read();
    write(rest);
  },
  /** Whether it was begun here and no page is busy with it. */
  isLeft(id: string): boolean {
    const at = read()[id];
    return at !== undefined && Date.now() - at > ALIVE_MS;
  },
};

function read(): Begun {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, at]) => typeof at === 'number'));
  } catch {
    return {}; // forbidden, or not ours: as if nothing had been begun
  }
}

function write(begun: Begun): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(begun));
  } catch {
    // Forbidden or full: an upload that breaks off is then found by choosing its file again.
  }
}
