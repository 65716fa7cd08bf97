import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { OWNER, settled, startTestCore, until, upload, type TestCore } from '../support/core.ts';
import { startMinio, type TestMinio } from '../support/minio-server.ts';

let core: TestCore | undefined;
let server: TestMinio | undefined;
afterEach(async () => {
  await core?.stop();
  await server?.stop();
});

test('a server that somebody else runs holds the bytes just as well, and is left running', async () => {
  server = await startMinio();
  core = await startTestCore();
  const window = core.window();
  const { endpoint, accessKey, secretKey } = server;
  const external = { endpoint, region: 'us-east-1', accessKey, bucket: 'our-cloud' };
  await window.call.setup.createOwner(OWNER);
  await expect(
    window.call.setup.chooseEngine({
      kind: 'external',
      external: { ...external, secretKey: 'wrong-secret' },
    }),
  ).rejects.toMatchObject({ code: 'ENDPOINT_CREDENTIALS_REFUSED' });
  await window.call.setup.chooseEngine({ kind: 'external', external: { ...external, secretKey } });
  await window.call.setup.install();
  await until(() => core?.engine().status === 'running', 20_000);
  expect(core.engine()).toMatchObject({ kind: 'external' });
  await window.call.setup.finish();

  const source = path.join(core.home, 'outside.txt');
  await writeFile(source, 'kept outside');
  await upload(window, null, [source]);
  const [file] = (await window.call.drive.list({ folderId: null })).items;
  const into = path.join(core.home, 'back');
  await mkdir(into);
  await window.call.transfers.download({ ids: [file?.id ?? ''], grant: window.grant(into) });
  await settled(window);
  expect(await readFile(path.join(into, 'outside.txt'), 'utf8')).toBe('kept outside');
  expect(await readFile(path.join(core.home, 'core', 'secrets.json'), 'utf8')).toContain('engine.external');

  await core.stop();
  core = undefined;
  expect((await fetch(`${endpoint}/minio/health/live`)).ok).toBe(true);
});
