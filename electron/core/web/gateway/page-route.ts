import { pageFile } from '../../lib/page-files.ts';
import { pagePolicy } from '../../lib/page-policy.ts';
import { acceptedCoding } from './coding.ts';
import { peopleModes, type HttpWireDeps } from './http-wire.ts';
import { makePageCache } from './page-cache.ts';
import { plainPage } from './plain-pages.ts';
import type { Exchange, Route } from './route.ts';

/** What a build names by its content: the address can never show anything else. */
const HASHED = /^\/assets\/[^/]+-[\w-]{8}\.\w+$/u;
/** What gets smaller by packing; pictures and fonts are packed already. */
const PACKABLE = /^(?:text\/|application\/(?:json|manifest|wasm)|image\/svg)/u;

/** The built page, for browsers. It takes all paths that no other route wants, so it belongs at the end. */
export function pageRoute(folder: string, deps: Pick<HttpWireDeps, 'openToLoopback'>): Route {
  const read = makePageCache();

  async function answer({ request, response, method, path, language }: Exchange): Promise<void> {
    const found = path.endsWith('.map') ? null : pageFile(folder, path);
    const coding =
      found !== null && PACKABLE.test(found.type) ? acceptedCoding(request.headers['accept-encoding']) : null;
    const file = found === null ? undefined : await read(found.file, coding ?? 'identity');
    if (found === null || file === undefined) {
      const { headers, body } = plainPage(404, language, request.headers.accept);
      response.writeHead(404, headers).end(method === 'HEAD' ? undefined : body);
      return;
    }
    const { bytes, etag } = file;
    const headers = {
      'content-type': found.type,
      'content-security-policy': pagePolicy(path, null),
      'cache-control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag,
      ...(coding === null ? {} : { vary: 'accept-encoding' }),
    };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, {
      ...headers,
      'content-length': String(bytes.length),
      ...(coding === null || coding === 'identity' ? {} : { 'content-encoding': coding }),
    });
    response.end(method === 'HEAD' ? undefined : bytes);
  }

  return {
    get modes() {
      return peopleModes(deps);
    },
    matches: (method) => method === 'GET' || method === 'HEAD',
    handle: answer,
  };
}
