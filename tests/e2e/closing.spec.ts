import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { firstRun, open, row, tempFolder, uploadFiles } from '../support/app-flows.ts';
import { launchApp, launchArguments, type RunningApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { freezeInUpload, serverPids } from '../support/server-process.ts';

let running: RunningApp;
test.beforeEach(async () => {
  running = await launchApp({ home: await tempFolder('home') });
});
test.afterEach(() => rm(running.home, { recursive: true, force: true }));

test('closing the window in the middle of an upload does not end it; the app leaves once it is through', async () => {
  const { app, page, home } = running;
  await firstRun(page);
  const file = await makeFile(path.join(home, 'sources'), 'big.bin', 400_000_000);
  await open(page, 'Files');
  const goOn = await freezeInUpload(home, () => uploadFiles(page, file));
  await expect(page.getByRole('region', { name: 'Transfers' })).toContainText('big.bin');
  await expect(row(page, 'big.bin'), 'it is still on its way').toHaveCount(0);
  const left = app.waitForEvent('close', { timeout: 180_000 });
  await page.close();
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  await expect.poll(windows).toBe(0);
  goOn();
  await left;
  expect(serverPids(home)).toEqual([]);

  running = await launchApp({ home });
  await open(running.page, 'Files');
  await expect(row(running.page, 'big.bin')).toBeVisible();
  await running.close();
});

test('a cloud that shall keep running has no window after closing it, and shows it at the next start', async () => {
  const { app, page, home } = running;
  await page.evaluate('window.desktop.setSettings({ keepRunning: true })');
  await page.close();
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  await expect.poll(windows).toBe(0);

  const opened = app.waitForEvent('window');
  const { args, env } = launchArguments({ home });
  execFile(app.process().spawnfile, args, { env });
  await expect((await opened).getByRole('button', { name: 'Get started' })).toBeVisible();
  await running.close();
});
