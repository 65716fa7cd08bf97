import { expect, test } from '@playwright/test';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { firstRun, open, row, tempFolder, uploadFiles } from '../support/app-flows.ts';
import { launchApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { inspect } from './inspect.ts';

let home: string;
test.beforeEach(async () => {
  home = await tempFolder('home');
});
test.afterEach(() => rm(home, { recursive: true, force: true }));

test('every page, in both themes, has nothing that axe finds', async () => {
  const running = await launchApp({ home });
  const { page } = running;
  await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible();
  await inspect(page, '01-welcome');
  await page.getByRole('button', { name: 'Get started' }).click();
  await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible();
  await inspect(page, '02-account');
  await page.reload();
  await firstRun(page);
  await inspect(page, '03-dashboard-empty');
  await open(page, 'Files');
  await inspect(page, '04-files-empty');
  const sources = path.join(home, 'sources');
  const names = ['Férias 2026.jpg', 'Contrato.pdf', 'Planilha.xlsx', 'Música.mp3', 'Vídeo da obra.mp4'];
  const files = await Promise.all(names.map((name, at) => makeFile(sources, name, 40_000 * (at + 1), at)));
  await uploadFiles(page, files);
  await expect(row(page, 'Vídeo da obra.mp4')).toBeVisible();
  await inspect(page, '05-files');
  await row(page, 'Contrato.pdf').click();
  await inspect(page, '05-files-selected');
  await row(page, 'Contrato.pdf').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Tags' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Green' }).click();
  await inspect(page, '05-files-menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await row(page, 'Contrato.pdf').hover();
  await row(page, 'Contrato.pdf').getByRole('button', { name: 'Favourite' }).click();
  await page.getByRole('button', { name: 'Grid view' }).click();
  await page.getByRole('button', { name: 'Details' }).click();
  await inspect(page, '05-files-grid');
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  for (const name of ['Recent', 'Favourites', 'Green', 'Trash']) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByText('Loading the list')).toHaveCount(0);
    await inspect(page, `05-${name.toLowerCase()}`);
  }
  await open(page, 'People');
  await inspect(page, '06-people');
  await open(page, 'Settings');
  await inspect(page, '07-settings');
  await open(page, 'Dashboard');
  await inspect(page, '08-dashboard');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await inspect(page, '09-sign-in');
  await running.close();
});

test('every page fits into a window of 900 by 600', async () => {
  const running = await launchApp({ home });
  const { app, page } = running;
  await firstRun(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  for (const name of ['Dashboard', 'Files', 'Recent', 'Favourites', 'Trash', 'Red', 'People', 'Settings']) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wider, `${name} scrolls sideways`).toBe(false);
  }
  await running.close();
});

test('in Portuguese, no page shows a name of a text instead of the text', async () => {
  const running = await launchApp({ home, language: 'pt-BR' });
  const { page } = running;
  await expect(page.getByText('Sua nuvem. Seu computador. Seus dados.')).toBeVisible();
  await expect(page.getByText(/\b[a-z]+\.[a-z]+\.[a-zA-Z.]+\b/u)).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('pt-BR');
  await running.close();
});
