/** What an address below a share means. */
export type ShareTarget =
  | { readonly kind: 'top' }
  /** Pages of a folder, and of a file. */
  | { readonly kind: 'folder' | 'page'; readonly id: string }
  /** The bytes of a file. */
  | { readonly kind: 'download' | 'view' | 'picture'; readonly id: string }
  | { readonly kind: 'zip'; readonly id: string | null }
  | { readonly kind: 'api'; readonly call: string };

/** Characters that tokens are made of (base64url), and more of them than any token has. */
const SHARE = /^\/s\/(?<token>[\w-]{16,100})(?:\/(?<rest>.*))?$/u;
const BELOW = /^(?<what>[dpfvt]|zip|api)(?:\/(?<name>[\w-]{1,64}))?$/u;
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;
const KINDS = { d: 'folder', p: 'page', f: 'download', v: 'view', t: 'picture' } as const;

/** Whether this is the address of a share, good or not. */
export function isSharePath(path: string): boolean {
  return path === '/s' || path.startsWith('/s/');
}

/** Token and target of an address; null for one that no share has. */
export function parseSharePath(path: string): { token: string; target: ShareTarget } | null {
  const { token, rest = '' } = SHARE.exec(path)?.groups ?? {};
  if (token === undefined) return null;
  if (rest === '') return { token, target: { kind: 'top' } };
  const { what, name } = BELOW.exec(rest)?.groups ?? {};
  if (what === 'api') return name === undefined ? null : { token, target: { kind: 'api', call: name } };
  if (what === 'zip') {
    if (name !== undefined && !ID.test(name)) return null;
    return { token, target: { kind: 'zip', id: name ?? null } };
  }
  if (what === undefined || !isKind(what) || name === undefined || !ID.test(name)) return null;
  return { token, target: { kind: KINDS[what], id: name } };
}

function isKind(what: string): what is keyof typeof KINDS {
  return what in KINDS;
}

/** Whether this is the id of an entry, in form. */
export function isEntryId(text: string | null): text is string {
  return text !== null && ID.test(text);
}
