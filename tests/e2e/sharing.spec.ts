import { expect, test, type Browser, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { open, row, signIn, uploadFiles } from '../support/app-flows.ts';
import { launchBrowser, openDevice } from '../support/browser.ts';
import type { RunningApp } from '../support/electron-app.ts';
import { makeFile } from '../support/made-files.ts';
import { inspect } from './inspect.ts';
import { shareCloud } from './one-cloud.ts';

// Each goes on with what the one before it made.
test.describe.configure({ mode: 'serial' });

let home: string;
let running: RunningApp;
let page: Page;
let browser: Browser;
let report: string;
/** Where devices come in. */
let origin: string;
shareCloud(async (cloud) => {
  ({ home, running, page } = cloud);
  await open(page, 'Files');
  report = await makeFile(path.join(home, 'sources'), 'Relatório (ação) – João.pdf', 700_000, 1);
  await uploadFiles(page, [report]);
  await expect(row(page, 'Relatório (ação) – João.pdf')).toBeVisible();
  await page.getByRole('button', { name: 'New folder' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Obras');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Obras')).toBeVisible();
});
test.beforeAll(async () => {
  browser = await launchBrowser();
});
test.afterAll(() => browser.close());

/** Somebody else's computer, with Bia at it. */
async function openAsBia() {
  const device = await openDevice(browser, 'desktop');
  await device.page.goto(origin);
  await signIn(device.page, 'bia', 'a password of bia 7');
  return device;
}

const dialog = () => page.getByRole('dialog');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** The address that a dialog shows to be handed on. */
const shownAddress = async () =>
  (await dialog()
    .getByText(/^https?:\/\//u)
    .textContent()) ?? '';
const entry = (name: string | RegExp) => page.getByRole('main').getByRole('listitem', { name });

async function select(name: string): Promise<void> {
  await row(page, name).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Share' }).click();
}

test('a link is made with the door closed, and the way to open the door is right there', async () => {
  await select('Relatório (ação) – João.pdf');
  await expect(dialog().getByText('Nobody can open links yet')).toBeVisible();
  await inspect(page, 'share-dialog');
  await dialog().getByRole('button', { name: 'Turn on network access' }).click();
  await expect(dialog().getByText('Nobody can open links yet')).toHaveCount(0);
  await dialog().getByRole('button', { name: 'Create link' }).click();
  await expect(dialog().getByText('Your link is ready')).toBeVisible();
  await expect(dialog().getByRole('img', { name: /QR code/u })).toBeVisible();
  await inspect(page, 'share-link');
  const address = await shownAddress();
  ({ origin } = new URL(address));
  await dialog().getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(address);
  await page.keyboard.press('Escape');

  const phone = await openDevice(browser, 'phone');
  await phone.page.goto(address);
  const download = phone.page.waitForEvent('download');
  await phone.page
    .getByRole('link', { name: 'Download', exact: true })
    .or(phone.page.getByRole('button', { name: 'Download', exact: true }))
    .first()
    .click();
  const saved = await (await download).path();
  expect(sha256(await readFile(saved))).toBe(sha256(await readFile(report)));
  await phone.close();
});

test('one screen shows what became of a link, closes it at once, and brings it back', async () => {
  await open(page, 'Shared');
  const link = entry('Relatório (ação) – João.pdf');
  await expect(link).toContainText('opened once');
  await expect(link).toContainText('downloaded once');
  await inspect(page, 'shared');
  await link.getByRole('button', { name: /More about/u }).click();
  await page.getByRole('menuitem', { name: 'Who used it' }).click();
  await expect(dialog().getByText('Somebody downloaded “Relatório (ação) – João.pdf”')).toBeVisible();
  await page.keyboard.press('Escape');
  await link.getByRole('button', { name: 'Show QR code' }).click();
  const address = await shownAddress();
  await page.keyboard.press('Escape');

  expect((await fetch(address)).status).toBe(200);
  await link.getByRole('button', { name: 'Revoke' }).click();
  await expect(link).toContainText('Revoked');
  expect((await fetch(address)).status).toBe(404);
  await link.getByRole('button', { name: 'Bring back' }).click();
  await expect(link.getByRole('button', { name: 'Copy link' })).toBeVisible();
  expect((await fetch(address)).status).toBe(200);
});

test('a direct link gives the bare file to a program, with its name', async () => {
  await open(page, 'Files');
  await select('Relatório (ação) – João.pdf');
  await dialog().getByText('Direct link, for programs').click();
  await dialog().getByRole('button', { name: 'Create direct link' }).click();
  await expect(dialog().getByText('Your direct link is ready')).toBeVisible();
  const answer = await fetch(await shownAddress());
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toContain(
    "filename*=UTF-8''Relat%C3%B3rio%20%28a%C3%A7%C3%A3o%29%20%E2%80%93%20Jo%C3%A3o.pdf",
  );
  expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(await readFile(report)));
  await page.keyboard.press('Escape');
});

test('others send files into a folder by a request, and the owner sees who', async () => {
  await row(page, 'Obras').dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'Obras' })).toBeVisible();
  await page.getByRole('button', { name: 'Request files' }).click();
  await dialog().getByRole('textbox', { name: 'What is it for?' }).fill('Photos of the site');
  await inspect(page, 'request-dialog');
  await dialog().getByRole('button', { name: 'Create link' }).click();
  await expect(dialog().getByText(/Your request is ready/u)).toBeVisible();
  const address = await shownAddress();
  await page.keyboard.press('Escape');

  const photo = path.join(home, 'sources', 'site.jpg');
  await writeFile(photo, Buffer.alloc(120_000, 7));
  const phone = await openDevice(browser, 'phone');
  await phone.page.goto(address);
  await phone.page.getByRole('textbox').first().fill('Rui');
  const next = phone.page.getByRole('button', { name: /continue|open/iu });
  if (await next.isVisible()) await next.click();
  const chooser = phone.page.waitForEvent('filechooser');
  await phone.page.getByText('Choose files').first().click();
  await (await chooser).setFiles(photo);
  await expect(row(page, 'site.jpg')).toBeVisible();
  await phone.close();

  await open(page, 'Shared');
  await page.getByRole('tab', { name: 'Requests' }).click();
  const request = entry('Photos of the site');
  await expect(request).toContainText('1 file received');
  await request.getByRole('button', { name: /More about/u }).click();
  await page.getByRole('menuitem', { name: 'Who used it' }).click();
  await expect(dialog().getByText('Rui sent “site.jpg”')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a folder is shared with somebody who has an account, who finds it on their own device', async () => {
  await open(page, 'People');
  await page.getByRole('button', { name: 'Add person' }).click();
  await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill('Bia Lima');
  await dialog().getByRole('textbox', { name: 'User name' }).fill('bia');
  await dialog().getByRole('textbox', { name: 'Password', exact: true }).fill('a password of bia 7');
  await dialog().getByRole('button', { name: 'Add', exact: false }).last().click();
  await expect(dialog()).toHaveCount(0);
  await open(page, 'Files');
  await select('Obras');
  await dialog().getByRole('tab', { name: 'People' }).click();
  await dialog().getByRole('combobox', { name: 'Share with' }).click();
  await page.getByRole('option', { name: 'Bia Lima' }).click();
  await dialog().getByRole('button', { name: 'Share with them' }).click();
  await expect(dialog().getByRole('list', { name: 'Who has access' })).toContainText('Bia Lima');
  await inspect(page, 'share-people');
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    window.location.hash = '#/network';
  });
  await page.getByRole('radio', { name: /People with an? account/iu }).click();
  const phone = await openAsBia();
  await phone.page.getByRole('navigation').getByRole('link', { name: 'Shared' }).click();
  await phone.page.getByRole('tab', { name: 'Shared with me' }).click();
  await phone.page.getByRole('listitem', { name: 'Obras' }).getByRole('button', { name: 'Open' }).click();
  await expect(
    phone.page.getByText('Olga Dona shares this folder with you.', { exact: false }),
  ).toBeVisible();
  await expect(row(phone.page, 'site.jpg')).toBeVisible();
  await expect(phone.page.getByRole('button', { name: 'New folder' })).toBeDisabled();
  await row(phone.page, 'site.jpg').click();
  const tools = phone.page.getByRole('toolbar');
  await expect(tools.getByRole('button', { name: 'Copy to my files' })).toBeVisible();
  await expect(tools.getByRole('button', { name: /Move to|Rename|Tags|Delete/u })).toHaveCount(0);
  for (const key of ['F2', 'Delete', 'Control+x', 'Control+d']) await phone.page.keyboard.press(key);
  await expect(phone.page.getByText('You may look, but not change')).toBeVisible();
  await expect(phone.page.getByRole('dialog')).toHaveCount(0);
  await phone.close();
  expect(running.errors).toEqual([]);
});

