import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { makeEngineBench, type EngineBench } from '../../../tests/support/engine.ts';
import { startMinio, type TestMinio } from '../../../tests/support/minio-server.ts';
import type { ExternalEndpoint } from '../../contract/engine.ts';
import { readLease, writeLease } from './bucket-lease.ts';
import { markBucket } from './bucket-marker.ts';
import type { Engine } from './engine.ts';
import { makeClient } from './s3-client.ts';
import type { ExternalConfig } from './watch-external.ts';

const LEASE = 'meta/in-use.json';
const STRANGER = { holder: 'a-home-elsewhere', run: 'its-run', computer: 'the old computer' };
const PATIENT = { timeout: 60_000, interval: 50 };

let minio: TestMinio;
let bucket: string;
let count = 0;
const benches: EngineBench[] = [];
beforeAll(async () => {
  minio = await startMinio();
});
afterAll(() => minio.stop());
beforeEach(() => {
  count += 1;
  bucket = `cloud-${String(count)}`;
});
afterEach(() => Promise.all(benches.splice(0).map((bench) => bench.clear())));

function config(change: Partial<ExternalConfig> = {}): ExternalConfig {
  const { endpoint, accessKey, secretKey } = minio;
  const external: ExternalEndpoint = { endpoint, accessKey, secretKey, region: 'us-east-1', bucket };
  return { kind: 'external', cloudId: 'cloud-1', mayClaim: true, external, ...change };
}

async function computer(): Promise<EngineBench> {
  const bench = await makeEngineBench();
  benches.push(bench);
  return bench;
}

/** An engine that runs on the bucket. */
async function running(on?: EngineBench): Promise<Engine> {
  const engine = await (on ?? (await computer())).make();
  await engine.start(config());
  return engine;
}

const client = () => makeClient(config().external, 5000);
const markerText = async () => (await buffer(await client().getObject(bucket, 'meta/cloud.json'))).toString();

test('while one computer works on a bucket another is told which one, and comes in when it is done', async () => {
  const first = await running();
  const second = await (await computer()).make();
  await expect(second.start(config())).rejects.toMatchObject({
    code: 'BUCKET_IN_USE',
    data: { endpoint: minio.endpoint, bucket, computer: expect.any(String) as unknown },
  });
  expect(second.connection()).toBeNull();
  await first.stop();
  await second.whenRunning(AbortSignal.timeout(60_000));
  expect(second.state()).toMatchObject({ status: 'running', failure: null });
});

test('a computer that is gone without a word keeps the bucket only until its lease is over', async () => {
  await running().then((engine) => engine.stop());
  // Servers tell of whole seconds, and the first look comes when the machine is free.
  const engine = await (await computer()).make({ timings: { leaseMs: 8000 } });
  await writeLease(client(), bucket, STRANGER);
  await expect(engine.start(config())).rejects.toMatchObject({
    code: 'BUCKET_IN_USE',
    data: { computer: 'the old computer' },
  });
  await engine.whenRunning(AbortSignal.timeout(60_000));
});

test('an app that comes back after a crash does not wait for its own lease', async () => {
  const bench = await computer();
  const engine = await running(bench);
  const left = await buffer(await client().getObject(bucket, LEASE));
  await engine.stop();
  expect(await readLease(client(), bucket)).toBeNull();
  await client().putObject(bucket, LEASE, left);
  await running(bench);
});

test('an app whose bucket was taken by another lets go of it, and comes in again when that one is done', async () => {
  const engine = await running();
  await writeLease(client(), bucket, STRANGER);
  await vi.waitFor(
    () => expect(engine.state()).toMatchObject({ status: 'failed', failure: { code: 'BUCKET_IN_USE' } }),
    PATIENT,
  );
  expect(engine.connection()).toBeNull();
  expect(await readLease(client(), bucket)).toMatchObject(STRANGER);
  await client().removeObject(bucket, LEASE);
  await engine.whenRunning(AbortSignal.timeout(60_000));
});

test('an app whose cloud was brought back elsewhere lets go of it for good', async () => {
  const engine = await running();
  await markBucket(client(), bucket, 'cloud-1-again');
  await vi.waitFor(
    () => expect(engine.state()).toMatchObject({ status: 'failed', failure: { code: 'BUCKET_OTHER_CLOUD' } }),
    PATIENT,
  );
  expect(engine.connection()).toBeNull();
});

test('looking at a cloud does not change whose it is; taking it over does, for the one it was found with', async () => {
  await running().then((engine) => engine.stop());
  const before = await markerText();
  const engine = await (await computer()).make();
  const found = await engine.cloudAt(config().external);
  expect(found).toEqual({ from: 'cloud-1' });
  const restored = config({ cloudId: 'cloud-1-again', mayClaim: false, takesOver: found });
  await engine.start({ ...restored, looksOnly: true });
  expect(await markerText()).toBe(before);
  await engine.start(restored);
  expect(await engine.cloudAt(config().external)).toEqual({ from: 'cloud-1-again' });
  await engine.stop();

  const late = await (await computer()).make();
  await expect(late.start(config())).rejects.toMatchObject({ code: 'BUCKET_OTHER_CLOUD' });
  await expect(
    late.start(config({ cloudId: 'third', mayClaim: false, takesOver: found })),
  ).rejects.toMatchObject({
    code: 'BUCKET_OTHER_CLOUD',
  });
});
