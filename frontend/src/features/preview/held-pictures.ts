/** Pictures that are held at most: the ones before and after what is shown, and what was shown before. */
const MOST = 4;

/** Addresses of pictures, each with one of its own in the page's memory once it is here; the newest last. */
const held = new Map<string, { local: string | null }>();

/**
 * Fetches a picture before it is wanted and holds it for a while. Contents are never stored by the browser, so without
 * this they would be fetched again when they are shown.
 */
export async function holdPicture(url: string, signal: AbortSignal): Promise<void> {
  if (held.has(url)) return;
  const entry: { local: string | null } = { local: null };
  held.set(url, entry);
  try {
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw new Error(`answered ${String(answer.status)}`);
    const content = await answer.blob();
    if (held.get(url) !== entry) return;
    entry.local = URL.createObjectURL(content);
    const [oldest] = held.keys();
    if (held.size > MOST && oldest !== undefined) drop(oldest);
  } catch {
    // It is fetched when it is shown, and what fails then is said.
    drop(url);
  }
}

/** The address under which a picture is in memory; its own address when it is not. */
export function heldPicture(url: string): string {
  return held.get(url)?.local ?? url;
}

function drop(url: string): void {
  const local = held.get(url)?.local ?? null;
  held.delete(url);
  if (local !== null) URL.revokeObjectURL(local);
}
