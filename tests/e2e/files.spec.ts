import { expect, test, type Page } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { download, open, row, uploadFiles } from '../support/app-flows.ts';
import type { RunningApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { freezeInUpload } from '../support/server-process.ts';
import { shareCloud } from './one-cloud.ts';

/** One cloud for all of these: each test works in a folder of its own. */
let home: string;
let running: RunningApp;
let page: Page;
shareCloud((cloud) => {
  ({ home, running, page } = cloud);
});

async function newFolder(name: string): Promise<void> {
  await page.getByRole('button', { name: 'New folder' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(row(page, name)).toBeVisible();
}

/** Begins at the top, in a new folder that is open. */
async function inNewFolder(name: string): Promise<void> {
  await open(page, 'Files');
  await expect(page.getByRole('heading', { level: 1, name: 'Files', exact: true })).toBeVisible();
  await newFolder(name);
  await row(page, name).dblclick();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Lets go of files of this computer over the page, as a file manager would. */
async function drop(files: string[]): Promise<void> {
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('input'), { type: 'file', multiple: true });
    field.id = 'test-drop';
    field.hidden = true;
    document.body.append(field);
  });
  await page.setInputFiles('#test-drop', files);
  const dataTransfer = await page.evaluateHandle(() => {
    const field = document.querySelector<HTMLInputElement>('#test-drop');
    const dropped = new DataTransfer();
    for (const file of field?.files ?? []) dropped.items.add(file);
    field?.remove();
    return dropped;
  });
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('main', type, { dataTransfer });
}

test('names with accents, emoji, forbidden characters and 255 letters are kept as they are', async () => {
  await inNewFolder('names');
  const names = ['ação – João 📷.txt', 'what: really? *all* | of it.txt', `${'a'.repeat(251)}.txt`];
  const sources = path.join(home, 'names');
  const files = await Promise.all(names.map((name) => makeFile(sources, name, 2000)));
  await uploadFiles(page, files);
  for (const name of names) await expect(row(page, name)).toBeVisible();
});

test('a name that is taken is said where it is typed', async () => {
  await inNewFolder('taken');
  await newFolder('Fotos');
  await page.getByRole('button', { name: 'New folder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('fotos');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/already/u)).toBeVisible();
  await page.keyboard.press('Escape');
});

test('dropped files are uploaded into the folder that is shown', async () => {
  await inNewFolder('dropped');
  await drop([
    await makeFile(path.join(home, 'drop'), 'one.bin', 1000),
    await makeFile(path.join(home, 'drop'), 'two.bin', 2000),
  ]);
  await expect(row(page, 'one.bin')).toBeVisible();
  await expect(row(page, 'two.bin')).toBeVisible();
});

test('something dropped that is no file of this computer is uploaded too', async () => {
  await inNewFolder('from a web page');
  const dataTransfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['drawn in a page'], 'drawing.txt'));
    return dropped;
  });
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('main', type, { dataTransfer });
  await expect(row(page, 'drawing.txt')).toBeVisible();
  await download(running.app, page, 'drawing.txt', path.join(home, 'drawn'));
  await expect
    .poll(() => readFile(path.join(home, 'drawn', 'drawing.txt'), 'utf8').catch(() => ''))
    .toBe('drawn in a page');
});

test('a whole folder keeps its tree, empty folders too, on the way up and down', async () => {
  await inNewFolder('trees');
  const tree = path.join(home, 'sources', 'Obra');
  await mkdir(path.join(tree, 'vazia'), { recursive: true });
  await makeFile(path.join(tree, 'fotos', 'maio'), 'parede.bin', 5000);
  await writeFile(path.join(tree, 'notas.txt'), 'notas');
  await running.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, tree);
  await page.getByRole('button', { name: 'Upload folder' }).click();
  await row(page, 'Obra').dblclick();
  for (const name of ['fotos', 'vazia', 'notas.txt']) await expect(row(page, name)).toBeVisible();

  await page
    .getByRole('navigation', { name: 'Where you are' })
    .getByRole('button', { name: 'trees' })
    .click();
  const into = path.join(home, 'tree back');
  await download(running.app, page, 'Obra', into);
  await expect
    .poll(() => readFile(path.join(into, 'Obra', 'fotos', 'maio', 'parede.bin')).catch(() => null))
    .toEqual(await readFile(path.join(tree, 'fotos', 'maio', 'parede.bin')));
});

test('what is deleted asks first, can be undone, and waits in the trash', async () => {
  await inNewFolder('deleting');
  await uploadFiles(page, await makeFile(path.join(home, 'sources'), 'doomed.bin', 1000));
  await row(page, 'doomed.bin').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(page, 'doomed.bin')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'doomed.bin')).toBeVisible();
});

test('the keyboard alone makes a folder, opens it, goes back up and deletes it', async () => {
  await inNewFolder('keyboard');
  await page.getByRole('button', { name: 'New folder' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  await expect(row(page, 'typed')).toBeVisible();
  await row(page, 'typed').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'typed' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }), 'one page is shown, not two').toHaveCount(1);
  await page.keyboard.press('Backspace');
  await expect(row(page, 'typed')).toBeFocused();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await expect(row(page, 'typed')).toHaveCount(0);
});

test('an upload can be paused and resumed, and goes on while the window is closed', async () => {
  await inNewFolder('long way');
  const file = await makeFile(path.join(home, 'sources'), 'long.bin', 400_000_000);
  const goOn = await freezeInUpload(home, () => uploadFiles(page, file));
  const transfers = page.getByRole('region', { name: 'Transfers' });
  await expect.poll(keptAwake, 'the computer does not go to sleep meanwhile').toBe(true);
  await transfers.getByRole('button', { name: 'Pause long.bin' }).click();
  await expect(transfers.getByText('Paused').first()).toBeVisible();
  goOn();
  await expect(row(page, 'long.bin')).toHaveCount(0);
  await expect.poll(keptAwake, 'nothing keeps it from that').toBe(false);
  await transfers.getByRole('button', { name: 'Resume long.bin' }).click();

  await page.reload();
  await expect(row(page, 'long.bin')).toBeVisible({ timeout: 180_000 });
  await expect.poll(keptAwake).toBe(false);
});

/** Whether the app keeps the computer from going to sleep. */
function keptAwake(): Promise<boolean> {
  return running.app.evaluate(({ powerSaveBlocker }) =>
    Array.from({ length: 20 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
  );
}

test('the page had nothing to complain about in all this', () => {
  expect(running.errors).toEqual([]);
});