test('what others share is found: by words, by its owner, in its folder, and by the keyboard alone', async () => {
  const device = await openAsBia();
  const box = device.page.getByRole('searchbox', { name: 'Search' });
  const found = device.page.getByRole('listbox', { name: 'What was found' }).getByRole('option');
  await device.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await device.page.keyboard.press('/');
  await expect(box).toBeFocused();
  await device.page.keyboard.type('site');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText('Shared by Olga Dona');
  await expect(found).toContainText('Obras');
  await inspect(device.page, 'search-shared');

  // The owner, by keys: anyone, oneself, and who shares.
  await device.page.getByRole('button', { name: 'Owner', exact: true }).press('Enter');
  await expect(device.page.getByRole('menuitemradio', { name: 'Anyone' })).toBeFocused();
  await device.page.keyboard.press('ArrowDown');
  await expect(device.page.getByRole('menuitemradio', { name: 'Me', exact: true })).toBeFocused();
  await device.page.keyboard.press('Enter');
  await expect(device.page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await device.page.getByRole('button', { name: 'Owner: Me' }).click();
  await device.page.getByRole('menuitemradio', { name: 'Olga Dona' }).click();
  await box.fill('');
  await expect(found).toHaveCount(2);
  await inspect(device.page, 'search-shared-owner');
  await found.filter({ hasText: 'site.jpg' }).click();
  await expect(device.page.getByRole('heading', { level: 1, name: 'Obras' })).toBeVisible();
  await expect(row(device.page, 'site.jpg')).toHaveAttribute('aria-selected', 'true');

  // From within, only there.
  await box.fill('s');
  await device.page.getByRole('button', { name: 'In “Obras”' }).click();
  await expect(found).toHaveCount(1);
  await device.page.keyboard.press('Control+k');
  const palette = device.page.getByRole('dialog', { name: 'Go to anything' });
  await palette.getByRole('combobox').fill('obra');
  await expect(palette.getByRole('option', { name: /^Obras/u })).toContainText('Shared by Olga Dona');
  await inspect(device.page, 'palette-shared');
  await device.page.keyboard.press('Enter');
  await expect(device.page.getByRole('heading', { level: 1, name: 'Obras' })).toBeVisible();
  await device.close();

  const phone = await openDevice(browser, 'phone', { language: 'pt-BR' });
  await phone.page.goto(origin);
  await phone.page.getByRole('textbox').first().fill('bia');
  await phone.page.getByRole('textbox').nth(1).fill('a password of bia 7');
  await phone.page.keyboard.press('Enter');
  await phone.page.getByRole('searchbox', { name: 'Busca' }).fill('site');
  await expect(phone.page.getByRole('option')).toContainText('Compartilhado por Olga Dona');
  await inspect(phone.page, 'search-shared-phone-pt');

  // Taken away while one looks.
  await open(page, 'Shared');
  await page.getByRole('tab', { name: 'With people' }).click();
  await entry('Obras').getByRole('button', { name: 'Stop sharing' }).click();
  await expect(phone.page.getByRole('option')).toHaveCount(0);
  await phone.close();
  // The picture is made up, so a small one of it is not to be had.
  expect([...running.errors, ...device.errors].filter((error) => !error.includes('404'))).toEqual([]);
});

test('what is shared is copied home, and what is one’s own is put into it', async () => {
  await open(page, 'Files');
  await select('Obras');
  await dialog().getByRole('tab', { name: 'People' }).click();
  await dialog().getByRole('combobox', { name: 'Share with' }).click();
  await page.getByRole('option', { name: 'Bia Lima' }).click();
  await dialog().getByRole('combobox', { name: 'They may' }).click();
  await page.getByRole('option', { name: 'Look and change' }).click();
  await dialog().getByRole('button', { name: 'Share with them' }).click();
  await expect(dialog().getByRole('list', { name: 'Who has access' })).toContainText('Bia Lima');
  await page.keyboard.press('Escape');

  const device = await openAsBia();
  const { page: bia } = device;
  await open(bia, 'Shared');
  await bia.getByRole('tab', { name: 'Shared with me' }).click();
  const shared = bia.getByRole('listitem', { name: 'Obras' });
  await inspect(bia, 'shared-received');
  await shared.getByRole('button', { name: 'Copy to my files' }).click();
  await expect(bia.getByText('Copied “Obras” to Files')).toBeVisible();
  await shared.getByRole('button', { name: 'Open' }).click();
  await row(bia, 'site.jpg').click({ button: 'right' });
  await inspect(bia, 'shared-entry-menu');
  await bia.getByRole('menuitem', { name: 'Copy to my files' }).press('Enter');
  await expect(bia.getByText('Copied “site.jpg” to Files')).toBeVisible();

  await open(bia, 'Files');
  await row(bia, 'site.jpg').click();
  await bia.keyboard.press('F2');
  await bia.getByRole('dialog').getByRole('textbox').fill('front.jpg');
  await bia.keyboard.press('Enter');
  await row(bia, 'front.jpg').click();
  await bia.getByRole('toolbar').getByRole('button', { name: 'Move to…' }).click();
  const where = bia.getByRole('dialog', { name: 'Move “front.jpg” to…' });
  await where.getByRole('treeitem', { name: 'Obras Olga Dona' }).click();
  await expect(where.getByText('Shared with me / Obras')).toBeVisible();
  await inspect(bia, 'place-shared');
  await where.getByRole('button', { name: 'Move here' }).click();
  await expect(bia.getByText('Moved “front.jpg” to Obras')).toBeVisible();
  await inspect(bia, 'moved-away');
  await expect(row(bia, 'front.jpg')).toHaveCount(0);
  await row(page, 'Obras').dblclick();
  await expect(row(page, 'front.jpg')).toBeVisible();
  // By its key: the message may be gone by now.
  await bia.keyboard.press('Control+z');
  await expect(row(bia, 'front.jpg')).toBeVisible();
  await expect(row(page, 'front.jpg')).toHaveCount(0);

  // What others share is among the recent ones, where nothing is marked and what may be done is offered.
  await bia.getByRole('navigation').getByRole('link', { name: 'Recent' }).click();
  await row(bia, 'site.jpg').filter({ hasText: 'Shared by Olga Dona' }).click();
  await expect(bia.getByRole('toolbar').getByRole('button', { name: 'Copy to my files' })).toBeVisible();
  await expect(bia.getByRole('toolbar').getByRole('button', { name: 'Tags' })).toHaveCount(0);
  await inspect(bia, 'recent-shared');
  await bia.keyboard.press('Space');
  const preview = bia.getByRole('dialog', { name: 'site.jpg' });
  await expect(preview.getByRole('button', { name: 'Copy to my files' })).toBeVisible();
  await inspect(bia, 'preview-shared');
  await bia.keyboard.press('Escape');
  await bia.keyboard.press('Control+x');
  await open(bia, 'Files');
  await bia.keyboard.press('Control+v');
  await expect(bia.getByText('The original is in the trash of Olga Dona.')).toBeVisible();
  await expect(row(page, 'site.jpg')).toHaveCount(0);
  await inspect(bia, 'moved-home');
  await bia.keyboard.press('Control+z');
  await expect(row(page, 'site.jpg')).toBeVisible();
  // The question where to finds what one may change in the drives of others too.
  await row(bia, 'front.jpg').click();
  await bia.getByRole('toolbar').getByRole('button', { name: 'Move to…' }).click();
  const found = bia.getByRole('dialog', { name: 'Move “front.jpg” to…' });
  await found.getByRole('searchbox').fill('obras');
  await expect(found.getByRole('option', { name: /Shared by Olga Dona/u })).toBeVisible();
  await inspect(bia, 'place-found-shared');
  await bia.keyboard.press('Escape');
  await bia.getByRole('searchbox', { name: 'Search' }).fill('site');
  const copy = bia.getByRole('button', { name: 'Copy “site.jpg” to my files' });
  await expect(copy).toBeVisible();
  await inspect(bia, 'search-copy');
  await copy.click();
  await expect(bia.getByText('Copied “site.jpg” to Files')).toBeVisible();
  await device.close();

  const phone = await openDevice(browser, 'phone', { language: 'pt-BR' });
  await phone.page.goto(origin);
  await phone.page.getByRole('textbox').first().fill('bia');
  await phone.page.getByRole('textbox').nth(1).fill('a password of bia 7');
  await phone.page.keyboard.press('Enter');
  await phone.page.getByRole('heading', { level: 1 }).waitFor();
  await phone.page.evaluate(() => {
    window.location.hash = '#/files';
  });
  await expect(row(phone.page, 'front.jpg')).toBeVisible();
  await phone.page.evaluate(() => {
    window.location.hash = '#/recent';
  });
  await expect(phone.page.locator('[data-brief*="Compartilhado por Olga Dona"]').first()).toBeVisible();
  await inspect(phone.page, 'recent-shared-phone-pt');
  await phone.page.evaluate(() => {
    window.location.hash = '#/files';
  });
  await row(phone.page, 'front.jpg').click({ button: 'right' });
  await phone.page.getByRole('menuitem', { name: 'Copiar para…' }).click();
  await phone.page.getByRole('treeitem', { name: 'Obras Olga Dona' }).click();
  await inspect(phone.page, 'place-shared-phone-pt');
  await phone.page.getByRole('button', { name: 'Copiar para cá' }).click();
  await phone.close();
  // The picture is made up, so a small one of it is not to be had.
  const errors = [...running.errors, ...device.errors, ...phone.errors];
  expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
});
