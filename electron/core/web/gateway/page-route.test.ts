import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDoor, send, type TestDoor } from '../../../../tests/support/door.ts';
import { pageRoute } from './page-route.ts';

const SCRIPT = `export const words = '${'the same again, '.repeat(500)}';\n`;
const INDEX = `<!doctype html><title>Cloud</title>${'<p>text</p>'.repeat(50)}`;
let folder: string;
let door: TestDoor;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-page-'));
  const page = path.join(folder, 'page');
  await mkdir(path.join(page, 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.txt'), 'not of the page');
  await writeFile(path.join(page, 'index.html'), INDEX);
  await writeFile(path.join(page, 'manifest.webmanifest'), '{}');
  await writeFile(path.join(page, 'assets/index-AbCd1234.js'), SCRIPT);
  await writeFile(path.join(page, 'assets/index-AbCd1234.js.map'), '{}');
  await writeFile(path.join(page, 'assets/pdf.worker-AbCd1234.mjs'), SCRIPT);
  await writeFile(path.join(page, 'assets/icon-AbCd1234.png'), Buffer.alloc(5000, 1));
  door = await openTestDoor([pageRoute(page, { openToLoopback: () => false })]);
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

const get = (at: string, headers: Record<string, string> = {}) => send(door.origin, at, { headers });
const script = '/assets/index-AbCd1234.js';

test.each(['/', '/files', '/files/0198c0de-0000-7000-8000-000000000000', '/tag/red'])(
  '%s is a place within the page, and asked for anew each time',
  async (at) => {
    const { status, headers, body } = await get(at);
    expect(status).toBe(200);
    expect(body.toString()).toBe(INDEX);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
  },
);

test.each([`/${'a'.repeat(300)}.js`, `/${'assets/'.repeat(1000)}a.js`])(
  'a name that no disk takes is not there',
  async (at) => {
    expect((await get(at)).status).toBe(404);
  },
);

test('what is named by its content is kept for ever', async () => {
  expect((await get(script)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const manifest = await get('/manifest.webmanifest');
  expect(manifest.headers).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'application/manifest+json; charset=utf-8',
  });
});

test('nothing but its own scripts runs, and nothing is loaded from elsewhere', async () => {
  const policy = String((await get('/')).headers['content-security-policy']);
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ]),
  );
  expect(policy).not.toMatch(/https?:|\*|app:|unsafe-eval/u);
  const worker = await get('/assets/pdf.worker-AbCd1234.mjs');
  expect(worker.headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
});

describe('what can be packed is packed as the browser takes it', () => {
  test.each([
    ['gzip, deflate', 'gzip', (bytes: Buffer) => zlib.gunzipSync(bytes)],
    ['gzip, deflate, br, zstd', 'br', (bytes: Buffer) => zlib.brotliDecompressSync(bytes)],
    ['br;q=0, gzip;q=0.5', 'gzip', (bytes: Buffer) => zlib.gunzipSync(bytes)],
    ['identity', undefined, (bytes: Buffer) => bytes],
    ['', undefined, (bytes: Buffer) => bytes],
  ])('Accept-Encoding: %s', async (offered, coding, unpack) => {
    const { headers, body } = await get(script, { 'accept-encoding': offered });
    expect(headers['content-encoding']).toBe(coding);
    expect(headers.vary).toBe('accept-encoding');
    expect(headers['content-length']).toBe(String(body.length));
    expect(unpack(body).toString()).toBe(SCRIPT);
  });

  test('pictures are packed already', async () => {
    const { headers } = await get('/assets/icon-AbCd1234.png', { 'accept-encoding': 'gzip' });
    expect(headers).not.toHaveProperty('content-encoding');
  });
});

test('whoever has these very bytes is told so; another coding is other bytes', async () => {
  const { headers } = await get('/', { 'accept-encoding': 'gzip' });
  const etag = String(headers.etag);
  expect(await get('/', { 'accept-encoding': 'gzip', 'if-none-match': etag })).toMatchObject({ status: 304 });
  expect(await get('/', { 'if-none-match': etag })).toMatchObject({ status: 200 });
});

test('HEAD brings the head alone', async () => {
  const { headers, body } = await send(door.origin, script, { method: 'HEAD' });
  expect(headers['content-length']).toBe(String(Buffer.byteLength(SCRIPT)));
  expect(body).toHaveLength(0);
});

test.each([
  '/secret.txt',
  '/assets/nothing.js',
  '/assets/index-AbCd1234.js.map',
  '/assets/index-AbCd1234.js/x.txt',
  '/C:/x.txt',
])('%s is not there', async (at) => {
  expect((await get(at)).status).toBe(404);
});
