import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { makeEngineBench, type EngineBench } from '../../../tests/support/engine.ts';
import { startMinio, type TestMinio } from '../../../tests/support/minio-server.ts';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import { checkExternal, detectEndpoints, findCloud } from './external.ts';
import { makeClient } from './s3-client.ts';

let minio: TestMinio;
const servers: Server[] = [];
const benches: EngineBench[] = [];
beforeAll(async () => {
  minio = await startMinio();
});
afterAll(() => minio.stop());
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await Promise.all(benches.splice(0).map((bench) => bench.clear()));
});

function external(change: Partial<ExternalEndpoint> = {}): ExternalEndpoint {
  const { endpoint, accessKey, secretKey } = minio;
  return { endpoint, accessKey, secretKey, region: 'us-east-1', bucket: 'my-files', ...change };
}

/** A cloud that has no place yet. */
const NEW = { cloudId: 'cloud-1', mayClaim: true };

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  return `http://127.0.0.1:${address.port}`;
}

test('a server that takes, gives back and removes an object can be used, and nothing stays in its bucket', async () => {
  await checkExternal(external(), NEW);
  const client = makeClient(external(), 5000);
  expect(await client.bucketExists('my-files')).toBe(true);
  const left: unknown[] = [];
  for await (const item of client.listObjectsV2('my-files', '', true)) left.push(item);
  expect(left).toEqual([]);
});

test.each([
  ['key', { accessKey: 'nobody-here' }],
  ['secret', { secretKey: 'not-the-secret' }],
])('a wrong %s is named as refused credentials', async (_what, change) => {
  await expect(checkExternal(external(change), NEW)).rejects.toMatchObject({
    code: 'ENDPOINT_CREDENTIALS_REFUSED',
    data: { endpoint: minio.endpoint },
  });
});

test('a server that nobody runs, and one that does not answer, cannot be reached', async () => {
  const endpoint = 'http://127.0.0.1:1';
  await expect(checkExternal(external({ endpoint }), NEW)).rejects.toMatchObject({
    code: 'ENDPOINT_UNREACHABLE',
    data: { endpoint },
  });
  const silent = await listen(() => undefined);
  await expect(checkExternal(external({ endpoint: silent }), NEW, 200)).rejects.toMatchObject({
    code: 'ENDPOINT_UNREACHABLE',
  });
});

test.each([
  ['says yes to all', 200],
  ['knows no such page', 404],
  ['wants another method', 405],
  ['is broken', 500],
])('a web server that %s is no S3 server', async (_what, status) => {
  const endpoint = await listen((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
  });
  await expect(checkExternal(external({ endpoint }), NEW)).rejects.toMatchObject({ code: 'ENDPOINT_NOT_S3' });
});

test.each(['http://127.0.0.1/path', 'http://user:pw@127.0.0.1', 'ftp://127.0.0.1', 'nonsense'])(
  '%s is no address of a server',
  async (endpoint) => {
    await expect(checkExternal(external({ endpoint }), NEW)).rejects.toMatchObject({
      code: 'ENDPOINT_INVALID',
    });
  },
);

test('a clock that is wrong and a missing right are named', async () => {
  const refuse = (code: string, status: number) =>
    listen((request, response) => {
      request.resume();
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
    });
  const skewed = await refuse('RequestTimeTooSkewed', 403);
  await expect(checkExternal(external({ endpoint: skewed }), NEW)).rejects.toMatchObject({
    code: 'ENDPOINT_CLOCK_SKEW',
  });
  const denied = await refuse('AccessDenied', 403);
  await expect(checkExternal(external({ endpoint: denied }), NEW)).rejects.toMatchObject({
    code: 'ENDPOINT_NO_PERMISSION',
    data: { endpoint: denied, operation: 'write' },
  });
});

test('a bucket that is used becomes this cloud’s, and no other cloud is let into it', async () => {
  const bench = await makeEngineBench();
  benches.push(bench);
  const engine = await bench.make();
  const place = external({ bucket: 'claimed' });
  await engine.start({ kind: 'external', ...NEW, external: place });
  await expect(checkExternal(place, { cloudId: 'cloud-2', mayClaim: true })).rejects.toMatchObject({
    code: 'BUCKET_OTHER_CLOUD',
    data: { endpoint: minio.endpoint, bucket: 'claimed' },
  });
  expect(await checkExternal(place, { ...NEW, mayClaim: false })).toMatchObject({ marked: true });
});

