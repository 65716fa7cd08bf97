import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { networkState, type NetworkState } from '../../electron/contract/network.ts';
import { share } from '../../electron/contract/shares.ts';
import { until } from '../support/core.ts';
import { canMakeNamespaces, makeTwoDevices, type TwoDevices } from '../support/namespaces.ts';

const possible = await canMakeNamespaces();
if (!possible) console.warn('skipped: network namespaces need Linux, root, and the programs "ip" and "curl"');

const BYTES = 24 * 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(!possible)('a computer and a phone in a network of their own', () => {
  let devices: TwoDevices;
  let folder: string;
  let content: Buffer;
  let link: string;
  let fileId: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-phone-'));
    devices = await makeTwoDevices('192.168.77.1/24', '192.168.77.2/24');
    content = randomBytes(BYTES);
    await writeFile(path.join(folder, 'Filme.bin'), content);
    const items = await devices.ask('upload', path.join(folder, 'Filme.bin'));
    fileId =
      z
        .array(z.object({ id: z.string() }))
        .min(1)
        .parse(items)[0]?.id ?? '';
  }, 120_000);
  afterAll(async () => {
    await devices.remove();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const state = async (): Promise<NetworkState> => networkState.parse(await devices.ask('state'));
  /** The link as its owner sees it now. */
  const linkNow = async () => {
    const { items } = z.object({ items: z.array(share) }).parse(await devices.ask(['shares', 'list'], {}));
    return items[0]?.url ?? '';
  };
  const statusOf = async (url: string) =>
    (await devices.run('curl', '-s', '-m', '10', '-o', '/dev/null', '-w', '%{http_code}', url)).stdout;
  const sizeOf = async (file: string) => (await stat(file).catch(() => ({ size: 0 }))).size;

  test('before the door is opened the phone finds nothing', async () => {
    expect(await statusOf('http://192.168.77.1:8710/')).toBe('000');
  });

  test('the phone opens a link by the address', async () => {
    const opened = networkState.parse(await devices.ask(['network', 'setMode'], { mode: 'links' }));
    expect(opened.baseUrl).toBe(`http://192.168.77.1:${String(opened.port)}`);
    const made = await devices.ask(['shares', 'createLink'], {
      ids: [fileId],
      expiresAt: null,
      password: null,
    });
    link = share.parse(made).url ?? '';
    expect(link.startsWith(`${String(opened.baseUrl)}/s/`)).toBe(true);
    expect(await statusOf(link)).toBe('200');
  });

  test('the phone proves by a visit that it reaches the cloud, and is told apart from this computer', async () => {
    const begun = await devices.ask(['network', 'beginVisit']);
    expect(await statusOf(z.object({ url: z.string() }).parse(begun).url)).toBe('200');
    const lines = z
      .array(z.object({ id: z.string(), verdict: z.string() }))
      .parse(await devices.ask(['network', 'examine']));
    const verdicts = Object.fromEntries(lines.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toMatchObject({ server: 'good', door: 'good', isolation: 'good', visit: 'good' });
  });

  test('when the address changes during a download, the link is new and the download goes on there', async () => {
    const before = await state();
    const target = path.join(folder, 'back.bin');
    const download = (base: string, ...more: string[]) => [
      '-s',
      '-f',
      '-o',
      target,
      ...more,
      `${base.replace(/\/$/u, '')}/f/${fileId}`,
    ];
    const running = devices.begin('curl', ...download(link, '--limit-rate', '4M'));
    const ended = once(running, 'exit');
    await until(async () => (await sizeOf(target)) > 2_000_000, 20_000);

    await devices.move('192.168.78.1/24', '192.168.78.2/24');
    await until(async () => (await state()).address === '192.168.78.1', 20_000);
    running.kill('SIGKILL');
    await ended;

    const after = await state();
    const baseUrl = `http://192.168.78.1:${String(before.port)}`;
    expect(after.baseUrl).toBe(baseUrl);
    expect(await devices.ask('notices')).toContainEqual({ kind: 'addressChanged', url: baseUrl });

    const renewed = await linkNow();
    expect(renewed).toBe(link.replace('192.168.77.1', '192.168.78.1'));
    expect(await statusOf(renewed)).toBe('200');
    expect(await sizeOf(target)).toBeLessThan(BYTES);
    const resumed = await devices.run('curl', ...download(renewed, '-C', '-', '-m', '60'));
    expect(resumed.exitCode).toBe(0);
    expect(sha256(await readFile(target))).toBe(sha256(content));
  }, 90_000);

  test('when the door is closed a running download ends at once, and nobody gets in any more', async () => {
    const target = path.join(folder, 'cut.bin');
    const url = `${await linkNow()}/f/${fileId}`;
    const running = devices.begin('curl', '-s', '-f', '--limit-rate', '2M', '-o', target, url);
    const ended = once(running, 'exit');
    await until(async () => (await sizeOf(target)) > 1_000_000, 20_000);
    await devices.ask(['network', 'setMode'], { mode: 'off' });
    await ended;
    expect(running.exitCode).not.toBe(0);
    expect(await sizeOf(target)).toBeLessThan(BYTES);
    expect(await statusOf(url)).toBe('000');
  }, 60_000);
});
