import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { open, row, uploadFiles } from '../support/app-flows.ts';
import type { RunningApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { shareCloud } from './one-cloud.ts';

/** One cloud for all of these: each test works in a folder of its own. */
let home: string;
let running: RunningApp;
let page: Page;
shareCloud((cloud) => {
  ({ home, running, page } = cloud);
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const place = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
const crumb = (name: string) =>
  page.getByRole('navigation', { name: 'Where you are' }).getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const selected = () =>
  page
    .getByRole('grid')
    .getByRole('row', { selected: true })
    .evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label')));

async function newFolder(name: string): Promise<void> {
  await button('New folder').click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(row(page, name)).toBeVisible();
}

/** Begins at the top, in a new folder that is open, with these folders and files in it. */
async function inNewFolder(name: string, folders: string[], files: string[]): Promise<void> {
  await open(page, 'Files');
  await expect(heading('Files')).toBeVisible();
  await newFolder(name);
  await row(page, name).dblclick();
  await expect(heading(name)).toBeVisible();
  for (const folder of folders) await newFolder(folder);
  const sources = path.join(home, 'sources', name);
  await uploadFiles(
    page,
    await Promise.all(files.map((file, at) => makeFile(sources, file, 1000 * (at + 1)))),
  );
  for (const file of files) await expect(row(page, file)).toBeVisible();
}

/** Draws with the mouse from one point of the list to another, in shares of its width and height. */
async function draw(from: [number, number], to: [number, number]): Promise<void> {
  const box = await page.getByRole('grid').getByRole('rowgroup').last().boundingBox();
  if (box === null) throw new Error('there is no list');
  const at = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
}

test('lines or tiles and the order are remembered for each folder, and after the window was closed', async () => {
  await inNewFolder('looks', ['photos'], ['small.txt', 'large.txt']);
  await row(page, 'photos').dblclick();
  await expect(heading('photos')).toBeVisible();
  await button('Grid view').click();
  await expect(button('Grid view')).toHaveAttribute('aria-pressed', 'true');
  await crumb('looks').click();
  await expect(button('List view')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending');

  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending');
  await row(page, 'photos').dblclick();
  await expect(button('Grid view')).toHaveAttribute('aria-pressed', 'true');
});

test('tiles are put in another order by the menu', async () => {
  await inNewFolder('tile order', [], ['a small.txt', 'b large.txt']);
  await button('Grid view').click();
  const names = () =>
    page
      .getByRole('grid')
      .getByRole('row')
      .evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label')));
  await expect.poll(names).toEqual(['a small.txt', 'b large.txt']);
  await button('Sort').click();
  await page.getByRole('menuitemradio', { name: 'Size' }).click();
  await button('Sort').click();
  await page.getByRole('menuitemradio', { name: 'Descending' }).click();
  await expect.poll(names).toEqual(['b large.txt', 'a small.txt']);
});

test('a lasso selects in tiles and in lines', async () => {
  await inNewFolder('lasso', [], ['1.txt', '2.txt', '3.txt']);
  // From the free room below the last line up to the second.
  const second = await row(page, '2.txt').boundingBox();
  const list = await page.getByRole('grid').getByRole('rowgroup').last().boundingBox();
  if (second === null || list === null) throw new Error('there is no list');
  const top = (second.y + second.height / 2 - list.y) / list.height;
  await draw([0.5, 0.95], [0.3, top]);
  await expect.poll(selected).toEqual(['2.txt', '3.txt']);
  await draw([0.5, 0.95], [0.5, 0.95]);
  await expect.poll(selected, 'a click beside the rows').toEqual([]);

  await button('Grid view').click();
  await draw([0.5, 0.95], [0.01, 0.1]);
  await expect.poll(selected).toEqual(['1.txt', '2.txt', '3.txt']);
});

test('everything is selected by Ctrl+A, a range by Shift, one more by Ctrl', async () => {
  await inNewFolder('many', [], ['1.txt', '2.txt', '3.txt', '4.txt']);
  await row(page, '2.txt').click();
  await row(page, '4.txt').click({ modifiers: ['Shift'] });
  await expect.poll(selected).toEqual(['2.txt', '3.txt', '4.txt']);
  await row(page, '3.txt').click({ modifiers: ['Control'] });
  await expect.poll(selected).toEqual(['2.txt', '4.txt']);
  await page.keyboard.press('Control+a');
  await expect.poll(selected).toHaveLength(4);
  await expect(page.getByRole('toolbar').getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(selected).toEqual([]);
});

test('the keyboard keeps its place when the selection goes, and when nothing is left', async () => {
  await inNewFolder('place', [], ['1.txt', '2.txt']);
  await row(page, '2.txt').click();
  await button('Clear selection').focus();
  await page.keyboard.press('Enter');
  await expect(row(page, '2.txt')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(heading('place')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(row(page, '2.txt')).toBeVisible();
});

test('the keyboard alone goes through tiles, marks, shows the menu and the details', async () => {
  await inNewFolder('keys', ['shelf'], ['alpha.txt', 'beta.txt']);
  await button('Grid view').focus();
  await page.keyboard.press('Enter');
  await row(page, 'shelf').focus();
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'alpha.txt')).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(selected).toEqual(['alpha.txt', 'beta.txt']);
  await page.keyboard.press('Home');
  await page.keyboard.type('be');
  await expect(row(page, 'beta.txt')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'beta.txt')).toBeFocused();
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(heading('shelf')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(row(page, 'shelf')).toBeFocused();
});

test('tags are given by the menu, shown in the row, counted in the side bar, and lead to what has them', async () => {
  await inNewFolder('tagging', ['tagged folder'], ['tagged.txt', 'plain.txt']);
  await row(page, 'tagged.txt').click();
  await row(page, 'tagged folder').click({ modifiers: ['Control'], button: 'left' });
  await row(page, 'tagged.txt').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Tags' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Purple' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(row(page, 'tagged.txt').getByRole('img', { name: 'Purple' })).toBeVisible();
  await expect(row(page, 'tagged folder').getByRole('img', { name: 'Purple' })).toBeVisible();

  // Only one of two has it: half ticked.
  await row(page, 'plain.txt').click();
  await row(page, 'tagged.txt').click({ modifiers: ['Control'] });
  await row(page, 'tagged.txt').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Tags' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Purple' })).toHaveAttribute(
    'aria-checked',
    'mixed',
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await expect(place('Purple')).toHaveAttribute('title', '2 items');
  await place('Purple').click();
  await expect(heading('Purple')).toBeVisible();
  await expect(row(page, 'tagged folder')).toBeVisible();
  await expect(row(page, 'plain.txt')).toHaveCount(0);
  await row(page, 'tagged.txt')
    .getByRole('button', { name: /^tagging/u })
    .click();
  await expect(heading('tagging')).toBeVisible();
  await expect.poll(selected, 'its folder opens with it selected').toEqual(['tagged.txt']);
});

test('a tag is called as one likes', async () => {
  await open(page, 'Files');
  await place('Green').hover();
  await button('Rename the tag Green').click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Holidays');
  await page.keyboard.press('Enter');
  await expect(place('Holidays')).toBeVisible();
  await place('Holidays').click();
  await expect(heading('Holidays')).toBeVisible();
});

test('favourites have a place of their own, and so has what is recent', async () => {
  await inNewFolder('stars', ['starred folder'], ['starred.txt', 'other.txt']);
  for (const name of ['starred folder', 'starred.txt']) {
    await row(page, name).hover();
    await row(page, name).getByRole('button', { name: 'Favourite' }).click();
    await expect(row(page, name).getByRole('button', { name: 'Favourite' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  }
  await place('Favourites').click();
  await expect(heading('Favourites')).toBeVisible();
  await expect(row(page, 'starred folder')).toBeVisible();
  await expect(row(page, 'other.txt')).toHaveCount(0);
  await row(page, 'starred.txt').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove from favourites' }).click();
  await expect(row(page, 'starred.txt')).toHaveCount(0);

  await place('Recent').click();
  await expect(heading('Recent')).toBeVisible();
  await expect(row(page, 'other.txt')).toBeVisible();
  await expect(row(page, 'starred folder'), 'folders are not used').toHaveCount(0);
  await row(page, 'other.txt').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show in its folder' }).click();
  await expect(heading('stars')).toBeVisible();
  await expect(row(page, 'other.txt')).toBeFocused();
});

test('files are dragged onto a folder, onto a breadcrumb and, as tiles, onto a folder', async () => {
  await inNewFolder('dragging', ['box'], ['drag me.txt', 'me too.txt']);
  await row(page, 'drag me.txt').dragTo(row(page, 'box'));
  await expect(row(page, 'drag me.txt')).toHaveCount(0);
  await row(page, 'box').dblclick();
  await expect(row(page, 'drag me.txt')).toBeVisible();
  await row(page, 'drag me.txt').dragTo(crumb('dragging'));
  await expect(row(page, 'drag me.txt')).toHaveCount(0);
  await crumb('dragging').click();
  await expect(row(page, 'drag me.txt')).toBeVisible();
  await button('Grid view').click();
  await row(page, 'drag me.txt').click();
  await row(page, 'me too.txt').click({ modifiers: ['Control'] });
  await row(page, 'me too.txt').dragTo(row(page, 'box'));
  await expect(row(page, 'drag me.txt')).toHaveCount(0);
  await expect(row(page, 'me too.txt')).toHaveCount(0);
});

test('a file of this computer let go of over a folder is uploaded into that folder', async () => {
  await inNewFolder('dropping', ['inbox'], ['here.txt']);
  const dataTransfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['for the inbox'], 'letter.txt'));
    return dropped;
  });
  for (const type of ['dragenter', 'dragover', 'drop'])
    await row(page, 'inbox').dispatchEvent(type, { dataTransfer });
  await row(page, 'inbox').dblclick();
  await expect(row(page, 'letter.txt')).toBeVisible();
});

test('the page had nothing to complain about in all this', () => {
  expect(running.errors).toEqual([]);
});
