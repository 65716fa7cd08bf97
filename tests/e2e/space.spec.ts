import { expect, test, type Page } from '@playwright/test';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { open, row, uploadFiles } from '../support/app-flows.ts';
import type { RunningApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { inspect } from './inspect.ts';
import { shareCloud } from './one-cloud.ts';

// Each goes on with what the one before it left: a second try begins with the first of them.
test.describe.configure({ mode: 'serial' });

let home: string;
let running: RunningApp;
let page: Page;
shareCloud(async (cloud) => {
  ({ home, running, page } = cloud);
  await open(page, 'Files');
  const sources = path.join(home, 'sources');
  const film = await makeFile(sources, 'Filme da obra.mp4', 900_000, 1);
  const copy = path.join(sources, 'Filme (de novo).mp4');
  await copyFile(film, copy);
  const note = await makeFile(sources, 'notas.txt', 2000, 2);
  const thrown = await makeFile(sources, 'velho.zip', 50_000, 3);
  await uploadFiles(page, [film, note, thrown]);
  await expect(row(page, 'velho.zip')).toBeVisible();
  await row(page, 'velho.zip').click();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(page, 'velho.zip')).toHaveCount(0);
  await page.getByRole('button', { name: 'New folder' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Obras');
  await page.keyboard.press('Enter');
  await row(page, 'Obras').dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'Obras' })).toBeVisible();
  await uploadFiles(page, [copy, await makeFile(sources, 'planta.png', 300_000, 4)]);
  await expect(row(page, 'planta.png')).toBeVisible();
  // The list of what was on its way folds by itself after a while.
  await expect(async () => {
    const unfold = page.getByRole('button', { name: 'Show the list' });
    if (await unfold.isVisible()) await unfold.click();
    await page.getByRole('button', { name: 'Clear finished' }).click({ timeout: 5000 });
  }).toPass();
});

const part = (name: string) => page.getByRole('region', { name });

test('the space of each folder is shown, and one can look into it and open it', async () => {
  await open(page, 'Dashboard');
  await page.getByRole('button', { name: 'Where did my space go?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Where did my space go?' })).toBeVisible();
  const folders = part('By folder');
  await expect(folders.getByRole('button', { name: /Obras.*2 files.*1.2 MB/u })).toBeVisible();
  await expect(folders.getByText('Files in this folder itself')).toBeVisible();
  await inspect(page, 'space');
  await part('Same content more than once').scrollIntoViewIfNeeded();
  await inspect(page, 'space-below');
  await folders.getByRole('button', { name: /Obras/u }).click();
  await expect(page.getByRole('navigation', { name: 'Where you are' })).toContainText('Obras');
  await expect(part('By type').getByText('Videos')).toBeVisible();
  await folders.getByRole('button', { name: 'Open this folder' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Obras' })).toBeVisible();
});

test('of files with the same content all but one can go to the trash, and come back', async () => {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('space');
  await page.getByRole('dialog').getByRole('option', { name: 'Where did my space go?' }).click();
  const duplicates = part('Same content more than once');
  await expect(duplicates.getByText('2 files with the same content, 900 KB too much')).toBeVisible();
  await duplicates.getByRole('button', { name: /Keep the oldest/u }).click();
  await expect(duplicates.getByText('Every file is there just once.')).toBeVisible();
  await expect(duplicates, 'one goes on from here').toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(duplicates.getByText(/2 files with the same content/u)).toBeVisible();
});

test('the largest files are listed with where they are, and lead there', async () => {
  const largest = part('Largest files');
  await expect(largest.getByRole('listitem').first()).toContainText('Filme');
  await largest.getByRole('button', { name: 'Show planta.png in its folder' }).click();
  await expect(row(page, 'planta.png')).toHaveAttribute('aria-selected', 'true');
});

test('the trash is emptied from here', async () => {
  await page.goBack();
  const unseen = part('Trash and earlier versions');
  await expect(unseen.getByText('50 KB')).toBeVisible();
  await unseen.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Empty trash' }).click();
  await expect(unseen.getByRole('button', { name: 'Empty trash' })).toBeDisabled();
});

test('the page had nothing to complain about in all this', () => {
  // These files are made up, so the small pictures that are asked for are not to be had.
  expect(running.errors.filter((error) => !error.includes('404'))).toEqual([]);
});
