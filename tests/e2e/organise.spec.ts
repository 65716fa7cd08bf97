import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { open, row, uploadFiles } from '../support/app-flows.ts';
import type { RunningApp } from '../support/electron-app.ts';
import { inspect } from './inspect.ts';
import { makeFile } from '../support/made-files.ts';
import { shareCloud } from './one-cloud.ts';

/** One cloud for all of these: each test works in a folder of its own. */
let home: string;
let running: RunningApp;
let page: Page;
shareCloud((cloud) => {
  ({ home, running, page } = cloud);
});

const dialog = () => page.getByRole('dialog');
const crumb = (name: string) =>
  page.getByRole('navigation', { name: 'Where you are' }).getByRole('button', { name, exact: true });
const leaf = (name: string) => page.getByRole('tree').getByRole('treeitem', { name, exact: true });
const toast = (text: string | RegExp) =>
  page
    .getByRole('region', { name: /Messages/u })
    .getByText(text)
    .last();

async function newFolder(name: string): Promise<void> {
  await page.getByRole('button', { name: 'New folder', exact: true }).click();
  await dialog().getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(row(page, name)).toBeVisible();
}

async function enter(name: string): Promise<void> {
  await row(page, name).dblclick();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** Begins at the top, in a new folder that is open, with these folders and files in it. */
async function inNewFolder(name: string, folders: string[] = [], files: string[] = []): Promise<void> {
  await open(page, 'Files');
  await expect(page.getByRole('heading', { level: 1, name: 'Files', exact: true })).toBeVisible();
  await newFolder(name);
  await enter(name);
  for (const folder of folders) await newFolder(folder);
  await upload(files, name);
}

async function upload(files: readonly string[], from: string, size = 1000): Promise<void> {
  if (files.length === 0) return;
  const made = files.map((file) => makeFile(path.join(home, 'sources', from), file, size));
  await uploadFiles(page, await Promise.all(made));
  for (const file of files) await expect(row(page, file)).toBeVisible();
}

/** Chooses an entry of the menu that the other mouse button opens on a row. */
async function choose(name: string, ...entries: string[]): Promise<void> {
  await row(page, name).click({ button: 'right' });
  for (const entry of entries)
    await page
      .getByRole('menu')
      .last()
      .getByRole(/^(Red|Blue)$/u.test(entry) ? 'menuitemcheckbox' : 'menuitem', { name: entry })
      .click();
}

/** Presses the button of the message that says this. */
async function undoByToast(text: string | RegExp): Promise<void> {
  const message = page.getByRole('listitem').filter({ hasText: text });
  await message.getByRole('button', { name: 'Undo', exact: true }).click();
}

/** Presses Ctrl+Z once the message that says this is there: the change is done by then. */
async function undoByKey(text: string): Promise<void> {
  await expect(toast(text)).toBeVisible();
  await page.keyboard.press('Control+z');
}

test('a file is renamed: the stem is marked, a taken name is said where it is typed', async () => {
  await inNewFolder('renaming', [], ['letter.txt', 'taken.txt']);
  await row(page, 'letter.txt').click();
  await page.keyboard.press('F2');
  const field = dialog().getByRole('textbox', { name: 'New name' });
  await expect(field).toBeFocused();
  await page.keyboard.type('taken');
  await expect(field).toHaveValue('taken.txt');
  await page.keyboard.press('Enter');
  await expect(dialog().getByText(/already something called/u)).toBeVisible();
  await field.fill('carta – João.txt');
  await dialog().getByRole('button', { name: 'Rename' }).click();
  await expect(row(page, 'carta – João.txt'), 'the keyboard goes on from it').toBeFocused();
  await undoByToast('is now called “carta – João.txt”');
  await expect(row(page, 'letter.txt')).toBeVisible();
});

test('the dialog moves into a folder that is found, and into one that is made there', async () => {
  await inNewFolder('by dialog', ['Área de trabalho', 'other'], ['one.txt', 'two.txt']);
  await choose('one.txt', 'Move to…');
  await dialog().getByRole('searchbox', { name: 'Find a folder' }).fill('area trab');
  await dialog()
    .getByRole('option', { name: /Área de trabalho/u })
    .click();
  await dialog().getByRole('button', { name: 'Move here' }).click();
  await expect(row(page, 'one.txt')).toHaveCount(0);
  await expect(toast('Moved “one.txt” to Área de trabalho')).toBeVisible();

  await choose('two.txt', 'Move to…');
  await expect(dialog().getByRole('button', { name: 'Move here' }), 'it is here already').toBeDisabled();
  await dialog().getByRole('treeitem', { name: 'other', exact: true }).click();
  await dialog().getByRole('button', { name: 'New folder here' }).click();
  await dialog().getByRole('textbox', { name: 'Name of the new folder' }).fill('made on the way');
  await page.keyboard.press('Enter');
  await expect(dialog().getByRole('button', { name: 'Move here' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, 'two.txt')).toHaveCount(0);
  await enter('other');
  await enter('made on the way');
  await expect(row(page, 'two.txt')).toBeVisible();
});

test('a folder cannot go into itself, whichever way it is tried', async () => {
  await inNewFolder('itself', ['outer']);
  await enter('outer');
  await newFolder('inner');
  await crumb('itself').click();
  await choose('outer', 'Move to…');
  await dialog().getByRole('searchbox', { name: 'Find a folder' }).fill('inner');
  await dialog().getByRole('option', { name: /inner/u }).first().click();
  await expect(dialog().getByText('A folder cannot go into itself.')).toBeVisible();
  await expect(dialog().getByRole('button', { name: 'Move here' })).toBeDisabled();
  await page.keyboard.press('Escape');

  await row(page, 'outer').click();
  await page.keyboard.press('Control+x');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'outer' })).toBeVisible();
  await page.keyboard.press('Control+v');
  await expect(toast('A folder cannot go into itself')).toBeVisible();
  await crumb('itself').click();
  await expect(row(page, 'outer')).toBeVisible();
  // What could not be pasted there is still cut.
  await newFolder('beside');
  await enter('beside');
  await page.keyboard.press('Control+v');
  await expect(row(page, 'outer')).toBeVisible();
});

