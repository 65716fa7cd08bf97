import fc from 'fast-check';
import getPort from 'get-port';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractCalls } from '../support/contract-calls.ts';
import { addPerson, setUp, startTestCore, type TestCore } from '../support/core.ts';
import { openTestBrowser, openTestDoor, send, type TestBrowser, type TestDoor } from '../support/door.ts';
import { sendRaw } from '../support/raw-http.ts';

/** `MCM_TEST_SEED` plays a run again; a failure names its seed. */
const SEED = Number(process.env['MCM_TEST_SEED'] ?? 20_261_121);
const asked = { seed: SEED, numRuns: 400, interruptAfterTimeLimit: 25_000, markInterruptAsFailure: false };

let cloud: TestCore;
let door: TestDoor;
let browser: TestBrowser;
/** Tokens of a link and of a request that are open. */
let tokens: string[];

beforeAll(async () => {
  cloud = await startTestCore({ sqliteBinding: null });
  const owner = await setUp(cloud);
  const ana = await addPerson(cloud, owner, 'ana');
  ana.close();
  door = await openTestDoor(cloud.core.routes, { limits: { burst: 1e9, perSecond: 1e9, headMs: 1000 } });
  browser = openTestBrowser(door.origin);
  await browser.call.session.signIn({ userName: 'ana', password: 'first password of ana', remember: false });
  // Addresses of links are only known while devices can come in.
  await owner.call.network.setPort({ port: await getPort() });
  await owner.call.network.setMode({ mode: 'people' });
  const { id } = await browser.call.drive.createFolder({ parentId: null, name: 'Shared' });
  const link = await browser.call.shares.createLink({ ids: [id], expiresAt: null, password: null });
  const limits = { maximumFiles: null, maximumBytes: null, maximumFileBytes: null };
  const request = await browser.call.shares.createRequest({
    ...limits,
    folderId: id,
    title: 'Send me yours',
    expiresAt: null,
    password: null,
  });
  tokens = [link, request].map(({ url }) => url?.split('/').at(-1) ?? 'no-network-to-share-in');
  await owner.call.network.setMode({ mode: 'off' });
});
afterAll(async () => {
  await door.close();
  await cloud.stop();
});

/** What the core thinks nobody should have been able to cause. */
async function unexpected(): Promise<string[]> {
  const log = await readFile(path.join(cloud.home, 'core', 'logs', 'core.log'), 'utf8');
  return log.split('\n').filter((line) => line.startsWith('{"level":50'));
}

/** Nothing of the inside: no stack, no path of this computer, no address of the store. */
function expectNothingInside(text: string): void {
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node:internal|node_modules|X-Amz-Signature/u);
  expect(text).not.toContain(cloud.home);
}

async function expectServing(): Promise<void> {
  expect(await browser.call.session.me()).toMatchObject({ userName: 'ana' });
}

/** Words that routes know, and what attacks are made of. */
const piece = fc.oneof(
  fc.constantFrom(
    'rpc',
    'content',
    'assets',
    's',
    'r',
    'u',
    'o',
    'zip',
    'visit',
    'trust',
    'setup',
    'index.html',
    'file',
    'version',
    'thumbnail',
  ),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%00',
    '%',
    '*',
    '~',
    '0'.repeat(64),
    '__proto__',
    'constructor',
    'a'.repeat(3000),
  ),
  fc.uuid(),
  fc.string({ maxLength: 20 }),
);
/** What each route takes for its own, so that it is not only asked for what it sends away. */
const shapes = fc
  .tuple(
    fc.constantFrom(
      '/s/TOKEN',
      '/s/TOKEN/zip',
      '/s/TOKEN/zip/UUID',
      '/s/TOKEN/d/UUID',
      '/s/TOKEN/f/UUID',
      '/s/TOKEN/v/UUID',
      '/s/TOKEN/t/UUID',
      '/s/TOKEN/api/begin',
      '/s/TOKEN/api/sign',
      '/s/TOKEN/api/finish',
      '/s/TOKEN/api/WORD',
      '/s/WORD',
      '/t/WORD',
      '/zip/WORD',
      '/content/HEX/file/UUID',
      '/content/HEX/thumbnail/UUID',
      '/mini-cloud/00/UUID',
      '/rpc/drive/WORD',
      '/assets/WORD.js',
      '/trust',
    ),
    fc.nat({ max: 1 }),
    fc.uuid(),
    fc.string({ minLength: 16, maxLength: 43 }).map((text) => text.replaceAll(/[^\w-]/gu, '_')),
    fc.constantFrom(
      '',
      '?save',
      '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0',
      '?partNumber=1&uploadId=x&x-mcm-upload=y&x-mcm-upload=z',
      '?cursor=%00&q=%ff',
    ),
  )
  .map(([shape, which, uuid, word, query]) => ({ shape, which, uuid, word, query }));
