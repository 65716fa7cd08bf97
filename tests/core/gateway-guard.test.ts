import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange, Route } from '../../electron/core/web/gateway/route.ts';
import { readBody } from '../../electron/core/web/gateway/body.ts';
import { openTestDoor, send, type TestDoor } from '../support/door.ts';
import { openRaw, sendRaw } from '../support/raw-http.ts';

/** What reached a route. */
let reached: string[];
let last: Exchange | undefined;
let door: TestDoor;
let port: number;

function route(path: string, more: Partial<Route> = {}): Route {
  return {
    modes: ['people'],
    matches: (_method, asked) => asked === path || asked.startsWith(`${path}/`),
    async handle(exchange) {
      reached.push(`${exchange.method} ${exchange.path}`);
      last = exchange;
      const body = await readBody(exchange.request, 4 * 1024 * 1024);
      exchange.response.end(`got ${String(body?.length)}`);
    },
    ...more,
  };
}
const failing: Route = {
  ...route('/broken'),
  handle: () => Promise.reject(new Error('the secret of the cause')),
};
const routes = [
  route('/open'),
  route('/anywhere', { anyOrigin: true, largestBody: 4 * 1024 * 1024 }),
  route('/shared', { modes: ['links', 'people'] }),
  route('/here', { modes: ['loopback'] }),
  failing,
];

beforeEach(async () => {
  reached = [];
  last = undefined;
  door = await openTestDoor(routes, { names: ['192.168.1.20', 'my-cloud.local'] });
  ({ port } = door);
});
afterEach(() => door.close());

const get = (path: string, headers: Record<string, string> = {}) => send(door.origin, path, { headers });
const post = (headers: Record<string, string>, path = '/open', body = 'x') =>
  send(door.origin, path, { method: 'POST', headers, body });

