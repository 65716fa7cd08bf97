import { Client } from 'minio';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestStore, type TestStore } from '../../../tests/support/test-store.ts';
import type { Connection } from './connection.ts';
import { presignAt, verify, type PresignRequest } from './presigned.ts';

const connection: Connection = {
  endpoint: 'http://127.0.0.1:9123',
  region: 'us-east-1',
  accessKey: 'a-key',
  secretKey: 'a secret of sorts',
  bucket: 'a-bucket',
  managed: true,
};
const ORIGIN = 'http://192.168.1.20:8710';
const key = 'ab/0195c0de-0000-7000-8000-00000000abcd';
const query = {
  'x-mcm-share': 's123',
  'response-content-disposition': `attachment; filename="a"; filename*=UTF-8''Relat%C3%B3rio%20%27(a)%27.pdf`,
};
const request: PresignRequest = { method: 'GET', key, expiresSeconds: 600, query };

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.stop());

/** An address taken apart as the door has it, with some of it changed. */
function arriving(url: string, change: Partial<Parameters<typeof verify>[1]> = {}) {
  const { host, pathname, search } = new URL(url);
  return { method: 'GET', host, path: pathname, search: search.slice(1), ...change };
}
const now = () => new Date();

test('an address signed for a host is what the SDK signs for it', async () => {
  vi.useFakeTimers({ now: new Date('2026-03-04T05:06:07Z') });
  try {
    const sdk = new Client({
      endPoint: '192.168.1.20',
      port: 8710,
      useSSL: false,
      accessKey: connection.accessKey,
      secretKey: connection.secretKey,
      region: 'us-east-1',
    });
    const theirs = await sdk.presignedUrl('GET', connection.bucket, key, 600, { ...query }, new Date());
    const ours = presignAt(connection, ORIGIN, request);
    const signature = (url: string) => new URL(url).searchParams.get('X-Amz-Signature');
    expect(signature(ours)).toBe(signature(theirs));
    expect(new URL(ours).origin).toBe(ORIGIN);
  } finally {
    vi.useRealTimers();
  }
});

test('a right address tells its key and what else was signed', () => {
  const found = verify(connection, arriving(presignAt(connection, ORIGIN, request)), now());
  expect(found?.key).toBe(key);
  expect(Object.fromEntries(found?.query ?? [])).toEqual(query);
});

test('an address goes on to our own server as it came, and to another’s signed anew', () => {
  const url = presignAt(connection, ORIGIN, request);
  const { pathname, search } = new URL(url);
  expect(verify(connection, arriving(url), now())?.store).toEqual({
    url: `http://127.0.0.1:9123${pathname}${search}`,
    host: '192.168.1.20:8710',
  });
  const other = { ...connection, managed: false };
  const anew = verify(other, arriving(presignAt(other, ORIGIN, request)), now())?.store;
  expect(anew?.host).toBe('127.0.0.1:9123');
  expect(anew?.url).not.toContain('x-mcm-share');
  expect(anew?.url).toContain('response-content-disposition');
});

test('the store gives what an address that goes on unchanged asks for, to whoever names its host', async () => {
  const there = store.connection();
  if (there === null) throw new Error('no store');
  const { signal } = new AbortController();
  await store.store.putBytes(key, Buffer.from('hello'), { contentType: 'x/y', signal });
  const url = store.store.presignFor(ORIGIN, request);
  const found = store.store.verifyPresigned(arriving(url));
  if (found === null) throw new Error('refused');
  const http = await import('node:http');
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const { url: to, host } = found.store;
    http
      .get(to, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject);
  });
  expect(answer).toBe(200);
});

test.each([
  ['HTTPS at its own port', 'https://nas.local'],
  ['HTTP at its own port', 'http://nas.local'],
  ['a name', 'http://mini-cloud.local:8710'],
  ['an address of IPv6', 'http://[fe80::1]:8710'],
])('%s is a host to sign for', (_what, origin) => {
  const url = presignAt(connection, origin, request);
  expect(verify(connection, arriving(url), now())).not.toBeNull();
});

const url = () => presignAt(connection, ORIGIN, request);
const searchOf = () => arriving(url()).search;

