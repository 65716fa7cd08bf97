import { expect, test, type Page } from '@playwright/test';
import { rename, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { download, firstRun, open, row, tempFolder, uploadFiles } from '../support/app-flows.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { fileHash, freezeInUpload, serverPid, serverPids } from '../support/server-process.ts';

const BIG = 400_000_000;
let home: string;
test.beforeEach(async () => {
  home = await tempFolder('home');
});
test.afterEach(() => rm(home, { recursive: true, force: true }));

const transfers = (page: Page) => page.getByRole('region', { name: 'Transfers' });

/** Starts the upload of a big file, and keeps it half-way: `goOn` lets the server go on where it still runs. */
async function beginBigUpload(page: Page): Promise<{ file: string; goOn: () => void }> {
  const file = await makeFile(path.join(home, 'sources'), 'big.bin', BIG);
  await open(page, 'Files');
  const goOn = await freezeInUpload(home, () => uploadFiles(page, file));
  await expect(transfers(page)).toBeVisible();
  return { file, goOn };
}

async function comesBackWhole(running: RunningApp, file: string): Promise<void> {
  await expect(row(running.page, 'big.bin')).toBeVisible({ timeout: 180_000 });
  await expect(running.page.getByRole('grid').getByRole('row', { name: /big/u })).toHaveCount(1);
  const into = path.join(home, 'downloads');
  await download(running.app, running.page, 'big.bin', into);
  await expect
    .poll(() => fileHash(path.join(into, 'big.bin')).catch(() => 'not there yet'), { timeout: 180_000 })
    .toBe(await fileHash(file));
}

test('the server killed in the middle of an upload comes back, and the upload finishes', async () => {
  const running = await launchApp({ home });
  await firstRun(running.page);
  const { file } = await beginBigUpload(running.page);
  const before = serverPid(home);
  process.kill(before, 'SIGKILL');
  await expect(row(running.page, 'big.bin'), 'nothing half-made is shown').toHaveCount(0);
  await expect.poll(() => serverPids(home).filter((pid) => pid !== before).length).toBe(1);
  await comesBackWhole(running, file);
  await running.close();
});

test('the app killed in the middle of an upload continues it at the next start', async () => {
  let running = await launchApp({ home });
  await firstRun(running.page);
  const { file, goOn } = await beginBigUpload(running.page);
  await running.kill();
  goOn();

  running = await launchApp({ home });
  await expect(running.page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await open(running.page, 'Files');
  await comesBackWhole(running, file);
  expect(serverPids(home), 'one server, not a left-over beside it').toHaveLength(1);
  await running.close();
  expect(serverPids(home)).toEqual([]);
});

test('a stranger on the server’s port makes it take another, without asking', async () => {
  let running = await launchApp({ home });
  await firstRun(running.page);
  await open(running.page, 'Dashboard');
  const address = running.page.getByText(/127\.0\.0\.1:\d+/u).first();
  await expect(address).toBeVisible();
  const port = Number(/127\.0\.0\.1:(\d+)/u.exec(await address.innerText())?.[1]);
  await running.close();

  const stranger = net.createServer();
  await new Promise<void>((resolve, reject) => {
    stranger.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  running = await launchApp({ home });
  await open(running.page, 'Dashboard');
  await expect(running.page.getByRole('button', { name: 'Stop', exact: true })).toBeEnabled();
  await expect(running.page.getByText(/127\.0\.0\.1:\d+/u).first()).not.toContainText(`:${String(port)}`);
  await running.close();
  stranger.close();
});

test('a data folder that is gone is named, and never replaced by an empty cloud', async () => {
  const file = await makeFile(path.join(home, 'sources'), 'kept.bin', 50_000);
  let running = await launchApp({ home });
  await firstRun(running.page);
  await open(running.page, 'Files');
  await uploadFiles(running.page, file);
  await expect(row(running.page, 'kept.bin')).toBeVisible();
  await running.close();
  const data = path.join(home, 'data');
  await rename(data, `${data}-unplugged`);

  running = await launchApp({ home });
  const failure = running.page.getByRole('alert').filter({ hasText: data });
  await expect(failure.first()).toBeVisible();
  await expect(running.page.getByText(/\bat .*:\d+:\d+|Error:/u)).toHaveCount(0);
  await rename(`${data}-unplugged`, data);
  await failure.first().getByRole('button', { name: 'Try again' }).click();
  await open(running.page, 'Files');
  await expect(row(running.page, 'kept.bin')).toBeVisible();
  await running.close();
});
