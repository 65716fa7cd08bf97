import { expect, test } from 'vitest';
import type { Connection } from '../objects/connection.ts';
import { makeStateKeeper } from './state-keeper.ts';

const connection: Connection = {
  endpoint: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  accessKey: 'key',
  secretKey: 'secret',
  bucket: 'bucket',
  managed: true,
};
const progress = (bytes: number) => ({
  bytes,
  totalBytes: 1000,
  bytesPerSecond: 1,
  secondsLeft: null,
  source: 'x',
});

test('a flood of progress is announced now and then; a change of the stage at once', () => {
  let announced = 0;
  const keeper = makeStateKeeper(() => {
    announced += 1;
  });
  keeper.reset('managed');
  for (let bytes = 1; bytes <= 1000; bytes += 1) keeper.reporter.state({ progress: progress(bytes) });
  expect(announced).toBeLessThan(10);
  expect(keeper.state().progress?.bytes).toBe(1000);
  const before = announced;
  keeper.reporter.state({ stage: 'verify', progress: null });
  expect(announced).toBe(before + 1);
});

test('what does not change is not announced', () => {
  let announced = 0;
  const keeper = makeStateKeeper(() => {
    announced += 1;
  });
  keeper.reporter.state({ status: 'running' });
  keeper.reporter.state({ status: 'running', failure: null });
  expect(announced).toBe(1);
});

test('whoever waits for the server gets its connection when it comes, or stops waiting', async () => {
  const keeper = makeStateKeeper(() => undefined);
  const stop = new AbortController();
  const waiting = keeper.whenRunning();
  const leaving = keeper.whenRunning(stop.signal);
  stop.abort();
  await expect(leaving).rejects.toThrow('aborted');
  await expect(keeper.whenRunning(stop.signal)).rejects.toThrow('aborted');
  keeper.reporter.connection(connection);
  expect(await waiting).toBe(connection);
  expect(await keeper.whenRunning()).toBe(connection);
});
