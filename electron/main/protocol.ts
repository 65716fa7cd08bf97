import { protocol, session } from 'electron';
import { readFile } from 'node:fs/promises';
import { CONTENT_HOST, makeContentHandler, type AskContent } from './content-protocol.ts';
import { systemCode } from '../core/lib/errors.ts';
import { pageFile } from '../core/lib/page-files.ts';
import { pagePolicy } from '../core/lib/page-policy.ts';

const SCHEME = 'app';
const HOST = 'mini-cloud';
/** Files of people: pictures, films and bytes to read, of an origin that can do nothing. */
const CONTENT = `${SCHEME}://${CONTENT_HOST}`;

/** Hot reload brings inline scripts and a web socket. */
const developmentPolicy = (origin: string): string =>
  [
    "default-src 'self' 'unsafe-inline' data: blob:",
    `img-src 'self' data: blob: ${CONTENT}`,
    `media-src 'self' blob: ${CONTENT}`,
    `connect-src 'self' ${origin.replace('http', 'ws')} ${CONTENT}`,
  ].join('; ');

/** Where the window's page comes from. */
export interface PageSource {
  readonly url: string;
  /** As the page's requests name it. */
  readonly origin: string;
  /** Whether an address belongs to the page. */
  owns(url: string): boolean;
}

/** Makes app:// a scheme like https; must happen before Electron is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        codeCache: true,
        // For what people's files are served as: read by the page across origins, and films played as they come.
        corsEnabled: true,
        stream: true,
      },
    },
  ]);
}

/** Serves the built page from its folder, or lets the development server do it; and the contents of files beside it. */
export function servePage(folder: string, developmentUrl: string | undefined, ask: AskContent): PageSource {
  const page = developmentUrl === undefined ? builtSource() : developmentSource(developmentUrl);
  const content = makeContentHandler(ask, page.origin);
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host === CONTENT_HOST) return content(request);
    const served = developmentUrl === undefined && host === HOST && request.method === 'GET';
    return servedFile(served ? pageFile(folder, pathname) : null, pagePolicy(pathname, CONTENT));
  });
  return page;
}

async function servedFile(found: ReturnType<typeof pageFile>, policy: string): Promise<Response> {
  if (found === null) return answer(404, null, 'text/plain');
  try {
    return answer(200, new Uint8Array(await readFile(found.file)), found.type, policy);
  } catch (error) {
    const missing = ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(systemCode(error) ?? '');
    return answer(missing ? 404 : 500, null, 'text/plain');
  }
}

function builtSource(): PageSource {
  const origin = `${SCHEME}://${HOST}`;
  const url = `${origin}/`;
  return { url, origin, owns: (other) => other.startsWith(url) };
}

function answer(
  status: number,
  body: Uint8Array<ArrayBuffer> | null,
  type: string,
  policy: string = pagePolicy('/', CONTENT),
): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}

function developmentSource(developmentUrl: string): PageSource {
  const { origin, href } = new URL(developmentUrl);
  session.defaultSession.webRequest.onHeadersReceived(({ responseHeaders }, respond) => {
    respond({
      responseHeaders: { ...responseHeaders, 'Content-Security-Policy': [developmentPolicy(origin)] },
    });
  });
  return { url: href, origin, owns: (other) => other.startsWith(`${origin}/`) };
}