test.each<[string, () => ReturnType<typeof arriving>]>([
  ['another key', () => arriving(url().replace('abcd', 'abce'))],
  ['another share', () => arriving(url().replace('s123', 's124'))],
  ['another bucket', () => arriving(url().replace('/a-bucket/', '/b-bucket/'))],
  ['another method', () => arriving(url(), { method: 'PUT' })],
  ['a method that nobody signs', () => arriving(url(), { method: 'DELETE' })],
  ['another host', () => arriving(url(), { host: '192.168.1.21:8710' })],
  ['another port', () => arriving(url(), { host: '192.168.1.20:8711' })],
  ['no host', () => arriving(url(), { host: '' })],
  ['a host that is none', () => arriving(url(), { host: 'a b' })],
  ['a host with a name in it', () => arriving(url(), { host: 'a@192.168.1.20:8710' })],
  ['a longer life', () => arriving(url().replace('Expires=600', 'Expires=6000'))],
  ['one more parameter', () => arriving(url(), { search: `${searchOf()}&versionId=1` })],
  ['one parameter less', () => arriving(url(), { search: searchOf().replace(/&x-mcm-share=s123/u, '') })],
  ['a parameter twice', () => arriving(url(), { search: `${searchOf()}&x-mcm-share=s123` })],
  [
    'a parameter in another writing',
    () => arriving(url(), { search: searchOf().replace('x-mcm', 'x%2Dmcm') }),
  ],
  ['no signature', () => arriving(url(), { search: searchOf().replace(/&X-Amz-Signature=.*/u, '') })],
  [
    'an empty signature',
    () => arriving(url(), { search: searchOf().replace(/Signature=.*/u, 'Signature=') }),
  ],
  [
    'a signature in capitals',
    () => arriving(url(), { search: searchOf().replace(/Signature=.*/u, (s) => s.toUpperCase()) }),
  ],
  ['more signed headers', () => arriving(url(), { search: searchOf().replace('=host', '=host%3Brange') })],
  [
    'another way of signing',
    () => arriving(url(), { search: searchOf().replace('HMAC-SHA256', 'HMAC-SHA1') }),
  ],
  ['another person’s key', () => arriving(url(), { search: searchOf().replace('a-key', 'b-key') })],
  ['another region', () => arriving(url(), { search: searchOf().replace('us-east-1', 'eu-west-1') })],
  [
    'a day that is none',
    () => arriving(url(), { search: searchOf().replace(/Date=\d{8}/u, 'Date=20269999') }),
  ],
  ['no parameters', () => arriving(url(), { search: '' })],
  ['half an escape', () => arriving(url(), { search: `${searchOf()}%` })],
  ['very many parameters', () => arriving(url(), { search: `${searchOf()}${'&a=b'.repeat(40)}` })],
  ['a very long parameter', () => arriving(url(), { search: `${searchOf()}&a=${'b'.repeat(9000)}` })],
  ['a key that climbs', () => arriving(url(), { path: '/a-bucket/ab/../../etc/passwd' })],
  ['a key that climbs in escapes', () => arriving(url(), { path: '/a-bucket/ab/%2e%2e/x' })],
  ['a key with an escaped slash', () => arriving(url(), { path: `/a-bucket/${key.replace('/', '%2F')}` })],
  ['a key with a doubled slash', () => arriving(url(), { path: `/a-bucket//${key}` })],
  ['the bucket itself', () => arriving(url(), { path: '/a-bucket/' })],
  ['a key that is not UTF-8', () => arriving(url(), { path: '/a-bucket/%ff' })],
])('with %s it is refused', (_what, made) => {
  expect(verify(connection, made(), now())).toBeNull();
});

test('keys that climb are refused although the signature is right', () => {
  for (const climbing of ['../x', 'a/../b', 'a/./b', 'a//b', '/a', 'a/', '.'])
    expect(
      verify(connection, arriving(presignAt(connection, ORIGIN, { ...request, key: climbing })), now()),
    ).toBeNull();
});

test('an address holds until it expires, and not before it was made', () => {
  const there = arriving(url());
  const later = (seconds: number) => verify(connection, there, new Date(Date.now() + seconds * 1000));
  expect(later(598)).not.toBeNull();
  expect(later(602)).toBeNull();
  expect(later(-800)).not.toBeNull();
  expect(later(-1000)).toBeNull();
});

test('a life of nothing, or of more than seven days, is refused', () => {
  for (const expiresSeconds of [0, -1, 604_801])
    expect(
      verify(connection, arriving(presignAt(connection, ORIGIN, { ...request, expiresSeconds })), now()),
    ).toBeNull();
});

test('an address that was signed with other keys is refused', () => {
  const other = { ...connection, secretKey: 'another secret' };
  expect(verify(other, arriving(url()), now())).toBeNull();
});