test.each([
  ['that nobody can read counts as another cloud’s', '{"format":1', 'BUCKET_OTHER_CLOUD'],
  ['of a newer version is named as that', '{"format":9,"cloudId":"cloud-1"}', 'BUCKET_NEWER_VERSION'],
])('a marker %s', async (_what, text, code) => {
  const place = external({ bucket: 'unreadable' });
  const client = makeClient(place, 5000);
  await checkExternal(place, { ...NEW, takesOver: { from: '' } }).catch(() => undefined);
  await client.putObject('unreadable', 'meta/cloud.json', text);
  await expect(checkExternal(place, NEW)).rejects.toMatchObject({ code });
});

test.each(['meta/snapshots/2026-01-05T08-00-00-000Z.sqlite.gz', '0a/0a0b0c0d-1111-7222-8333-444455556666'])(
  'a bucket that lost its marker and holds %s is no place for a new cloud',
  async (key) => {
    const bucket = key.startsWith('meta') ? 'with-copies' : 'with-contents';
    const place = external({ bucket });
    await checkExternal(place, NEW);
    await makeClient(place, 5000).putObject(bucket, key, 'what a cloud keeps');
    await expect(checkExternal(place, NEW)).rejects.toMatchObject({ code: 'BUCKET_OTHER_CLOUD' });
    expect(await checkExternal(place, { ...NEW, mayClaim: false })).toMatchObject({ marked: false });
    expect(await findCloud(place)).toEqual({ from: null });
  },
);

test('what other people keep in a bucket is no cloud', async () => {
  const place = external({ bucket: 'of-others' });
  await checkExternal(place, NEW);
  const client = makeClient(place, 5000);
  for (const key of ['aa/holiday.jpg', 'letters/one.txt', 'top.txt'])
    await client.putObject('of-others', key, 'theirs');
  await expect(findCloud(place)).rejects.toMatchObject({ code: 'BUCKET_EMPTY' });
  expect(await checkExternal(place, NEW)).toMatchObject({ marked: false });
});

test('a cloud that has run is never begun anew in a bucket that is absent or empty', async () => {
  const ran = { ...NEW, mayClaim: false };
  const place = external({ bucket: 'lost' });
  await expect(checkExternal(place, ran)).rejects.toMatchObject({ code: 'BUCKET_EMPTY' });
  expect(await makeClient(place, 5000).bucketExists('lost')).toBe(false);
  await checkExternal(place, NEW);
  await expect(checkExternal(place, ran)).rejects.toMatchObject({ code: 'BUCKET_EMPTY' });
});

test('an S3 server on a usual port of this computer is found, but never our own', async () => {
  const usual = await startMinio({ port: 3900 });
  try {
    await expect.poll(() => detectEndpoints(null)).toContain('http://127.0.0.1:3900');
    expect(await detectEndpoints(3900)).not.toContain('http://127.0.0.1:3900');
  } finally {
    await usual.stop();
  }
});

test('the engine uses a server that somebody else runs, and says when it goes and comes back', async () => {
  const bench = await makeEngineBench();
  benches.push(bench);
  const engine = await bench.make();
  const other = await startMinio();
  const { endpoint, accessKey, secretKey, port, folder } = other;
  const config = {
    kind: 'external',
    ...NEW,
    external: external({ endpoint, accessKey, secretKey }),
  } as const;
  expect(await engine.start(config)).toMatchObject({ endpoint, bucket: 'my-files', managed: false });
  expect(engine.state()).toMatchObject({ kind: 'external', status: 'running', details: { pid: null } });

  await other.kill();
  await vi.waitFor(() => {
    expect(engine.state()).toMatchObject({ status: 'unhealthy', failure: { code: 'ENDPOINT_UNREACHABLE' } });
  }, 60_000);
  const back = await startMinio({ port, folder, secretKey });
  try {
    await vi.waitFor(() => {
      expect(engine.state()).toMatchObject({ status: 'running', failure: null });
    }, 60_000);
  } finally {
    await back.stop();
  }
  await engine.stop();
  expect(engine.state().status).toBe('stopped');
});

test('a server that is switched on later than the app is used then', async () => {
  const bench = await makeEngineBench();
  benches.push(bench);
  const engine = await bench.make();
  const first = await startMinio();
  const { port, endpoint, accessKey, secretKey } = first;
  await first.stop();
  const config = {
    kind: 'external',
    ...NEW,
    external: external({ endpoint, accessKey, secretKey }),
  } as const;
  await expect(engine.start(config)).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
  expect(engine.state()).toMatchObject({ status: 'failed', failure: { code: 'ENDPOINT_UNREACHABLE' } });

  const second = await startMinio({ port, secretKey });
  try {
    expect(await engine.whenRunning(AbortSignal.timeout(60_000))).toMatchObject({ endpoint });
    expect(engine.state()).toMatchObject({ status: 'running', failure: null });
  } finally {
    await second.stop();
  }
});
