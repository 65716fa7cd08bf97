import { expect, test } from '@playwright/test';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { firstRun, open, OWNER, row, signIn, tempFolder, uploadFiles } from '../support/app-flows.ts';
import { launchApp } from '../support/electron-app.ts';

let home: string;
test.beforeEach(async () => {
  home = await tempFolder('home');
});
test.afterEach(() => rm(home, { recursive: true, force: true }));

/** A cloud with one file, closed in order, so that its records were copied. */
async function cloudWithAFile(): Promise<void> {
  const running = await launchApp({ home });
  const { page } = running;
  await firstRun(page);
  await open(page, 'Files');
  const file = path.join(home, 'dear letter.txt');
  await writeFile(file, 'what must not be lost');
  await uploadFiles(page, file);
  await expect(row(page, 'dear letter.txt')).toBeVisible();

  await open(page, 'Settings');
  await page.getByRole('tab', { name: 'Cloud' }).click();
  const check = page.getByRole('region', { name: 'Check my cloud' });
  await check.getByRole('button', { name: 'Check' }).click();
  await expect(check.getByText('Everything is in order')).toBeVisible();
  expect(running.errors).toEqual([]);
  await running.close();
}

/** From the offer to the file of the restored cloud. */
async function restoreAndSee(running: Awaited<ReturnType<typeof launchApp>>): Promise<void> {
  const { page } = running;
  await page.getByRole('button', { name: 'Restore my cloud' }).click();
  await expect(page.getByRole('heading', { name: 'This is what was found' })).toBeVisible({
    timeout: 180_000,
  });
  await expect(page.getByText('Everybody signs in with the same user name')).toBeVisible();
  await page.getByRole('button', { name: 'Restore my cloud' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible({ timeout: 180_000 });
  await signIn(page, OWNER.userName, OWNER.password);
  await open(page, 'Files');
  await expect(row(page, 'dear letter.txt')).toBeVisible();
}

test('a cloud whose records were deleted is offered at the next start, and comes back with its people and files', async () => {
  await cloudWithAFile();
  await rm(path.join(home, 'core', 'database'), { recursive: true });
  const running = await launchApp({ home });
  await expect(running.page.getByRole('region', { name: 'There is a cloud in this folder' })).toBeVisible();
  await restoreAndSee(running);
  await running.close();
});

test('damaged records are named, kept aside, and restored', async () => {
  await cloudWithAFile();
  const database = path.join(home, 'core', 'database', 'cloud.sqlite');
  await writeFile(database, 'damaged '.repeat(1000));
  for (const part of ['-wal', '-shm']) await rm(`${database}${part}`, { force: true });
  const running = await launchApp({ home });
  const { page } = running;
  await expect(page.getByText('The records of your cloud are damaged')).toBeVisible();
  await page.getByRole('button', { name: 'Restore my cloud' }).click();
  await expect(page.getByRole('region', { name: 'There is a cloud in this folder' })).toBeVisible();
  await restoreAndSee(running);
  await running.close();
});
