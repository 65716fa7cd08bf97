import type { Operator } from '../operator.ts';
import { plainPage } from './plain-pages.ts';
import type { Exchange, Route } from './route.ts';

const PATH = /^\/setup\/(?<code>[\w-]{1,64})$/u;
const COOKIE = 'operator';

/** Whether a browser proved by the one-time code that whoever runs this computer sits before it. */
export function isOperator(operator: Operator, { cookies }: Pick<Exchange, 'cookies'>): boolean {
  return operator.is(cookies.get(COOKIE));
}

/** The address that a core without a window prints: its code lets this computer's browser do the first run. */
export function setupRoute(operator: Operator): Route {
  return {
    modes: ['loopback'],
    matches: (method, path) => method === 'GET' && PATH.test(path),
    handle(exchange) {
      const { response, path, language, request } = exchange;
      const token = operator.exchange(PATH.exec(path)?.groups?.['code'] ?? '');
      if (token === null && !isOperator(operator, exchange)) {
        const { headers, body } = plainPage(404, language, request.headers.accept);
        response.writeHead(404, headers).end(body);
        return Promise.resolve();
      }
      if (token !== null) exchange.setCookie({ name: COOKIE, value: token, path: '/', sameSite: 'strict' });
      // A strict cookie is not sent on the way from a link in a terminal, but it is from our own page on.
      response.writeHead(303, { location: '/', 'content-length': '0' }).end();
      return Promise.resolve();
    },
  };
}
