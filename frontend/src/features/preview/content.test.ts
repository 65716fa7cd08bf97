import { afterEach, expect, test, vi } from 'vitest';
import { ContentTrouble, fetchPart, whyNot } from './content.ts';

afterEach(() => vi.unstubAllGlobals());

function answerWith(make: () => Response) {
  const asked: (string | null)[] = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get('range'));
    return Promise.resolve(make());
  });
  return asked;
}

test('a part is asked for by its range, and says how much there is in all', async () => {
  const asked = answerWith(
    () => new Response('abc', { status: 206, headers: { 'content-range': 'bytes 10-12/99' } }),
  );
  const part = await fetchPart('app://content/x', 10, 20, null);
  expect(asked).toEqual(['bytes=10-19']);
  expect([new TextDecoder().decode(part.bytes), part.total]).toEqual(['abc', 99]);
});

test('an answer that says no range is the whole', async () => {
  answerWith(() => new Response('abc'));
  expect((await fetchPart('app://content/x', 0, 20, null)).total).toBe(3);
});

test.each([
  [404, 'gone'],
  [503, 'unreachable'],
  [500, 'damaged'],
] as const)('an answer of %i means %s', async (status, trouble) => {
  answerWith(() => new Response(null, { status }));
  await expect(fetchPart('app://content/x', 0, 1, null)).rejects.toEqual(new ContentTrouble(trouble));
  expect(await whyNot('app://content/x', 'unsupported')).toBe(trouble);
});

test('no answer means that the server is away', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
  await expect(fetchPart('app://content/x', 0, 1, null)).rejects.toHaveProperty('trouble', 'unreachable');
});

test('when the bytes can be had, it is the kind that cannot be shown', async () => {
  answerWith(() => new Response('a', { status: 206 }));
  expect(await whyNot('app://content/x', 'unsupported')).toBe('unsupported');
});
