import { expect, test, type Page } from '@playwright/test';
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
  const make = (names: string[]) =>
    Promise.all(names.map((name, at) => makeFile(sources, name, 3000 * (at + 1), at)));
  await uploadFiles(page, await make(['Férias na praia.jpg', 'Orçamento 2026.xlsx', 'notas.txt']));
  await expect(row(page, 'notas.txt')).toBeVisible();
  await newFolder('Contratos');
  await row(page, 'Contratos').dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'Contratos' })).toBeVisible();
  await uploadFiles(page, await make(['Relatório de vendas.pdf', 'Contrato João.pdf', 'planta.png']));
  await expect(row(page, 'planta.png')).toBeVisible();
});

const box = () => page.getByRole('searchbox', { name: 'Search' });
/** An entry is called by its name and then by all that stands beside it. */
const result = (name: string) => results().filter({ has: page.getByText(name, { exact: true }) });
const results = () => page.getByRole('listbox', { name: 'What was found' }).getByRole('option');

async function newFolder(name: string): Promise<void> {
  await page.getByRole('button', { name: 'New folder' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(row(page, name)).toBeVisible();
}

test('a name is found as one types, without accents and by any part of it, and says where it is', async () => {
  await open(page, 'Dashboard');
  await page.keyboard.press('/');
  await expect(box()).toBeFocused();
  await page.keyboard.type('relator');
  await expect(result('Relatório de vendas.pdf')).toBeVisible();
  await expect(box(), 'one goes on typing').toBeFocused();
  await expect(result('Relatório de vendas.pdf')).toContainText('Contratos');
  await box().fill('VENDAS rel');
  await expect(results()).toHaveCount(1);
  await box().fill('.pdf - ');
  await expect(page.getByRole('heading', { name: 'Nothing found' }), 'no name has a dash').toBeVisible();
  await box().fill('raia');
  await expect(result('Férias na praia.jpg')).toBeVisible();
  await box().fill('o');
  await expect(result('Orçamento 2026.xlsx')).toBeVisible();
  await inspect(page, 'search-results');
});

test('what is found opens in its folder, selected', async () => {
  await box().fill('joao');
  await result('Contrato João.pdf').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Contratos' })).toBeVisible();
  await expect(row(page, 'Contrato João.pdf')).toHaveAttribute('aria-selected', 'true');
  await expect(box()).toHaveValue('');
});

test('the keyboard alone goes from the box to an entry, looks at it and opens its folder', async () => {
  await open(page, 'Dashboard');
  await page.keyboard.press('Control+f');
  await expect(box()).toBeFocused();
  await page.keyboard.type('contrat');
  await expect(results()).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await expect(results().first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(results().nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(box()).toBeFocused();
  await box().fill('notas');
  await expect(results()).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(result('notas.txt')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, 'notas.txt')).toHaveAttribute('aria-selected', 'true');
});

test('filters narrow what is found, and say so', async () => {
  await open(page, 'Files');
  await row(page, 'Contratos').dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'Contratos' })).toBeVisible();
  await box().fill('a');
  await box().fill('p');
  await expect(result('planta.png')).toBeVisible();
  await expect(result('Férias na praia.jpg')).toBeVisible();
  await page.getByRole('button', { name: 'In “Contratos”' }).click();
  await expect(result('Férias na praia.jpg')).toHaveCount(0);
  await page.getByRole('button', { name: 'Type', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Picture' }).click();
  await page.keyboard.press('Escape');
  await expect(results()).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Type: Picture' })).toBeVisible();
  await page.getByRole('button', { name: 'Size', exact: true }).click();
  await inspect(page, 'search-filter-open');
  await page.getByRole('menuitemradio', { name: 'Over 1 GB' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await inspect(page, 'search-nothing');
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(result('Férias na praia.jpg')).toBeVisible();
  await box().press('Escape');
  await expect(page.getByRole('heading', { name: 'What are you looking for?' })).toBeVisible();
  await inspect(page, 'search-empty');
});

test('the palette reaches files, folders, pages and actions', async () => {
  await open(page, 'Dashboard');
  const palette = page.getByRole('dialog', { name: 'Go to anything' });
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await expect(palette.getByRole('combobox')).toBeFocused();
  await inspect(page, 'palette');
  await page.keyboard.type('contr');
  await expect(palette.getByRole('option', { name: /^Contratos/u })).toBeVisible();
  await inspect(page, 'palette-typed');
  await palette.getByRole('option', { name: /^Contratos/u }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Contratos' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('new fol');
  await expect(palette.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('By the palette');
  await page.keyboard.press('Enter');
  await expect(row(page, 'By the palette')).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('trash');
  await palette.getByRole('option', { name: 'Trash', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('cloud');
  await expect(palette.getByRole('option', { name: 'Stop the cloud' })).toBeVisible();
  await expect(palette.getByRole('option', { name: 'Start the cloud', exact: true }), 'it runs').toHaveCount(
    0,
  );
  await palette.getByRole('combobox').fill('search');
  await palette.getByRole('option', { name: 'Search', exact: true }).click();
  await expect(box(), 'one can type at once').toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
});

test('the question mark shows all shortcuts, but not while one types', async () => {
  await open(page, 'Dashboard');
  const overlay = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await box().click();
  await page.keyboard.type('?');
  await expect(overlay).toHaveCount(0);
  await expect(box()).toHaveValue('?');
  await page.keyboard.press('Escape');
  await open(page, 'Dashboard');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('?');
  await expect(overlay).toBeVisible();
  await expect(overlay.getByText('Ctrl').first()).toBeVisible();
  await inspect(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await expect(overlay).toHaveCount(0);
});

test('the page had nothing to complain about in all this', () => {
  // These files are made up, so the small pictures that are asked for are not to be had.
  expect(running.errors.filter((error) => !error.includes('404'))).toEqual([]);
});
