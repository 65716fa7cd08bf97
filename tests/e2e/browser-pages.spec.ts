import { expect, test, type Browser, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBrowserCloud, type BrowserCloud } from '../support/browser-cloud.ts';
import { enter, mark, row } from '../support/browser-flows.ts';
import { launchBrowser, openDevice } from '../support/browser.ts';
import { addPerson, OWNER, upload } from '../support/core.ts';
import { halves, makePdf } from '../support/made-pictures.ts';
import { writeInto } from '../support/preview-files.ts';
import { inspect } from './inspect.ts';

let cloud: BrowserCloud;
let browser: Browser;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-browser-pages-'));
  cloud = await openBrowserCloud();
  const { owner, test: core } = cloud;
  await upload(owner, null, [
    await writeInto(folder, 'Praia.png', await halves(800, 600)),
    await writeInto(folder, 'Contrato.pdf', makePdf()),
    await writeInto(folder, 'Um nome comprido que não cabe na tela de um telefone pequeno.txt', 'olá\n'),
    await writeInto(folder, 'velho.txt', 'velho'),
  ]);
  const { items } = await owner.call.drive.list({ folderId: null });
  const idOf = (name: string) => items.find((item) => item.name === name)?.id ?? '';
  await owner.call.organise.setTags({ ids: [idOf('Praia.png')], add: ['green', 'red'], remove: [] });
  await owner.call.organise.setFavourite({ ids: [idOf('Contrato.pdf')], favourite: true });
  await owner.call.drive.trash({ ids: [idOf('velho.txt')] });
  await owner.call.drive.createFolder({ parentId: null, name: 'Documentos' });
  await addPerson(core, owner, 'beto', 'admin', 5_000_000_000);
  browser = await launchBrowser();
});
test.afterAll(async () => {
  await browser.close();
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What is wider than the screen, if anything is; lists of tabs and toolbars that scroll by themselves are fine. */
function widerThanScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
}

/** Addresses, what stands above the page that they lead to, and, where it has parts, the one that is shown. */
const PAGES: readonly (readonly [address: string, heading: string, part?: string])[] = [
  ['', 'Dashboard'],
  ['files', 'Files'],
  ['recent', 'Recent'],
  ['favourites', 'Favourites'],
  ['tag/green', 'Green'],
  ['trash', 'Trash'],
  ['space', 'Where did my space go?'],
  ['shared', 'Shared'],
  ['network', 'Network'],
  ['search?q=praia', 'Search: praia'],
  ['people', 'People'],
  ['settings?part=account', 'Settings', 'Account'],
  ['settings?part=appearance', 'Settings', 'Appearance'],
  ['settings?part=devices', 'Settings', 'Devices'],
  ['settings?part=cloud', 'Settings', 'Cloud'],
  ['settings?part=about', 'Settings', 'About'],
];

/** Goes to one of the pages by its address, and waits until it shows what there is. */
async function visit(page: Page, address: string): Promise<void> {
  const [, heading = '', part] = PAGES.find(([one]) => one === address) ?? [];
  await page.goto(`/#/${address}`);
  await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
  if (part !== undefined)
    await expect(page.getByRole('tab', { name: part, exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('main').locator('.animate-pulse, [aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByText('Loading the list')).toHaveCount(0);
}

for (const size of ['phone', 'desktop'] as const)
  test(`${size}: every page fits, in both themes axe finds nothing, and no page complains`, async () => {
    const device = await openDevice(browser, size, { baseUrl: cloud.baseUrl });
    const { page } = device;
    const look = async (name: string, except: string[] = []) => {
      expect(await widerThanScreen(page), `${name} scrolls sideways`).toBe(false);
      await inspect(page, `browser-${size}-${name}`, except);
    };
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    await look('sign-in');
    await enter(page);
    for (const [address] of PAGES) {
      await visit(page, address);
      await look(address.replace(/\W/gu, '-') || 'dashboard');
    }
    await visit(page, 'files');
    await mark(page, 'Praia.png');
    await look('files-selected');
    await page.getByRole('button', { name: 'More actions' }).click();
    await look('files-menu');
    await page.getByRole('menuitem', { name: 'Details' }).click();
    // The button that opened it has the focus, and so a tooltip, which belongs to no part of the page.
    await page.getByRole('heading', { name: 'Details', exact: true }).click();
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    await look('files-details');
    await page.getByRole('button', { name: 'Close details' }).click();
    await page.getByRole('button', { name: 'Clear selection' }).click();
    await page.getByRole('button', { name: 'Grid view' }).click();
    await look('files-grid');
    await page.getByRole('button', { name: 'List view' }).click();
    await page.getByRole('button', { name: 'New folder' }).first().click();
    await look('new-folder');
    await page.keyboard.press('Escape');
    if (size === 'phone') {
      await page.getByRole('button', { name: 'Menu', exact: true }).tap();
      // Addresses of pages stand behind a #, so links out of sight are taken for ways to skip something.
      await look('menu', ['skip-link']);
      await page.keyboard.press('Escape');
      await row(page, 'Praia.png').tap();
    } else await row(page, 'Praia.png').dblclick();
    await expect(page.getByRole('dialog', { name: 'Praia.png' }).locator('img').first()).toBeVisible();
    await look('preview');
    expect(device.errors).toEqual([]);
    await device.close();
  });

test('what one presses on a phone is large enough for a finger', async () => {
  const device = await openDevice(browser, 'phone', { baseUrl: cloud.baseUrl });
  const { page } = device;
  await enter(page);
  for (const address of ['', 'files', 'shared', 'trash', 'people', 'settings?part=devices']) {
    await visit(page, address);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, [role=tab], nav a')].flatMap((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width > 0 && (height < 43.5 || width < 43.5)
          ? [one.getAttribute('aria-label') ?? one.innerText]
          : [];
      }),
    );
    expect(small, address).toEqual([]);
  }
  await visit(page, 'files');
  await row(page, 'Contrato.pdf').tap();
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Page', exact: true });
  await expect(field).toBeVisible();
  const { width = 0, height = 0 } = (await field.boundingBox()) ?? {};
  expect(Math.min(width, height), 'the page field').toBeGreaterThanOrEqual(43.5);
  expect(await widerThanScreen(page)).toBe(false);
  await device.close();
});

test('between a phone and a desk nothing hangs over the edge, and names have room', async () => {
  const device = await openDevice(browser, 'desktop', { baseUrl: cloud.baseUrl });
  const { page } = device;
  await enter(page);
  for (const width of [900, 768]) {
    await page.setViewportSize({ width, height: 640 });
    for (const [address] of PAGES) {
      await visit(page, address);
      expect(await widerThanScreen(page), `${address} at ${String(width)}`).toBe(false);
    }
    await visit(page, 'people');
    await expect(page.getByRole('button', { name: 'Actions for beto' })).toBeInViewport({ ratio: 1 });
    for (const [address, name] of [
      ['files', 'Contrato.pdf'],
      ['favourites', 'Contrato.pdf'],
      ['trash', 'velho.txt'],
    ] as const) {
      await visit(page, address);
      const written = row(page, name).getByText(name, { exact: true });
      await expect(written).toBeVisible();
      expect(
        await written.evaluate((one) => one.scrollWidth <= one.clientWidth),
        `${address} at ${String(width)}`,
      ).toBe(true);
    }
  }
  await device.close();
});

test('the words at the thumb are whole on a narrow phone, in both languages', async () => {
  for (const language of ['en', 'pt-BR'] as const) {
    const device = await openDevice(browser, 'phone', { baseUrl: cloud.baseUrl, language });
    const { page } = device;
    await page.goto('/');
    await page.getByRole('textbox').first().fill(OWNER.userName);
    await page.locator('input[type=password]').fill(OWNER.password);
    await page.keyboard.press('Enter');
    const words = page.locator('nav a > span:last-child');
    await expect(words).toHaveCount(5);
    const cut = await words.evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
    );
    expect(cut, language).toEqual([]);
    await device.close();
  }
});

test('a finger that is held opens the menu of what it is on, and a swipe leads to the next file', async () => {
  const device = await openDevice(browser, 'phone', { baseUrl: cloud.baseUrl });
  const { page, context } = device;
  await enter(page);
  await visit(page, 'files');
  const touch = await context.newCDPSession(page);
  const at = async (name: string) => {
    const box = await row(page, name).boundingBox();
    return { x: (box?.x ?? 0) + 150, y: (box?.y ?? 0) + 20 };
  };
  const point = await at('Contrato.pdf');
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await expect(page.getByRole('menu')).toBeVisible();
  await expect(row(page, 'Contrato.pdf')).toHaveAttribute('aria-selected', 'true');
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.reload();

  await row(page, 'Praia.png').tap();
  await expect(page.getByRole('dialog', { name: 'Praia.png' })).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 300, y: 400 }] });
  for (const x of [220, 140, 60])
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: 405 }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(page.getByRole('dialog', { name: /^Um nome comprido/u })).toBeVisible();
  await device.close();
});
