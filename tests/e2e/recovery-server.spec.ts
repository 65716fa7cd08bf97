import { expect, test, type Page } from '@playwright/test';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { install, open, OWNER, row, signIn, tempFolder, uploadFiles } from '../support/app-flows.ts';
import { launchApp } from '../support/electron-app.ts';
import { startMinio, type TestMinio } from '../support/minio-server.ts';
import { inspect } from './inspect.ts';

/** A server that somebody else runs, and two computers. */
let server: TestMinio;
let home: string;
let newHome: string;
test.beforeEach(async () => {
  [server, home, newHome] = await Promise.all([startMinio(), tempFolder('home'), tempFolder('new-home')]);
});
test.afterEach(async () => {
  await server.stop();
  for (const one of [home, newHome]) await rm(one, { recursive: true, force: true });
});

/** Says how the server is reached. */
async function fillServer(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Address' }).fill(server.endpoint);
  await page.getByRole('textbox', { name: 'Access key' }).fill(server.accessKey);
  await page.getByRole('textbox', { name: 'Secret key' }).fill(server.secretKey);
}

/** The owner, up to the question where the files should live, and there the server. */
async function chooseServer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(OWNER.name);
  await page.getByRole('textbox', { name: 'User name' }).fill(OWNER.userName);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('radio', { name: 'A storage server that already runs' }).click();
  await fillServer(page);
  await page.getByRole('button', { name: 'Check and use it' }).click();
}

/** A cloud on the server with one file, closed in order, so that its records were copied. */
async function cloudOnServer(): Promise<void> {
  const running = await launchApp({ home });
  const { page } = running;
  await chooseServer(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await install(page);
  await open(page, 'Files');
  const file = path.join(home, 'dear letter.txt');
  await writeFile(file, 'what must not be lost');
  await uploadFiles(page, file);
  await expect(row(page, 'dear letter.txt')).toBeVisible();
  expect(running.errors).toEqual([]);
  await running.close();
}

/** From what was found to the file of the restored cloud. */
async function restoreAndSee(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'This is what was found' })).toBeVisible();
  await expect(page.getByText(server.endpoint)).toBeVisible();
  await page.getByRole('button', { name: 'Restore my cloud' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible({ timeout: 60_000 });
  await signIn(page, OWNER.userName, OWNER.password);
  await open(page, 'Files');
  await expect(row(page, 'dear letter.txt')).toBeVisible();
}

test('a cloud on a storage server comes back on a new computer, by the address and the keys', async () => {
  await cloudOnServer();
  const running = await launchApp({ home: newHome });
  const { page } = running;
  await page.getByRole('button', { name: 'I already have a cloud' }).click();
  await inspect(page, 'restore-where');
  await page.getByRole('radio', { name: 'On a storage server' }).click();
  await fillServer(page);
  await page.getByRole('textbox', { name: 'Bucket' }).fill('not-this-one');
  await inspect(page, 'restore-server');
  await page.getByRole('button', { name: 'Look for my cloud' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'not-this-one' });
  await expect(alert).toBeVisible();
  await inspect(page, 'restore-server-empty');
  await alert.getByRole('button', { name: 'Change the connection' }).click();
  await expect(page.getByRole('textbox', { name: 'Access key' })).toHaveValue(server.accessKey);
  await page.getByRole('textbox', { name: 'Bucket' }).fill('mini-cloud');
  await page.getByRole('button', { name: 'Look for my cloud' }).click();
  await expect(page.getByRole('heading', { name: 'This is what was found' })).toBeVisible();
  await inspect(page, 'restore-server-found');
  await restoreAndSee(page);
  await running.close();
});

test('who chooses a server that holds a cloud for a new one is told so, and may bring it back', async () => {
  await cloudOnServer();
  const running = await launchApp({ home: newHome });
  const { page } = running;
  await chooseServer(page);
  const offer = page.getByRole('region', { name: 'There is a cloud on this server' });
  await expect(offer).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await offer.scrollIntoViewIfNeeded();
  await inspect(page, 'restore-server-offer');
  await offer.getByRole('button', { name: 'Restore my cloud' }).click();
  await restoreAndSee(page);
  await running.close();
});

test('where only the records were lost, the server and its keys are still known', async () => {
  await cloudOnServer();
  await rm(path.join(home, 'core', 'database'), { recursive: true });
  const running = await launchApp({ home });
  const { page } = running;
  const offer = page.getByRole('region', { name: 'Your cloud was kept on this server' });
  await expect(offer).toContainText(server.endpoint);
  await inspect(page, 'restore-server-welcome');
  await offer.getByRole('button', { name: 'Restore my cloud' }).click();
  await restoreAndSee(page);
  await running.close();
});

test('a cloud that another computer uses is not taken from it', async () => {
  await cloudOnServer();
  const first = await launchApp({ home });
  await expect(first.page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  const second = await launchApp({ home: newHome });
  const { page } = second;
  await page.getByRole('button', { name: 'I already have a cloud' }).click();
  await page.getByRole('radio', { name: 'On a storage server' }).click();
  await fillServer(page);
  await page.getByRole('button', { name: 'Look for my cloud' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Another computer uses this cloud' });
  await expect(alert).toBeVisible();
  await inspect(page, 'restore-server-in-use');
  await first.close();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await restoreAndSee(page);
  await second.close();
});
