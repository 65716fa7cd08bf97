import { expect, test } from '@playwright/test';
import { copyFile, cp, mkdir, open as openFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { answerWizard, firstRun, install, tempFolder } from '../support/app-flows.ts';
import { launchApp } from '../support/electron-app.ts';
import { canMount, mountMemory, unmount } from '../support/mounts.ts';

let home: string;
test.beforeEach(async () => {
  home = await tempFolder('home');
});
test.afterEach(() => rm(home, { recursive: true, force: true }));

const STACK = /\bat .*:\d+:\d+|\bError:|node:/u;

test('a damaged server program is named and never run; a good one in its place goes on', async () => {
  const good = process.env['MCM_SERVER_FOLDER'];
  test.skip(good === undefined, 'needs the development server folder');
  const folder = path.join(home, 'program');
  await cp(good ?? '', folder, { recursive: true });
  const program = path.join(folder, path.basename(process.env['MCM_TEST_MINIO'] ?? 'minio'));
  const handle = await openFile(program, 'r+');
  await handle.write(Buffer.from('damaged'), 0, 7, 5000);
  await handle.close();
  const empty = path.join(home, 'nothing here');
  await mkdir(empty);

  // Without any program on PATH and without a network, nothing else can be had.
  const running = await launchApp({
    home,
    env: { MCM_SERVER_FOLDER: folder, PATH: empty, HTTPS_PROXY: 'http://127.0.0.1:9' },
  });
  const { page } = running;
  await answerWizard(page);
  await page.getByRole('button', { name: 'Install and Start' }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'damaged' });
  await expect(failure).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText(STACK)).toHaveCount(0);

  await copyFile(path.join(good ?? '', path.basename(program)), program);
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible({ timeout: 180_000 });
  await running.close();
});

test('without a program and without a network it says exactly what is missing', async () => {
  const empty = path.join(home, 'nothing here');
  await mkdir(empty);
  const running = await launchApp({
    home,
    env: { MCM_SERVER_FOLDER: empty, PATH: empty, HTTPS_PROXY: 'http://127.0.0.1:9' },
  });
  await answerWizard(running.page);
  await running.page.getByRole('button', { name: 'Install and Start' }).click();
  const failure = running.page.getByRole('alert').filter({ hasText: 'could not be downloaded' });
  await expect(failure).toBeVisible({ timeout: 180_000 });
  await expect(running.page.getByText(STACK)).toHaveCount(0);
  await running.close();
});

test('with the program at hand, the first run needs no network', async () => {
  const empty = path.join(home, 'nothing here');
  await mkdir(empty);
  const running = await launchApp({ home, env: { PATH: empty, HTTPS_PROXY: 'http://127.0.0.1:9' } });
  await answerWizard(running.page);
  await install(running.page);
  await running.close();
});

test('a full disk says what helps and shows where it is, until there is room again', async () => {
  test.skip(!canMount, 'needs a small disk');
  const data = path.join(home, 'data');
  await mountMemory(data, 'size=150m');
  try {
    const running = await launchApp({ home });
    const { app, page } = running;
    await firstRun(page);
    const filler = path.join(data, 'filler');
    await writeFile(filler, Buffer.alloc(120e6));
    const card = page.getByRole('alert').filter({ hasText: 'The disk is full' });
    await expect(card).toContainText(data);
    await app.evaluate(({ shell }) => {
      shell.showItemInFolder = (folder) => {
        process.env['SHOWN'] = folder;
      };
    });
    await card.getByRole('button', { name: 'Show the folder' }).click();
    await expect.poll(() => app.evaluate(() => process.env['SHOWN'])).toBe(data);
    await card.getByRole('button', { name: 'Open the trash' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();
    await page.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).click();
    await expect(card).toBeVisible();
    await rm(filler);
    await expect(card).toHaveCount(0);
    await running.close();
  } finally {
    await unmount(data);
  }
});
