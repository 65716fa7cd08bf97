import { execa } from 'execa';
import getPort from 'get-port';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setUp, startTestCore, until } from '../support/core.ts';
import { minioBinary } from '../support/minio-server.ts';
import { ratioRow, type Row } from './rows.ts';

/** From the start command to the first healthy answer: the core's engine against the same program by hand. */
export async function benchStart(runs: number): Promise<Row[]> {
  const test = await startTestCore();
  const [ours, byHand]: number[][] = [[], []];
  try {
    const owner = await setUp(test);
    for (let run = 0; run < runs; run += 1) {
      byHand?.push(await startByHand());
      await owner.call.engine.stop();
      await until(() => test.core.engine.state().status === 'stopped', 20_000);
      const start = performance.now();
      await owner.call.engine.start();
      await until(() => test.core.engine.state().status === 'running', 20_000);
      ours?.push(performance.now() - start);
    }
  } finally {
    await test.stop();
  }
  return [ratioRow('from Start to healthy', 'ms', ours ?? [], byHand ?? [], { max: 1.15 })];
}

async function startByHand(): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-by-hand-'));
  const address = `127.0.0.1:${await getPort({ host: '127.0.0.1' })}`;
  const binary = await minioBinary();
  const start = performance.now();
  const server = execa(binary, ['server', folder, '--address', address, '--quiet'], {
    env: {
      MINIO_ROOT_USER: 'byhand',
      MINIO_ROOT_PASSWORD: 'byhandbyhand',
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
    },
    reject: false,
    stdio: 'ignore',
  });
  const healthy = () =>
    fetch(`http://${address}/minio/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(healthy, 20_000);
  const took = performance.now() - start;
  server.kill('SIGTERM');
  await server;
  await rm(folder, { recursive: true, force: true });
  return took;
}
