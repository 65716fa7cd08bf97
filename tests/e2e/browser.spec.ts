import { expect, test, type Browser } from '@playwright/test';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openBrowserCloud, type BrowserCloud } from '../support/browser-cloud.ts';
import { enter, fillSignIn, goTo, mark, row, transfers, upload } from '../support/browser-flows.ts';
import { launchBrowser, openDevice, type Device, type Size } from '../support/browser.ts';
import { OWNER } from '../support/core.ts';
import { makeFile } from '../support/made-files.ts';
import { halves } from '../support/made-pictures.ts';
import { writeInto } from '../support/preview-files.ts';

let cloud: BrowserCloud;
let browser: Browser;
let folder: string;
let device: Device;
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mcm-browser-'));
  cloud = await openBrowserCloud();
  browser = await launchBrowser();
});
test.afterEach(() => device.close());
test.afterAll(async () => {
  await browser.close();
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const open = async (size: Size, language: 'en' | 'pt-BR' = 'en') => {
  device = await openDevice(browser, size, { baseUrl: cloud.baseUrl, language });
  return device.page;
};

for (const size of ['phone', 'desktop'] as const)
  test.describe(size, () => {
    test('a wrong password is told, the right one lets in, and signing out shows the door again', async () => {
      const page = await open(size);
      await page.goto('/');
      await fillSignIn(page, { ...OWNER, password: 'not the password' });
      await expect(page.getByRole('alert')).toContainText('User name or password is wrong');
      await fillSignIn(page, OWNER);
      await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
      await page.reload();
      await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
      if (size === 'phone') await page.getByRole('button', { name: 'Menu', exact: true }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    });

    test('a file goes up, is looked at, and comes down as it was', async () => {
      const page = await open(size);
      const name = `Relatório (ação) – João 📷 ${size}.png`;
      const file = await writeInto(folder, name, await halves(640, 400));
      await enter(page);
      await goTo(page, size, 'Files');
      await upload(page, size, file);
      await expect(row(page, name)).toBeVisible();
      await expect(transfers(page)).toContainText('1 file finished');

      if (size === 'phone') await row(page, name).tap();
      else await row(page, name).dblclick();
      const preview = page.getByRole('dialog', { name });
      await expect(preview.locator('img').first()).toBeVisible();
      const saving = page.waitForEvent('download');
      await preview.getByRole('button', { name: 'Download' }).click();
      const saved = await saving;
      expect(saved.suggestedFilename()).toBe(name);
      expect(await hashOf(await saved.path())).toBe(await hashOf(file));
      await preview.getByRole('button', { name: 'Close', exact: false }).last().click();
      await expect(preview).toHaveCount(0);
      expect(device.errors).toEqual([]);
    });

    test('several files come as one zip', async () => {
      const page = await open(size);
      const files = await Promise.all(
        ['one', 'two'].map((name) => writeInto(folder, `${name} ${size}.txt`, name)),
      );
      await enter(page);
      await goTo(page, size, 'Files');
      await upload(page, size, files);
      for (const name of ['one', 'two']) await mark(page, `${name} ${size}.txt`);
      const saving = page.waitForEvent('download');
      await page.getByRole('toolbar').getByRole('button', { name: 'Download', exact: true }).click();
      expect((await saving).suggestedFilename()).toMatch(/\.zip$/u);
      expect(await (await saving).failure()).toBeNull();
    });

    test('a name that is taken is asked about, and both are kept', async () => {
      const page = await open(size);
      const file = await writeInto(folder, `twice ${size}.txt`, 'twice');
      await enter(page);
      await goTo(page, size, 'Files');
      await upload(page, size, file);
      await expect(row(page, `twice ${size}.txt`)).toBeVisible();
      await upload(page, size, file);
      const question = page.getByRole('dialog');
      await question.getByText('Keep both').click();
      await question.getByRole('button', { name: /Continue|Apply|Done|OK/u }).click();
      await expect(row(page, `twice ${size} (2).txt`)).toBeVisible();
    });

    test('what is deleted is found in the trash and comes back; the search finds it again', async () => {
      const page = await open(size);
      const name = `lost and found ${size}.txt`;
      await enter(page);
      await goTo(page, size, 'Files');
      await upload(page, size, await writeInto(folder, name, 'found'));
      await expect(row(page, name)).toBeVisible();
      await mark(page, name);
      await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await expect(row(page, name)).toHaveCount(0);
      await goTo(page, size, 'Trash');
      await mark(page, name);
      await page.getByRole('toolbar').getByRole('button', { name: 'Restore' }).click();
      await expect(row(page, name)).toHaveCount(0);
      await page.getByRole('searchbox').fill(`found ${size}`);
      await expect(page.getByRole('option', { name: new RegExp(name, 'u') })).toBeVisible();
      expect(device.errors).toEqual([]);
    });

    test('dropped files go up', async () => {
      const page = await open(size);
      await enter(page);
      await goTo(page, size, 'Files');
      await page.evaluate((name) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['dropped'], name));
        for (const type of ['dragenter', 'dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      }, `dropped ${size}.txt`);
      await expect(row(page, `dropped ${size}.txt`)).toBeVisible();
    });

    test('a device that is signed out from another one is at the door again', async () => {
      const page = await open(size);
      await enter(page);
      const other = await openDevice(browser, 'phone', { baseUrl: cloud.baseUrl });
      try {
        await enter(other.page);
        await goTo(page, size, 'Settings');
        await page.getByRole('tab', { name: 'Devices' }).click();
        const devices = page.getByRole('list', { name: 'Where you are signed in' });
        await expect(devices.getByText('This device')).toHaveCount(1);
        // The last used first: this one, then the other.
        await devices
          .getByRole('button', { name: /Sign out/u })
          .first()
          .click();
        await expect(other.page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
        await expect(page.getByRole('tab', { name: 'Devices' })).toBeVisible();
      } finally {
        await other.close();
      }
    });
  });

test('an upload goes on after a reload with what the cloud has already', async () => {
  const page = await open('desktop');
  page.on('dialog', (dialog) => void dialog.accept());
  const file = await makeFile(folder, 'Férias.mov', 44 * 1024 * 1024, 7);
  await enter(page);
  await goTo(page, 'desktop', 'Files');
  let sent = 0;
  let most = 2;
  await page.route(
    (url) => url.search.includes('X-Amz-Signature'),
    async (route) => {
      if (route.request().method() !== 'PUT' || sent < most) {
        sent += 1;
        await route.continue();
      }
      // The others are on their way for ever: the network is gone.
    },
  );
  await upload(page, 'desktop', file);
  await expect.poll(async () => (await cloud.owner.call.uploads.unfinished())[0]?.parts.length ?? 0).toBe(2);
  await page.reload();
  most = Infinity;
  sent = 0;
  const panel = transfers(page);
  await expect(panel).toContainText('Broke off');
  const chooser = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Resume Férias.mov' }).click();
  await (await chooser).setFiles(file);
  await expect(row(page, 'Férias.mov')).toBeVisible();
  // Six parts in all, two of which were there.
  expect(sent).toBe(4);
  const saving = page.waitForEvent('download');
  await mark(page, 'Férias.mov');
  await page.getByRole('toolbar').getByRole('button', { name: 'Download', exact: true }).click();
  expect(await hashOf(await (await saving).path())).toBe(await hashOf(file));
});

test('an upload can be paused, goes on, and can be given up', async () => {
  const page = await open('desktop');
  const file = await makeFile(folder, 'long.bin', 40 * 1024 * 1024, 8);
  await enter(page);
  await goTo(page, 'desktop', 'Files');
  let held = true;
  await page.route(
    (url) => url.search.includes('X-Amz-Signature'),
    async (route) => {
      if (!held) await route.continue();
    },
  );
  await upload(page, 'desktop', file);
  const panel = transfers(page);
  await panel.getByRole('button', { name: 'Pause long.bin' }).click();
  await expect(panel).toContainText('Paused');
  held = false;
  await panel.getByRole('button', { name: 'Resume long.bin' }).click();
  await expect(row(page, 'long.bin')).toBeVisible();

  held = true;
  await upload(page, 'desktop', await makeFile(folder, 'unwanted.bin', 40 * 1024 * 1024, 9));
  await panel.getByRole('button', { name: 'Cancel unwanted.bin' }).click();
  await expect(panel.getByText('unwanted.bin')).toHaveCount(0);
  await expect
    .poll(async () => (await cloud.owner.call.uploads.unfinished()).map(({ name }) => name))
    .toEqual([]);
});

test('a closed door is waited for, and the page goes on by itself', async () => {
  const page = await open('desktop');
  await enter(page);
  await goTo(page, 'desktop', 'Files');
  await cloud.owner.call.network.setMode({ mode: 'off' });
  await expect(page.getByText('Your cloud does not answer')).toBeVisible();
  await cloud.owner.call.network.setMode({ mode: 'people' });
  await cloud.owner.call.drive.createFolder({ parentId: null, name: 'Made meanwhile' });
  await expect(row(page, 'Made meanwhile')).toBeVisible();
});

test('one connection carries all that a page hears', async () => {
  const page = await open('desktop');
  const streams = new Set<string>();
  page.on('request', (request) => {
    if (/\/watch\b/u.test(request.url())) streams.add(new URL(request.url()).pathname);
  });
  await enter(page);
  for (const name of ['Files', 'Space', 'Shared', 'Dashboard']) await goTo(page, 'desktop', name);
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
  expect([...streams]).toEqual(['/rpc/live/watch']);
});

test('in Portuguese no page shows a name of a text instead of the text', async () => {
  const page = await open('phone', 'pt-BR');
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Nome de usuário' }).fill(OWNER.userName);
  await page.getByRole('textbox', { name: 'Senha', exact: true }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('pt-BR');
  for (const address of ['', 'files', 'settings?part=devices']) {
    await page.goto(`/#/${address}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(/\b[a-z]+\.[a-z]+\.[a-zA-Z.]+\b/u)).toHaveCount(0);
  }
});
