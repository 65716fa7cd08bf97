import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { ContentAnswer, ContentQuestion } from '../contract/shell.ts';
import { makeContentHandler, type ContentReader } from './content-protocol.ts';

const MIB = 1024 * 1024;
const bytes = randomBytes(32 * MIB);
let server: TestStore;
let questions: ContentQuestion[] = [];
let answer: ContentAnswer;
let readers: ContentReader[] = [];

beforeAll(async () => {
  server = await startTestStore();
  const { signal } = new AbortController();
  await server.store.putBytes('a/film', bytes, { contentType: 'application/octet-stream', signal });
});
afterAll(() => server.stop());

const handle = makeContentHandler((question, reader) => {
  questions.push(question);
  readers.push(reader);
  return Promise.resolve(answer);
}, 'app://mini-cloud');

function film(): ContentAnswer {
  const url = server.store.presign('a/film', { expiresSeconds: 60 });
  return { kind: 'found', url, size: bytes.length, mime: 'video/mp4', name: 'f', tag: 'c1', lasting: false };
}

const ask = (url: string, init: RequestInit = {}) => handle(new Request(url, init));
const connections = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

test('an address is taken apart, and what is none is not even asked for', async () => {
  answer = { kind: 'missing' };
  questions = [];
  await ask('app://content/tok/file/n1?c1');
  await ask('app://content/tok/thumbnail/n1');
  expect(questions).toEqual([
    { token: 'tok', what: 'file', nodeId: 'n1', contentId: 'c1' },
    { token: 'tok', what: 'thumbnail', nodeId: 'n1', contentId: null },
  ]);
  questions = [];
  for (const url of [
    'app://content/',
    'app://content/tok/file/',
    'app://content/tok/else/n1',
    'app://content/tok/file/n1/x',
  ])
    expect((await ask(url)).status).toBe(404);
  expect((await ask('app://content/tok/file/n1', { method: 'POST' })).status).toBe(405);
  expect(questions).toEqual([]);
});

test('the whole and a part of it come from the store; its address does not', async () => {
  answer = film();
  const whole = await ask('app://content/t/file/n');
  expect(whole.status).toBe(200);
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  const part = await ask('app://content/t/file/n', { headers: { range: 'bytes=100-199' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
  const headers = JSON.stringify([...part.headers, ...whole.headers]);
  expect(headers).not.toContain('127.0.0.1');
  expect(headers).not.toContain('X-Amz');
});

test('what nobody takes is not read, and the request ends when nobody wants the rest', async () => {
  answer = film();
  const before = connections();
  const used = process.memoryUsage().arrayBuffers;
  const { body } = await ask('app://content/t/file/n');
  const reader = body?.getReader();
  await reader?.read();
  expect(process.memoryUsage().arrayBuffers - used).toBeLessThan(8 * MIB);
  await reader?.cancel();
  await expect.poll(connections).toBeLessThanOrEqual(before);
});

test('what may not be read any further breaks off, also while the page takes nothing of it', async () => {
  answer = film();
  const before = connections();
  for (const read of [true, false]) {
    readers = [];
    const { body } = await ask('app://content/t/file/n');
    const page = body?.getReader();
    if (read) await page?.read();
    readers[0]?.over();
    await expect(page?.closed).rejects.toThrow('it may not be read any further');
    await expect.poll(connections).toBeLessThanOrEqual(before);
  }
});

test('whoever says when that is, is told when all was read, when nobody reads any more, and when nothing was found', async () => {
  answer = film();
  readers = [];
  await (await ask('app://content/t/file/n')).arrayBuffer();
  const { body } = await ask('app://content/t/file/n');
  expect(readers.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  await body?.cancel();
  const gone = new AbortController();
  await ask('app://content/t/file/n', { signal: gone.signal });
  expect(readers.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
  gone.abort();
  await ask('app://content/t/file/n', { method: 'HEAD' });
  answer = { kind: 'missing' };
  await ask('app://content/t/file/n');
  expect(readers.map(({ signal }) => signal.aborted)).toEqual([true, true, true, true, true]);
});

test('a page is told when it may hand in a picture itself, and when to come again', async () => {
  answer = { kind: 'wanted' };
  const wanted = await ask('app://content/t/thumbnail/n');
  expect([wanted.status, wanted.headers.get('x-thumbnail')]).toEqual([404, 'wanted']);
  answer = { kind: 'away' };
  expect((await ask('app://content/t/thumbnail/n')).status).toBe(503);
  answer = film();
  await server.crash();
  expect((await ask('app://content/t/file/n')).status).toBe(503);
  await server.comeBack();
});