function written({
  shape,
  which,
  uuid,
  word,
  query,
}: typeof shapes extends fc.Arbitrary<infer T> ? T : never): string {
  const filled = shape
    .replace('TOKEN', tokens[which] ?? '')
    .replace('UUID', uuid)
    .replace('WORD', word)
    .replace('HEX', '0'.repeat(64));
  return `${filled}${query}`;
}
const address = fc
  .tuple(fc.array(piece, { maxLength: 5 }), fc.option(fc.string({ maxLength: 60 }), { nil: undefined }))
  .map(([parts, query]) => `/${parts.join('/')}${query === undefined ? '' : `?${query}`}`);
/** What Node itself would refuse to send goes by raw connection, below. */
const sendable = address.map((text) => text.replaceAll(/[^\x21-\xff]/gu, '_'));
const headerValue = fc.string({ maxLength: 80 }).map((text) => text.replaceAll(/[^\x20-\x7e]/gu, '_'));
const headers = fc.dictionary(
  fc.constantFrom(
    'range',
    'if-range',
    'if-none-match',
    'accept',
    'accept-encoding',
    'accept-language',
    'content-type',
    'cookie',
    'user-agent',
    'authorization',
    'x-mcm',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-http-method-override',
  ),
  headerValue,
);

test('requests of every shape, with and without a session, are answered and break nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT'),
      fc.oneof(sendable, shapes),
      headers,
      fc.boolean(),
      fc.string({ maxLength: 200 }),
      async (method, asking, more, withSession, body) => {
        const at = typeof asking === 'string' ? asking : written(asking);
        const own = withSession ? { ...browser.headers(), origin: door.origin, 'x-mcm': '1' } : {};
        const payload = method === 'POST' || method === 'PUT' ? { body } : {};
        const length = 'body' in payload ? { 'content-length': String(Buffer.byteLength(body)) } : {};
        const answer = await send(door.origin, at, {
          method,
          headers: { ...more, ...own, ...length },
          ...payload,
        });
        expect([
          200, 206, 303, 304, 400, 401, 403, 404, 405, 409, 411, 413, 416, 421, 429, 431, 503,
        ]).toContain(answer.status);
        expect(answer.headers['x-content-type-options']).toBe('nosniff');
        if (!at.startsWith('/assets')) expectNothingInside(answer.body.toString());
      },
    ),
    asked,
  );
  await expectServing();
  expect(await unexpected()).toEqual([]);
});

/** What would end the session, or has nothing to do with the input. */
const LEFT_OUT = new Set([
  'session.signOut',
  'session.signIn',
  'session.recover',
  'session.changePassword',
  'session.renewRecoveryCode',
]);
const calls = contractCalls()
  .map(({ path: at }) => at.join('.'))
  .filter((name) => !LEFT_OUT.has(name));