test('the keyboard alone cuts in one folder and pastes in another', async () => {
  await inNewFolder('by keyboard', ['shelf'], ['a.txt', 'b.txt', 'c.txt']);
  await row(page, 'a.txt').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+x');
  await expect(row(page, 'a.txt'), 'it is drawn faint').toHaveCSS('opacity', '0.55');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'shelf' })).toBeVisible();
  await page.keyboard.press('Control+v');
  await expect(row(page, 'a.txt')).toBeVisible();
  await expect(row(page, 'b.txt')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(row(page, 'c.txt')).toBeVisible();
  await expect(row(page, 'a.txt')).toHaveCount(0);
});

test('what is copied is pasted beside the original under a free name', async () => {
  await inNewFolder('copying', [], ['plan.txt']);
  await row(page, 'plan.txt').click();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(row(page, 'plan (2).txt')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(row(page, 'plan (2).txt')).toHaveCount(0);
});

test('files are dragged onto a folder, a breadcrumb and the tree', async () => {
  await inNewFolder('dragging', ['box'], ['one.txt', 'two.txt', 'three.txt']);
  await row(page, 'one.txt').click();
  await row(page, 'two.txt').click({ modifiers: ['Control'] });
  await row(page, 'one.txt').dragTo(row(page, 'box'));
  await expect(toast('Moved 2 items to box')).toBeVisible();
  await expect(row(page, 'one.txt')).toHaveCount(0);
  await expect(row(page, 'two.txt')).toHaveCount(0);

  await enter('box');
  await row(page, 'one.txt').dragTo(crumb('dragging'));
  await expect(row(page, 'one.txt')).toHaveCount(0);
  await crumb('dragging').click();
  await expect(row(page, 'one.txt')).toBeVisible();

  await row(page, 'three.txt').dragTo(leaf('box'));
  await expect(row(page, 'three.txt')).toHaveCount(0);
  await enter('box');
  await expect(row(page, 'three.txt')).toBeVisible();
});

test('a folder dragged onto itself stays, and Ctrl makes a copy', async () => {
  await inNewFolder('refusing', ['crate', 'goal'], ['one.txt']);
  await leaf('refusing').focus();
  await page.keyboard.press('ArrowRight');
  await row(page, 'crate').dragTo(leaf('crate'));
  await row(page, 'crate').dragTo(leaf('refusing'));
  await expect(row(page, 'crate')).toBeVisible();
  const [from, to] = await Promise.all([row(page, 'one.txt').boundingBox(), row(page, 'goal').boundingBox()]);
  if (from === null || to === null) throw new Error('the rows are not in sight');
  await page.mouse.move(from.x + 60, from.y + from.height / 2);
  await page.mouse.down();
  await page.keyboard.down('Control');
  await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  await expect(toast('Copied “one.txt” to goal')).toBeVisible();
  await expect(row(page, 'one.txt')).toBeVisible();
  await enter('goal');
  await expect(row(page, 'one.txt')).toBeVisible();
});

test('names that are taken are asked about once, and each answer is followed', async () => {
  await inNewFolder('conflicts', ['goal'], ['a.txt', 'b.txt', 'c.txt', 'free.txt']);
  await enter('goal');
  await upload(['a.txt', 'b.txt', 'c.txt'], 'conflicts goal', 2000);
  await crumb('conflicts').click();
  await row(page, 'a.txt').click();
  await row(page, 'free.txt').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+x');
  await enter('goal');
  await page.keyboard.press('Control+v');
  await expect(dialog()).toContainText('“a.txt” is already there');
  await expect(page.locator('[role="row"][aria-label="free.txt"]'), 'the others have gone on').toBeVisible();
  await dialog()
    .getByRole('radio', { name: /Replace/u })
    .click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await expect(dialog()).toContainText('“b.txt” is already there');
  await dialog()
    .getByRole('radio', { name: /Keep both/u })
    .click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await expect(dialog()).toContainText('“c.txt” is already there');
  await dialog().getByRole('radio', { name: /Skip/u }).click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await expect(dialog()).toHaveCount(0);

  await expect(row(page, 'b (2).txt')).toBeVisible();
  await expect(row(page, 'a.txt').getByText('1 KB', { exact: true })).toBeVisible();
  await expect(page.getByRole('grid').getByRole('row', { name: /\.txt$/u })).toHaveCount(5);
  await page.keyboard.press('Control+z');
  await expect(
    page.getByRole('grid').getByRole('row', { name: /\.txt$/u }),
    'all of it is taken back',
  ).toHaveCount(3);
  await expect(row(page, 'a.txt').getByText('2 KB', { exact: true })).toBeVisible();
  await crumb('conflicts').click();
  await expect(page.getByRole('grid').getByRole('row', { name: /\.txt$/u })).toHaveCount(4);
});

test('one answer can be for all', async () => {
  await inNewFolder('for all', ['goal'], ['a.txt', 'b.txt']);
  await enter('goal');
  await upload(['a.txt', 'b.txt'], 'for all goal', 2000);
  await crumb('for all').click();
  await row(page, 'a.txt').click();
  await row(page, 'b.txt').click({ modifiers: ['Shift'] });
  await row(page, 'a.txt').dragTo(row(page, 'goal'));
  await dialog().getByRole('checkbox', { name: 'Do this for the other one too' }).click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await enter('goal');
  for (const name of ['a.txt', 'a (2).txt', 'b.txt', 'b (2).txt'])
    await expect(row(page, name)).toBeVisible();
});

test('tags, favourites and deleting are taken back by the message and by Ctrl+Z', async () => {
  await inNewFolder('taking back', [], ['x.txt']);
  const tag = row(page, 'x.txt').getByRole('img', { name: 'Red' });
  for (const undo of [undoByToast, undoByKey]) {
    await choose('x.txt', 'Tags', 'Red');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(tag).toBeVisible();
    await row(page, 'x.txt').focus();
    await undo('Tagged “x.txt” Red');
    await expect(tag).toHaveCount(0);

    await choose('x.txt', 'Add to favourites');
    await expect(toast('“x.txt” is a favourite')).toBeVisible();
    await undo('“x.txt” is a favourite');
    await expect(toast(/is marked as before/u)).toBeVisible();

    await row(page, 'x.txt').click();
    await page.keyboard.press('Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect(row(page, 'x.txt')).toHaveCount(0);
    await undo('“x.txt” is in the trash');
    await expect(row(page, 'x.txt')).toBeVisible();
  }
});

test('Ctrl+Z takes back on pages without a list too', async () => {
  await inNewFolder('from afar', ['box']);
  await remove('box');
  await open(page, 'Dashboard');
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast('Undone: “box” is out of the trash')).toBeVisible();
});

test('what is in the trash goes back to a folder that is gone, and is asked about where its name is taken', async () => {
  await inNewFolder('trashing', ['gone'], ['kept.txt']);
  await enter('gone');
  await upload(['lost.txt'], 'trashing gone');
  await remove('lost.txt');
  await crumb('trashing').click();
  await remove('gone');
  await remove('kept.txt');
  await upload(['kept.txt'], 'trashing again', 3000);

  await page.getByRole('navigation').getByRole('link', { name: 'Trash' }).click();
  await expect(
    row(page, 'lost.txt').getByText('trashing / gone', { exact: true }).filter({ visible: true }),
  ).toBeVisible();
  await expect(
    row(page, 'lost.txt')
      .getByText(/^\d+ days left$/u)
      .filter({ visible: true }),
  ).toBeVisible();
  await row(page, 'lost.txt').click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Restore' }).click();
  await expect(toast('“lost.txt” is back where it was')).toBeVisible();
  await row(page, 'kept.txt').click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Restore' }).click();
  await expect(dialog()).toContainText('“kept.txt” is already there');
  await dialog()
    .getByRole('radio', { name: /Keep both/u })
    .click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await expect(row(page, 'kept.txt')).toHaveCount(0);

  await open(page, 'Files');
  await enter('trashing');
  await expect(row(page, 'kept (2).txt')).toBeVisible();
  await enter('gone');
  await expect(row(page, 'lost.txt')).toBeVisible();
});

async function remove(name: string): Promise<void> {
  await row(page, name).click();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(page, name)).toHaveCount(0);
}

