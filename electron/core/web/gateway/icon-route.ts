import { guardHeaders } from '../../lib/content-head.ts';
import { MARK } from '../share/icons.ts';
import type { Route } from './route.ts';

const BYTES = Buffer.from(MARK);

/**
 * `/favicon.ico`: the product's mark. Browsers ask for it beside whatever they show that names no icon, such as a
 * picture or a PDF, and it tells nothing but what every page of the door shows.
 */
export const iconRoute: Route = {
  modes: ['links', 'people'],
  plain: true,
  matches: (method, path) => (method === 'GET' || method === 'HEAD') && path === '/favicon.ico',
  handle({ response, method }) {
    response.writeHead(200, {
      ...guardHeaders(null),
      'content-type': 'image/svg+xml',
      'content-length': String(BYTES.length),
      'cache-control': 'public, max-age=86400',
    });
    response.end(method === 'HEAD' ? undefined : BYTES);
    return Promise.resolve();
  },
};
