import type { ExternalEndpoint } from '../../../../electron/contract/engine.ts';
import type { LostPlace } from '../../../../electron/contract/setup.ts';

/** What is kept of a server: where it is, and none of the keys to it. */
export type KnownServer = Pick<ExternalEndpoint, 'endpoint' | 'region' | 'bucket'>;

/** A place that somebody chose in the first run and has not handed in yet. */
export type KeptPlace = {
  /** For a new cloud, or where one is to be brought back from. */
  readonly use: 'new' | 'lost';
} & (
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'server'; readonly server: KnownServer }
);

const KEY = 'mcm.setup.place';

/** What was chosen when the app was closed; null when nothing was. */
export function readPlace(): KeptPlace | null {
  try {
    return placeOf(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null; // a browser may forbid keeping anything, and nobody's words but ours should stand there
  }
}

/** Keeps what was chosen, and of a server only where it is; null leaves nothing behind. */
export function keepPlace(place: KeptPlace | null): void {
  try {
    if (place === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(place.kind === 'folder' ? place : withoutKeys(place)));
  } catch {
    // As above: it holds until the page is left.
  }
}

/** Where a cloud was to be brought back from; of a server the keys have to be entered again. */
export function lostPlaceOf(kept: KeptPlace | null): LostPlace | null {
  if (kept?.use !== 'lost') return null;
  if (kept.kind === 'folder') return { kind: 'folder', folder: kept.folder };
  return { kind: 'server', external: { ...kept.server, accessKey: '', secretKey: '' } };
}

function withoutKeys({ use, server }: Extract<KeptPlace, { kind: 'server' }>): KeptPlace {
  const { endpoint, region, bucket } = server;
  // Some write their keys into the address.
  return {
    use,
    kind: 'server',
    server: { endpoint: endpoint.includes('@') ? '' : endpoint, region, bucket },
  };
}

function placeOf(kept: unknown): KeptPlace | null {
  if (typeof kept !== 'object' || kept === null || !('use' in kept) || !('kind' in kept)) return null;
  const { use, kind } = kept;
  if (use !== 'new' && use !== 'lost') return null;
  if (kind === 'folder' && 'folder' in kept && typeof kept.folder === 'string' && kept.folder !== '')
    return { use, kind, folder: kept.folder };
  if (kind !== 'server' || !('server' in kept) || !isServer(kept.server)) return null;
  return { use, kind, server: kept.server };
}

function isServer(kept: unknown): kept is KnownServer {
  if (typeof kept !== 'object' || kept === null) return false;
  return ['endpoint', 'region', 'bucket'].every(
    (key) => typeof Object.getOwnPropertyDescriptor(kept, key)?.value === 'string',
  );
}