test('emptying the trash says how much it is, and leaves nothing', async () => {
  await inNewFolder('emptying', [], ['waste.txt']);
  await remove('waste.txt');
  await page.getByRole('navigation').getByRole('link', { name: 'Trash' }).click();
  await expect(row(page, 'waste.txt')).toBeVisible();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText(/\d+ items? with [\d.]+\sKB/u);
  await asked.getByRole('button', { name: 'Empty trash' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
});

test('the tree is walked by keyboard and follows what changes', async () => {
  await inNewFolder('walking', ['left', 'right']);
  await expect(leaf('walking')).toHaveAttribute('aria-current', 'page');
  await leaf('walking').focus();
  await page.keyboard.press('ArrowRight');
  await expect(leaf('left')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(leaf('left')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'right' })).toBeVisible();
  await newFolder('new in right');
  await expect(leaf('right')).toHaveAttribute('aria-expanded', 'false');
  await leaf('right').focus();
  await page.keyboard.press('ArrowRight');
  await expect(leaf('new in right')).toBeVisible();
});

test('its dialogs and the trash have nothing that axe finds, in both themes', async () => {
  await inNewFolder('looks', ['Holiday photos', 'Invoices'], ['budget.txt', 'letter.txt', 'notes.txt']);
  await enter('Invoices');
  await upload(['budget.txt', 'letter.txt'], 'looks invoices', 40_000);
  await crumb('looks').click();
  await choose('budget.txt', 'Rename');
  await inspect(page, 'organise-rename');
  await page.keyboard.press('Escape');
  await choose('budget.txt', 'Move to…');
  await dialog().getByRole('treeitem', { name: 'Invoices', exact: true }).click();
  await inspect(page, 'organise-move');
  await dialog().getByRole('searchbox').fill('inv');
  await expect(dialog().getByRole('option').first()).toBeVisible();
  await inspect(page, 'organise-move-found');
  await page.keyboard.press('Escape');
  await row(page, 'budget.txt').click();
  await row(page, 'letter.txt').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+x');
  await inspect(page, 'organise-cut');
  await enter('Invoices');
  await page.keyboard.press('Control+v');
  await expect(dialog()).toBeVisible();
  await inspect(page, 'organise-conflict');
  await page.keyboard.press('Escape');
  for (const name of ['budget.txt', 'letter.txt']) await remove(name);
  await page.getByRole('navigation').getByRole('link', { name: 'Trash' }).click();
  await expect(row(page, 'letter.txt')).toBeVisible();
  await inspect(page, 'organise-trash');
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await inspect(page, 'organise-empty-trash');
  await page.keyboard.press('Escape');
});

test('the page had nothing to complain about in all this', () => {
  expect(running.errors).toEqual([]);
});
