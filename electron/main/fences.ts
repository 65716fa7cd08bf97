import { app, session, shell } from 'electron';
import type { PageSource } from './protocol.ts';

/** Where the page's links may lead: our site, and the licence and source of the server. */
const LINK_HOSTS = new Set(['minicloudmaker.org', 'www.minicloudmaker.org', 'github.com', 'www.gnu.org']);

/** Whether a link may be opened in the person's browser. */
function mayOpen(url: string): boolean {
  const { protocol, host } = new URL(url);
  return protocol === 'https:' && LINK_HOSTS.has(host);
}

/** Keeps every web page in its place: ours, alone, without windows, frames or powers of its own. */
export function putUpFences(page: PageSource): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpen(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !page.owns(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!page.owns(event.url)) event.preventDefault();
    });
  });
  // Copying a recovery code and showing films on the whole screen are all that the page needs to be allowed.
  const allowed = (permission: string) => ['clipboard-sanitized-write', 'fullscreen'].includes(permission);
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed(permission) && page.owns(contents.getURL())),
  );
  session.defaultSession.setPermissionCheckHandler(
    (contents, permission) => allowed(permission) && contents !== null && page.owns(contents.getURL()),
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
  // Files come to this computer through the core, where the person said.
  session.defaultSession.on('will-download', (event) => event.preventDefault());
}
