import type { NetworkState } from '../../../../electron/contract/network.ts';

/** The door moves a moment after it answered, in milliseconds. */
const MOVED_AFTER_MS = 1500;

/** Leads a page that came by the door to where the door is now. The trust page is the one that answers plain HTTP. */
export function leadTo({ secure, port }: NetworkState, path: '/' | '/trust'): void {
  const scheme = secure && path !== '/trust' ? 'https' : 'http';
  const url = `${scheme}://${window.location.hostname}:${String(port)}${path}`;
  setTimeout(() => window.location.assign(url), MOVED_AFTER_MS);
}
