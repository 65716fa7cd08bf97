import { expect, test, type Page } from '@playwright/test';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { download, firstRun, open, row, tempFolder, uploadFiles } from '../support/app-flows.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { contentOf, readZip } from '../support/zip-reader.ts';

/** One cloud for all of these: each test works with names of its own. */
let home: string;
let running: RunningApp;
let page: Page;
test.beforeAll(async () => {
  home = await tempFolder('home');
  running = await launchApp({ home });
  ({ page } = running);
  await firstRun(page);
  await open(page, 'Files');
});
test.afterAll(async () => {
  await running.close();
  await rm(home, { recursive: true, force: true });
});

async function made(name: string, content: string): Promise<string> {
  const folder = path.join(home, 'sources');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}
async function uploaded(...files: string[]): Promise<void> {
  await uploadFiles(page, files);
  for (const file of files) await expect(row(page, path.basename(file))).toBeVisible();
}
const dialog = () => page.getByRole('dialog');
const transfers = () => page.getByRole('region', { name: 'Transfers' });
async function choose(answer: 'Replace' | 'Keep both' | 'Skip'): Promise<void> {
  await dialog().getByRole('radio', { name: answer }).check();
}
const go = () => dialog().getByRole('button', { name: 'Continue' });

test('an upload over a file is asked about, and becomes its newest version', async () => {
  const file = await made('plan.txt', 'old');
  await uploaded(file);
  await writeFile(file, 'the newer content');
  await uploadFiles(page, file);
  await expect(dialog().getByText('plan.txt').first()).toBeVisible();
  await choose('Replace');
  await go().click();
  await expect(dialog()).toBeHidden();
  await expect(row(page, 'plan.txt').getByText('17 B')).toBeVisible();
  await expect(row(page, 'plan (2).txt')).toBeHidden();
});

test('what is not taken goes on while the rest asks, and each is kept or skipped as it was said', async () => {
  const [one, two] = [await made('one.txt', '1'), await made('two.txt', '2')];
  await uploaded(one, two);
  await uploadFiles(page, [one, two, await made('three.txt', '3')]);
  await expect(dialog()).toBeVisible();
  // What is behind the question is not for screen readers, and goes on all the same.
  const grid = page.locator('[role="grid"]');
  await expect(grid.getByText('three.txt', { exact: true })).toBeAttached();
  await choose('Keep both');
  await go().click();
  await choose('Skip');
  await go().click();
  await expect(dialog()).toBeHidden();
  await expect(row(page, 'one (2).txt').or(row(page, 'two (2).txt'))).toBeVisible();
  await expect(transfers().getByText(/already here/u)).toBeHidden();
});

test('a question that was closed waits in the panel, also after a restart of the app', async () => {
  const file = await made('later.txt', 'old');
  await uploaded(file);
  await uploadFiles(page, file);
  await expect(dialog()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog()).toBeHidden();
  await expect(transfers().getByRole('heading', { name: '1 file is already here' })).toBeVisible();
  await transfers().getByRole('button', { name: 'Decide…' }).click();
  await expect(dialog()).toBeVisible();
  await page.keyboard.press('Escape');

  await running.close();
  running = await launchApp({ home });
  ({ page } = running);
  await expect(dialog()).toBeVisible();
  await choose('Skip');
  await go().click();
  await expect(dialog()).toBeHidden();
  await open(page, 'Files');
  await expect(row(page, 'later.txt')).toBeVisible();
  await expect(row(page, 'later (2).txt')).toBeHidden();
});

test('a selection becomes a zip archive where the person says', async () => {
  await uploaded(await made('packed é.txt', 'what is in it'));
  const target = path.join(home, 'My files.zip');
  await running.app.evaluate(({ dialog: system }, file) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, target);
  await row(page, 'packed é.txt').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Download as zip' }).click();
  await expect(transfers().getByRole('button', { name: 'Show folder of My files.zip' })).toBeVisible();
  const [entry, ...others] = await readZip(target);
  expect(others).toEqual([]);
  expect(entry?.name).toBe('packed é.txt');
  expect((await contentOf(target, entry)).toString()).toBe('what is in it');
  expect((await readdir(home)).filter((name) => name.endsWith('.part'))).toEqual([]);

  // The button shows this archive, wherever the next download goes.
  await running.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (file) => {
      process.env['SHOWN_FILE'] = file;
    };
  });
  await download(running.app, page, 'packed é.txt', path.join(home, 'elsewhere'));
  await expect(transfers().getByRole('button', { name: 'Show folder of packed é.txt' })).toBeVisible();
  await transfers().getByRole('button', { name: 'Show folder of My files.zip' }).click();
  await expect.poll(() => running.app.evaluate(() => process.env['SHOWN_FILE'])).toBe(target);
});
