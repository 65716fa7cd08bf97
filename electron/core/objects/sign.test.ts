import { Client } from 'minio';
import { expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { presign } from './sign.ts';

const connection: Connection = {
  endpoint: 'http://127.0.0.1:9123',
  region: 'us-east-1',
  accessKey: 'a-key',
  secretKey: 'a secret of sorts',
  bucket: 'a-bucket',
  managed: true,
};

test('a signature is the one that the SDK makes for the same request', async () => {
  const sdk = new Client({
    endPoint: '127.0.0.1',
    port: 9123,
    useSSL: false,
    accessKey: connection.accessKey,
    secretKey: connection.secretKey,
    region: 'us-east-1',
  });
  const now = new Date('2026-03-04T05:06:07.089Z');
  const query = { 'response-content-disposition': "attachment; filename*=UTF-8''ol%C3%A1 (1)!.txt" };
  const key = 'ab/ção é *.txt';
  const theirs = new URL(await sdk.presignedUrl('GET', connection.bucket, key, 600, { ...query }, now));
  const ours = presign(connection, { method: 'GET', key, query, expiresSeconds: 600, now });
  const signature = (url: URL) => url.searchParams.get('X-Amz-Signature');
  expect(signature(new URL(ours, connection.endpoint))).toBe(signature(theirs));
});

test('a signing key is made anew on another day', () => {
  const at = (time: string) =>
    presign(connection, { method: 'GET', key: 'k', expiresSeconds: 60, now: new Date(time) });
  const first = at('2026-03-04T23:59:59Z');
  expect(at('2026-03-05T00:00:00Z')).not.toBe(first);
  expect(at('2026-03-04T23:59:59Z')).toBe(first);
});
