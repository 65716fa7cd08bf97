import { expect, type Locator, type Page } from '@playwright/test';
import { OWNER } from './core.ts';
import type { Size } from './browser.ts';

/** What people do with the cloud in a browser, in the words that they see (English). */

/** Opens the cloud and signs in; without a name it is the owner. */
export async function enter(page: Page, who: { userName: string; password: string } = OWNER): Promise<void> {
  await page.goto('/');
  await fillSignIn(page, who);
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
}

export async function fillSignIn(
  page: Page,
  { userName, password }: { userName: string; password: string },
): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(userName);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Goes to a page by the navigation: the side bar, which on a phone lies behind the menu. */
export async function goTo(page: Page, size: Size, name: string): Promise<void> {
  if (size === 'phone') {
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('dialog').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  } else await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
}

/** The row of a file or folder in the list. */
export function row(page: Page, name: string): Locator {
  return page.getByRole('grid').getByRole('row', { name, exact: true });
}

/** Marks a row, as with the box before its name. */
export async function mark(page: Page, name: string): Promise<void> {
  await row(page, name).hover();
  await row(page, name).locator('[data-mark]').click();
}

/** Chooses files to upload, as the system's dialog would hand them over. */
export async function upload(page: Page, size: Size, files: string | string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).click();
  if (size === 'phone') await page.getByRole('menuitem', { name: 'Files', exact: true }).click();
  await (await chooser).setFiles(files);
}

/** The panel of what is on its way. */
export function transfers(page: Page): Locator {
  return page.getByRole('region', { name: 'Transfers' });
}
