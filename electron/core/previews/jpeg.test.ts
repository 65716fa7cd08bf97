import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { colourAt, halves, sharp } from '../../../tests/support/made-pictures.ts';
import { isFailure } from '../lib/errors.ts';
import { makeJpegOf } from './jpeg.ts';

/** A store that answers each question when it is told to. */
let store: Server;
let url: string;
let asked: ServerResponse[];
let picture: Buffer;
const forEver = () => new AbortController().signal;

beforeEach(async () => {
  asked = [];
  picture = await sharp(await halves(40, 20))
    .webp({ lossless: true })
    .toBuffer();
  store = createServer((_, response) => asked.push(response)).listen(0, '127.0.0.1');
  await once(store, 'listening');
  const address = store.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${String(address.port)}/`;
});
afterEach(() => {
  store.closeAllConnections();
  store.close();
});

/** Answers all that is asked for, now and later. */
function answerAll(): void {
  store.removeAllListeners('request');
  store.on('request', (_, response: ServerResponse) => response.end(picture));
  for (const response of asked) response.end(picture);
}

const outcome = (made: Promise<Uint8Array>) =>
  made.then(
    () => 'made',
    (error: unknown) => (isFailure(error, 'TOO_BUSY') ? 'too busy' : String(error)),
  );

test('a small picture is made a JPEG', async () => {
  answerAll();
  const jpeg = await makeJpegOf()(url, forEver());
  expect((await sharp(jpeg).metadata()).format).toBe('jpeg');
  expect(await colourAt(jpeg, 0, 0.5)).toBe('red');
});

test('only so many wait in line: who comes then is told at once, and who waits is served', async () => {
  const jpegOf = makeJpegOf();
  const inLine = Array.from({ length: 100 }, () => outcome(jpegOf(url, forEver())));
  expect(await outcome(jpegOf(url, forEver()))).toBe('too busy');
  await expect.poll(() => asked.length).toBe(1);
  answerAll();
  expect(new Set(await Promise.all(inLine))).toEqual(new Set(['made']));
  expect(await outcome(jpegOf(url, forEver()))).toBe('made');
});

test('whoever goes away holds up nobody behind them', async () => {
  const jpegOf = makeJpegOf();
  const gone = new AbortController();
  const first = outcome(jpegOf(url, gone.signal));
  const second = outcome(jpegOf(url, forEver()));
  await expect.poll(() => asked.length).toBe(1);
  gone.abort();
  expect(await first).toContain('Abort');
  answerAll();
  expect(await second).toBe('made');
});

test('what is too large for a small picture is not read', async () => {
  picture = Buffer.alloc(5 * 1024 * 1024);
  answerAll();
  expect(await outcome(makeJpegOf()(url, forEver()))).toContain('too large');
});
