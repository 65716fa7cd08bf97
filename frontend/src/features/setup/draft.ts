/** What somebody typed about themselves and has not handed in yet. Never a password. */
export interface Draft {
  readonly name: string;
  /** Null while it follows the name. */
  readonly userName: string | null;
}

const KEY = 'mcm.setup.you';

/** What was typed when the app was closed; null when nothing was. */
export function readDraft(): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null; // a browser may forbid keeping anything, and nobody's words but ours should stand there
  }
}

/** Keeps what is typed; nothing typed, or null, leaves nothing behind. */
export function keepDraft(draft: Draft | null): void {
  try {
    if (draft === null || (draft.name === '' && (draft.userName ?? '') === '')) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ name: draft.name, userName: draft.userName }));
  } catch {
    // As above: it holds until the page is left.
  }
}

function isDraft(kept: unknown): kept is Draft {
  if (typeof kept !== 'object' || kept === null || !('name' in kept) || !('userName' in kept)) return false;
  const { name, userName } = kept;
  return typeof name === 'string' && (userName === null || typeof userName === 'string');
}