describe('only requests for this computer are answered, so that DNS rebinding fails', () => {
  test.each([
    ['192.168.1.20:PORT', 200],
    ['127.0.0.1:PORT', 200],
    ['my-cloud.local:PORT', 200],
    ['MY-cloud.LOCAL:PORT', 200],
    ['localhost:9999', 200],
    ['[::1]:PORT', 200],
    ['localhost', 200],
    ['192.168.1.20', 421],
    ['192.168.1.20:1', 421],
    ['192.168.1.21:PORT', 421],
    ['evil.example:PORT', 421],
    ['my-cloud.local.:PORT', 421],
    ['my-cloud.local.evil.example:PORT', 421],
    ['127.0.0.1.evil.example:PORT', 421],
    ['localhost.evil.example', 421],
    ['user@127.0.0.1:PORT', 421],
    ['127.0.0.1:PORT,evil.example', 421],
    ['127.0.0.1:0', 421],
    ['127.1:PORT', 421],
    ['2130706433:PORT', 421],
  ])('Host: %s is answered with %i', async (host, status) => {
    const asked = await get('/open', { host: host.replace('PORT', String(port)) });
    expect(asked.status).toBe(status);
    expect(reached).toHaveLength(status === 200 ? 1 : 0);
  });

  test('two Host headers, and none, are refused', async () => {
    const own = `Host: 127.0.0.1:${String(port)}\r\n`;
    const close = 'Connection: close\r\n\r\n';
    expect(await sendRaw(port, `GET /open HTTP/1.1\r\n${own}${own}${close}`)).toMatch(
      /^HTTP\/1.1 4(?:00|21) /u,
    );
    expect(await sendRaw(port, `GET /open HTTP/1.1\r\n${close}`)).toMatch(/^HTTP\/1.1 421 /u);
    expect(await sendRaw(port, `GET /open HTTP/1.1\r\nHost:\r\n${close}`)).toMatch(/^HTTP\/1.1 421 /u);
    expect(await sendRaw(port, `GET /open HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1.1 421 /u);
    expect(reached).toEqual([]);
  });
});

describe('what changes something has to come from a page of this very origin', () => {
  test.each([
    ['its own origin', () => ({ origin: door.origin }), 200],
    ['no origin, but the browser says same-origin', () => ({ 'sec-fetch-site': 'same-origin' }), 200],
    ['a hidden origin, but same-origin', () => ({ origin: 'null', 'sec-fetch-site': 'same-origin' }), 200],
    ['neither', () => ({}), 403],
    ['another origin', () => ({ origin: 'http://evil.example' }), 403],
    ['another port', () => ({ origin: `http://127.0.0.1:${String(port + 1)}` }), 403],
    ['another scheme', () => ({ origin: door.origin.replace('http', 'https') }), 403],
    ['another name of this computer', () => ({ origin: `http://localhost:${String(port)}` }), 403],
    ['a hidden origin', () => ({ origin: 'null' }), 403],
    ['another site', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['another place of the same site', () => ({ 'sec-fetch-site': 'same-site' }), 403],
    [
      'other origin, whatever else it says',
      () => ({ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }),
      403,
    ],
  ] as const)('%s', async (_what, headers, status) => {
    expect((await post(headers())).status).toBe(status);
    expect(reached).toHaveLength(status === 200 ? 1 : 0);
  });

  test('a route may take what others send when something better proves who they are', async () => {
    expect((await post({}, '/anywhere')).status).toBe(200);
    expect(last?.sameOrigin).toBe(false);
  });
});

describe('an address that could mean two things is refused', () => {
  test.each([
    '/open/../secret',
    '/open/./x',
    '/open/%2e%2e/secret',
    '/open/%2E./secret',
    '/open/..%2fsecret',
    '/open/%2fsecret',
    '/open/%5csecret',
    '/open\\secret',
    '/open/%00',
    '/open/%0d%0aSet-Cookie:x',
    '/open/%252e%252e',
    '/open/%zz',
    '/open/%c3%28',
    '/open/%ed%a0%80',
    '//evil.example/open',
    '/open//x',
    '/open/ação',
    '/open#part',
    'http://127.0.0.1/open',
    '*',
    `/open/${'a'.repeat(9000)}`,
  ])('%s', async (path) => {
    const head = `Host: 127.0.0.1:${String(port)}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(port, Buffer.from(`GET ${path} HTTP/1.1\r\n${head}`))).toMatch(/^HTTP\/1.1 400 /u);
    expect(reached).toEqual([]);
  });

  test.each(['/open', '/open/', '/open/a%20b', '/open/Relat%C3%B3rio', '/open/~x._-', '/open?a=/../&b=%2f'])(
    '%s is not',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );
});

describe('other ways to ask than a browser’s are refused', () => {
  test.each([
    ['TRACE /open HTTP/1.1', /^HTTP\/1.1 405 /u],
    ['OPTIONS /open HTTP/1.1', /^HTTP\/1.1 405 /u],
    ['DELETE /open HTTP/1.1', /^HTTP\/1.1 405 /u],
    ['CONNECT evil.example:443 HTTP/1.1', /^$/u],
    ['SMUGGLE /open HTTP/1.1', /^HTTP\/1.1 400 /u],
    ['GET /open HTTP/3.0', /^HTTP\/1.1 400 /u],
    ['GET /open', /^HTTP\/1.1 400 /u],
    ['\x16\x03\x01\x02\x00\x01', /^HTTP\/1.1 400 /u],
  ])('%j', async (line, answer) => {
    const head = `Host: 127.0.0.1:${String(port)}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(port, Buffer.from(`${line}\r\n${head}`, 'latin1'))).toMatch(answer);
    expect(reached).toEqual([]);
  });

  test('what a client expects besides being told to go on is not promised, nor answered past the guard', async () => {
    const asking = (host: string) =>
      sendRaw(port, `GET /open HTTP/1.1\r\nHost: ${host}\r\nExpect: something\r\nConnection: close\r\n\r\n`);
    for (const host of [`127.0.0.1:${String(port)}`, 'elsewhere.example'])
      expect(await asking(host)).toMatch(/^HTTP\/1.1 417 [^]*x-content-type-options: nosniff/u);
    expect(reached).toEqual([]);
  });

  test('a connection that has had its requests is told so, and ended when more come', async () => {
    const socket = await openRaw(port);
    const closed = once(socket, 'close');
    const answers: string[] = [];
    const ask = () => socket.write(`HEAD /open HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\n\r\n`);
    socket.on('data', (answer: Buffer) => {
      answers.push(answer.toString());
      ask();
    });
    ask();
    await closed;
    expect(answers).toHaveLength(1000);
    expect(answers.filter((answer) => !answer.startsWith('HTTP/1.1 200 '))).toEqual([]);
    expect(answers.at(-1)).toMatch(/connection: close/iu);
  });

  test('a connection cannot be turned into another kind', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
    expect((await get('/open', upgrade)).status).toBe(400);
    expect((await get('/open', { ...upgrade, upgrade: 'h2c' })).status).toBe(400);
  });
});

describe('one request cannot hide another', () => {
  const hidden = 'POST /open HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n';
  const inner = 'GET /anywhere/hidden HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n';
  const origin = 'Origin: http://127.0.0.1:PORT\r\n';
  test.each([
    [
      'length and chunks',
      `${hidden}${origin}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'chunks and length',
      `${hidden}${origin}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${inner}`,
    ],
    ['chunks alone', `${hidden}${origin}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`],
    ['two lengths', `${hidden}${origin}Content-Length: 4\r\nContent-Length: 0\r\n\r\n${inner}`],
    ['a list of lengths', `${hidden}${origin}Content-Length: 4, 0\r\n\r\n${inner}`],
    ['a negative length', `${hidden}${origin}Content-Length: -1\r\n\r\n${inner}`],
    ['a length with a sign', `${hidden}${origin}Content-Length: +4\r\n\r\n${inner}`],
    ['an unknown coding', `${hidden}${origin}Transfer-Encoding: xchunked\r\n\r\n${inner}`],
    [
      'a coding with a space before its colon',
      `${hidden}${origin}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'a folded header',
      `${hidden}${origin}X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${inner}`,
    ],
    ['a NUL in a header', `${hidden}${origin}X: a\0b\r\nContent-Length: 0\r\n\r\n${inner}`],
    ['a lone line feed', `${hidden}${origin}X: a\nContent-Length: 4\r\n\r\n${inner}`],
  ])('%s', async (_what, text) => {
    await sendRaw(port, text.replaceAll('PORT', String(port)), { enough: /HTTP\/1.1 [45]/u });
    expect(reached.filter((one) => one.includes('hidden'))).toEqual([]);
  });
});

describe('what is too large is refused before it is read', () => {
  const own = { origin: '' };
  beforeEach(() => {
    own.origin = door.origin;
  });

  test('a body over 1 MiB, unless the route takes more', async () => {
    const large = 'x'.repeat(1024 * 1024 + 1);
    expect((await post(own, '/open', large)).status).toBe(413);
    expect((await post({}, '/anywhere', large)).body.toString()).toBe(`got ${String(large.length)}`);
  });

  test('a body whose size is not said', async () => {
    const headers = { ...own, 'transfer-encoding': 'chunked' };
    expect((await post(headers)).status).toBe(411);
  });

  test('one header that is too long, or too many of them', async () => {
    expect((await get('/open', { x: 'a'.repeat(20_000) })).status).toBe(431);
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`x-${String(at)}`, 'a']));
    expect((await get('/open', many)).status).toBe(431);
    expect(reached).toEqual([]);
  });

  test('a client that asks first is told before it sends', async () => {
    const head = (path: string) =>
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n`;
    expect(await sendRaw(port, head('/open'), { enough: /\r\n\r\n/u })).toMatch(/^HTTP\/1.1 403 /u);
    expect(await sendRaw(port, head('/anywhere'), { enough: /\r\n\r\n/u })).toMatch(/^HTTP\/1.1 100 /u);
  });
});

describe('the door’s own answers', () => {
  test('every answer carries the headers that protect its reader, and none tells of the server', async () => {
    for (const path of ['/open', '/nothing', '/broken', '/open/../x']) {
      const { headers } = await get(path);
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
      expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['server']));
      expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-powered-by']));
    }
  });

  test('what could not even be read is answered with them too', async () => {
    for (const bytes of [
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
      '\x16\x03\x01',
    ])
      expect(await sendRaw(port, bytes)).toMatch(
        /^HTTP\/1.1 4\d\d [^]*content-security-policy: default-src 'none'[^]*x-content-type-options: nosniff/u,
      );
  });

  test('what is not there is one friendly page, in the reader’s language', async () => {
    const page = (language: string) => get('/nothing', { accept: 'text/html', 'accept-language': language });
    const english = await page('de, en;q=0.5');
    expect(english.status).toBe(404);
    expect(english.body.toString()).toContain('<html lang="en">');
    expect((await page('pt-PT, en;q=0.5')).body.toString()).toContain('Não há nada aqui');
    const text = await get('/nothing');
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  test('a mistake of ours tells nothing of its cause', async () => {
    const answer = await get('/broken', { accept: 'text/html' });
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).not.toMatch(/secret|Error:|\.ts/u);
  });

  test('with links alone open, the rest is as if it were not there', async () => {
    door.setMode('links');
    expect((await get('/shared')).status).toBe(200);
    const [closed, unknown] = [await get('/open'), await get('/nothing')];
    expect(closed.status).toBe(404);
    expect(closed.body.equals(unknown.body)).toBe(true);
  });

  test('some routes answer this computer alone, whatever the mode is', async () => {
    door.setMode('off');
    expect((await get('/here')).status).toBe(200);
    expect((await get('/shared')).status).toBe(404);
  });
});

test('a route learns who asks', async () => {
  await get('/open?a=1', {
    'user-agent':
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
    'accept-language': 'pt-BR,pt;q=0.9,en;q=0.8',
    cookie: `visitor.${String(port)}=abc; other=1; visitor.1=evil; bad name=x; visitor.${String(port)}=later`,
  });
  expect(last).toMatchObject({
    path: '/open',
    search: 'a=1',
    host: `127.0.0.1:${String(port)}`,
    origin: door.origin,
    address: '127.0.0.1',
    device: 'Safari, iPhone',
    language: 'pt-BR',
    secure: false,
  });
  expect([...(last?.cookies ?? [])]).toEqual([['visitor', 'abc']]);
});