const json = fc.jsonValue({ maxDepth: 3 });
const known = fc.record(
  {
    id: fc.oneof(fc.uuid(), json),
    ids: fc.oneof(fc.array(fc.uuid(), { maxLength: 3 }), json),
    folderId: fc.oneof(fc.constant(null), fc.uuid(), json),
    parentId: fc.oneof(fc.constant(null), fc.uuid(), json),
    name: fc.oneof(
      fc.string(),
      fc.constantFrom('..', 'CON', 'a/b', '\u0000', '\ud800', 'x'.repeat(5000)),
      json,
    ),
    text: fc.oneof(fc.string({ unit: 'binary' }), json),
    cursor: fc.oneof(fc.string(), json),
    limit: fc.oneof(fc.integer(), fc.double(), json),
    sizeBytes: fc.oneof(fc.integer(), fc.constantFrom(-1, 2 ** 53, 1e308), json),
    modifiedAt: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), fc.string(), json),
    topics: fc.oneof(fc.constant(['usage']), json),
  },
  { requiredKeys: [] },
);
const meta = fc.oneof(
  fc.constant([]),
  json,
  fc.array(
    fc.tuple(
      fc.integer({ min: -2, max: 12 }),
      fc.constantFrom('__proto__', 'constructor', 'id', 'name', '0'),
    ),
    { maxLength: 3 },
  ),
);

test('every call takes any input without breaking, and what it refuses it refuses by a known code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), fc.oneof(known, json), meta, async (name, input, shape) => {
      const stop = new AbortController();
      const response = await fetch(`${door.origin}/rpc/${name.replace('.', '/')}`, {
        method: 'POST',
        headers: {
          ...browser.headers(),
          origin: door.origin,
          'x-mcm': '1',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ json: input, meta: shape }),
        signal: stop.signal,
      });
      const streamed = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      const text = streamed ? '' : await response.text();
      stop.abort();
      expect(response.status, `${name} ${text}`).not.toBe(500);
      expectNothingInside(text);
    }),
    asked,
  );
  await expectServing();
  expect(await unexpected()).toEqual([]);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"json":',
  '{"meta":[[99]]}',
  '{"json":{},"meta":[[4,"a"]],"maps":[["a"]]}',
  '\u0000',
  '['.repeat(100_000),
  `{"json":"${'\\u0000'.repeat(1000)}"}`,
])('JSON that is none, or not ours, is input that is wrong (case %#)', async (body) => {
  const { status, body: said } = await send(door.origin, '/rpc/drive/list', {
    method: 'POST',
    headers: { ...browser.headers(), origin: door.origin, 'x-mcm': '1', 'content-type': 'application/json' },
    body,
  });
  expect(status).toBe(400);
  expect(said.toString()).toContain('INVALID_INPUT');
});

test.each([
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['text', { 'content-type': 'text/plain' }],
  ['multipart', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['a stream of events', { 'content-type': 'text/event-stream' }],
  ['no header of our own', { 'x-mcm': '' }],
  ['another origin', { origin: 'http://evil.example' }],
])('a call by %s is refused, session or not', async (_what, change) => {
  const { status } = await send(door.origin, '/rpc/session/endOthers', {
    method: 'POST',
    headers: {
      ...browser.headers(),
      origin: door.origin,
      'x-mcm': '1',
      'content-type': 'application/json',
      ...change,
    },
    body: '{}',
  });
  expect([400, 403]).toContain(status);
  expect((await send(door.origin, '/rpc/session/endOthers', { headers: browser.headers() })).status).not.toBe(
    500,
  );
});

test('bytes that are no HTTP are answered or ended, and the door goes on', async () => {
  const line = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(
        fc.constantFrom('GET', 'POST', 'PUT', 'get', 'G\0T'),
        address,
        fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9', ''),
        fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }),
      )
      .map(([method, at, version, lines]) =>
        Buffer.from(
          `${method} ${at} ${version}\r\nHost: 127.0.0.1:${String(door.port)}\r\n${lines.join('\r\n')}\r\n\r\n`,
        ),
      ),
  );
  await fc.assert(
    fc.asyncProperty(line, async (bytes) => {
      const answer = await sendRaw(door.port, bytes, { enough: /\r\n\r\n/u });
      expect(answer).toMatch(/^(?:HTTP\/1\.1 [1-4]\d\d |$)/u);
    }),
    { ...asked, numRuns: 60 },
  );
  await expectServing();
  expect(await unexpected()).toEqual([]);
});
