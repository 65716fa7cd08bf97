import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldPicture, holdPicture } from './held-pictures.ts';

let fetched: string[];
let revoked: string[];
let status: number;

beforeEach(() => {
  fetched = [];
  revoked = [];
  status = 200;
  vi.stubGlobal('fetch', (url: string) => {
    fetched.push(url);
    return Promise.resolve(new Response('bytes', { status }));
  });
  URL.createObjectURL = () => `blob:${String(fetched.length)}`;
  URL.revokeObjectURL = (url) => void revoked.push(url);
});
afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();

test('a picture that was fetched before is taken from memory, and fetched once', async () => {
  expect(heldPicture('app://content/one')).toBe('app://content/one');
  await holdPicture('app://content/one', signal);
  await holdPicture('app://content/one', signal);
  expect(heldPicture('app://content/one')).toBe('blob:1');
  expect(fetched).toEqual(['app://content/one']);
});

test('only a few are held, the oldest goes', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await holdPicture(`app://content/${name}`, signal);
  expect(heldPicture('app://content/a')).toBe('app://content/a');
  expect(heldPicture('app://content/e')).toBe('blob:5');
  expect(revoked.length).toBeGreaterThan(0);
});

test('one that cannot be fetched is left to be fetched when it is shown', async () => {
  status = 503;
  await holdPicture('app://content/stopped', signal);
  expect(heldPicture('app://content/stopped')).toBe('app://content/stopped');
});
