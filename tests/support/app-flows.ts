import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { mkdir, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** What people do in the window, in the words that they see (English). */

export const OWNER = { name: 'Olga Dona', userName: 'olga', password: 'correct horse battery 9' };

/** A new folder under the system's temporary one. */
export function tempFolder(name: string): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), `mcm-${name}-`));
}

/** From the welcome page to the end of the wizard's questions; the next thing is the button of {@link install}. */
export async function answerWizard(page: Page, owner = OWNER): Promise<void> {
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(owner.name);
  await page.getByRole('textbox', { name: 'User name' }).fill(owner.userName);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Clicks the one button and waits until the cloud is open. */
export async function install(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Install and Start' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible({ timeout: 180_000 });
}

/** The whole first run. */
export async function firstRun(page: Page): Promise<void> {
  await answerWizard(page);
  await install(page);
}

export async function signIn(page: Page, userName: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(userName);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Goes to a page by the navigation. */
export async function open(
  page: Page,
  name: 'Dashboard' | 'Files' | 'Shared' | 'People' | 'Settings',
): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
}

/** Uploads files by the button, as the system's file dialog would hand them over. */
export async function uploadFiles(page: Page, files: string | string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await (await chooser).setFiles(files);
}

/** The row of a file or folder in the list. */
export function row(page: Page, name: string) {
  return page.getByRole('grid').getByRole('row', { name, exact: true });
}

/** Downloads what is selected by a row into a folder, answering the system's folder dialog. */
export async function download(
  app: ElectronApplication,
  page: Page,
  name: string,
  into: string,
): Promise<void> {
  await mkdir(into, { recursive: true });
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, into);
  await row(page, name).click();
  await page.getByRole('button', { name: 'Download', exact: true }).click();
}
