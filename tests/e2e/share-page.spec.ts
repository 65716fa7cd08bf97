import { expect, test, type Browser, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { launchBrowser, openDevice, type Device, type DeviceOptions, type Size } from '../support/browser.ts';
import { tempFolder } from '../support/app-flows.ts';
import { makeFile } from '../support/made-files.ts';
import { makeWav, makeWebm } from '../support/made-media.ts';
import { halves, makePdf, sharp } from '../support/made-pictures.ts';
import { openShareSite, type ShareSite } from '../support/share-site.ts';
import { readZip } from '../support/zip-reader.ts';
import { inspect } from './inspect.ts';

const LETTER = 'dear all, this is a letter';
const MIB = 1024 * 1024;

let site: ShareSite;
let browser: Browser;
let folderId: string;
let photosId: string;
let devices: Device[] = [];

test.beforeAll(async () => {
  site = await openShareSite();
  browser = await launchBrowser();
  const lossy = async (one: Buffer) => sharp(one).webp({ lossless: false }).toBuffer();
  const pictures = [await lossy(await halves(64, 48)), await lossy(await halves(64, 48))];
  const film = makeWebm({
    pictures: Array.from({ length: 100 }, (_, at) => pictures[at % 2] ?? Buffer.alloc(0)),
    width: 64,
    height: 48,
    frameMs: 100,
  });
  folderId = await site.folder('Papers', {
    'letter.txt': LETTER,
    'Relatório (ação) – João.pdf': makePdf(),
    'page.html': '<script>document.title = "run"</script>',
    'song.wav': makeWav(3),
    'film.webm': film,
    'sheet.xlsx': 'x',
    'data.bin': 'x',
    'Inner/deep.txt': 'deep',
  });
  const photos = Object.fromEntries(
    await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (name) => [`${name}.png`, await halves(400, 300)] as const),
    ),
  );
  photosId = await site.folder('Photos', { ...photos, 'z film.webm': film });
});
test.afterEach(async () => {
  await Promise.all(devices.map((device) => device.close()));
  devices = [];
});
test.afterAll(async () => {
  await browser.close();
  await site.stop();
});

async function open(size: Size, address: string, options: DeviceOptions = {}): Promise<Device> {
  const device = await openDevice(browser, size, { baseUrl: site.baseUrl, ...options });
  devices.push(device);
  await device.page.goto(address);
  return device;
}

/** Nothing hangs over the edge, and nothing to press is too small for a finger. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; file: string }> {
  const coming = page.waitForEvent('download');
  await press();
  const download = await coming;
  return { name: download.suggestedFilename(), file: await download.path() };
}

for (const size of ['phone', 'desktop'] as const) {
  test(`a link to a file is read and downloaded on a ${size}`, async () => {
    const { path: address } = await site.link([await site.idOf(folderId, 'letter.txt')], {
      note: 'For you',
      expiresAt: '2090-01-02T12:00:00.000Z',
    });
    const { page, errors } = await open(size, address);
    await expect(page.getByRole('heading', { name: 'letter.txt' })).toBeVisible();
    await expect(page.getByText('Olga Dona shares with you')).toBeVisible();
    await expect(page.getByText('Open until January 2, 2090')).toBeVisible();
    await expect(page.getByText('Works on this network only', { exact: true })).toBeVisible();
    await inspect(page, `share-file-${size}`);
    await fits(page);
    const { name, file } = await saved(page, () => page.getByRole('button', { name: 'Download' }).click());
    expect(name).toBe('letter.txt');
    expect(await readFile(file, 'utf8')).toBe(LETTER);
    expect(errors).toEqual([]);
  });

  test(`a folder is walked through and comes as one zip on a ${size}`, async () => {
    const { path: address } = await site.link([folderId]);
    const { page, errors } = await open(size, address);
    await inspect(page, `share-folder-${size}`);
    await fits(page);
    await page.getByRole('link', { name: /^Inner/u }).click();
    await expect(page.getByRole('heading', { name: 'Inner', level: 1 })).toBeVisible();
    await inspect(page, `share-inner-${size}`);
    await page.getByRole('link', { name: 'Papers' }).click();
    await page.getByRole('link', { name: /^letter\.txt/u }).click();
    await inspect(page, `share-entry-${size}`);
    await page.getByRole('link', { name: 'Back' }).click();
    const { name, file } = await saved(page, () =>
      page.getByRole('button', { name: 'Download all' }).click(),
    );
    expect(name).toBe('Papers.zip');
    expect((await readZip(file)).map((entry) => entry.name)).toContain('Papers/Inner/deep.txt');
    expect(errors).toEqual([]);
  });

  test(`photos are looked at one after the other on a ${size}`, async () => {
    const { path: address } = await site.link([photosId]);
    const { page, errors } = await open(size, address);
    await expect(page.locator('.tile')).toHaveCount(5);
    await expect
      .poll(() =>
        page
          .locator('.tile img.pic')
          .evaluateAll(
            (all) => all.filter((one) => one instanceof HTMLImageElement && one.naturalWidth > 1).length,
          ),
      )
      .toBe(4);
    await inspect(page, `share-gallery-${size}`);
    await fits(page);
    await page.getByRole('link', { name: 'a.png' }).click();
    const viewer = page.getByRole('dialog', { name: 'Picture viewer' });
    await expect(viewer.getByText('1 of 5')).toBeVisible();
    await expect(viewer.getByRole('img', { name: 'a.png' })).toBeVisible();
    await inspect(page, `share-viewer-${size}`);
    await page.keyboard.press('ArrowRight');
    await expect(viewer.getByText('2 of 5')).toBeVisible();
    await viewer.getByRole('button', { name: 'Next' }).click();
    await expect(viewer.getByText('3 of 5')).toBeVisible();
    await viewer.getByRole('button', { name: 'Previous' }).click();
    await expect(viewer.getByText('2 of 5')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(viewer).toBeHidden();
    await expect(page.getByRole('link', { name: 'b.png' })).toBeFocused();
    await page.getByRole('link', { name: 'c.png' }).click();
    await page.goBack();
    await expect(viewer).toBeHidden();
    await expect(page.locator('.tile')).toHaveCount(5);
    expect(errors).toEqual([]);
  });
}

test('a film without a picture of its own fills the viewer like the photos beside it', async () => {
  const { path: address } = await site.link([photosId]);
  const { page } = await open('phone', address);
  await page.getByRole('link', { name: 'z film.webm' }).click();
  const film = page.locator('.viewer video');
  await expect
    .poll(() => film.evaluate((one) => (one instanceof HTMLVideoElement ? one.videoWidth : 0)))
    .toBe(64);
  expect((await film.boundingBox())?.width).toBe(360);
  // Its own first picture is seen, not an empty one before it.
  await expect(film).not.toHaveAttribute('poster');
});

test('a finger swipes to the next picture', async () => {
  const { path: address } = await site.link([photosId]);
  const { page } = await open('phone', address);
  await page.getByRole('link', { name: 'a.png' }).click();
  await page.locator('.viewer').evaluate((viewer) => {
    const touch = (x: number) => new Touch({ identifier: 1, target: viewer, clientX: x, clientY: 300 });
    viewer.dispatchEvent(
      new TouchEvent('touchstart', { touches: [touch(300)], changedTouches: [touch(300)] }),
    );
    viewer.dispatchEvent(new TouchEvent('touchend', { touches: [], changedTouches: [touch(120)] }));
  });
  await expect(page.getByText('2 of 5')).toBeVisible();
});

test('without scripts everything but sending works', async () => {
  const { path: address } = await site.link([photosId], { password: 'open' });
  const context = await browser.newContext({ baseURL: site.baseUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel('Password').fill('open');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('link', { name: 'a.png' }).click();
  await expect(page.getByRole('img', { name: 'a.png' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Download' })).toBeVisible();
  const request = await site.request(folderId);
  await page.goto(request.path);
  await expect(page.getByText('Sending files needs JavaScript')).toBeVisible();
  await context.close();
});

test('a film is sought in, a song is played, a document and a text are opened', async () => {
  const { path: address } = await site.link([folderId]);
  const { page, context, errors } = await open('desktop', address);
  await page.goto(`${address}/p/${await site.idOf(folderId, 'film.webm')}`);
  const film = page.locator('video');
  const at = await film.evaluate(
    (video) =>
      new Promise<number>((resolve) => {
        if (!(video instanceof HTMLVideoElement)) throw new Error('no film');
        video.addEventListener('seeked', () => resolve(video.currentTime));
        const seek = () => {
          video.currentTime = 6;
        };
        if (video.readyState > 0) seek();
        else video.addEventListener('loadedmetadata', seek);
      }),
  );
  expect(at).toBe(6);
  await page.goto(`${address}/p/${await site.idOf(folderId, 'song.wav')}`);
  await expect
    .poll(() => page.locator('audio').evaluate((one) => (one instanceof HTMLAudioElement ? one.duration : 0)))
    .toBe(3);
  await page.goto(`${address}/p/${await site.idOf(folderId, 'letter.txt')}`);
  // In the text itself the tests' own scripts are kept from running too, which is said in its console.
  expect(errors).toEqual([]);
  const text = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Open the text' }).click();
  await expect((await text).getByText(LETTER)).toBeVisible();
  const pdf = await site.idOf(folderId, 'Relatório (ação) – João.pdf');
  const head = await page.request.head(`${site.baseUrl}${address}/v/${pdf}`);
  expect(head.headers()['content-type']).toBe('application/pdf');
});

test('what is hostile is only text', async () => {
  const { path: address } = await site.link([folderId]);
  const { page } = await open('desktop', address);
  await page.goto(`${address}/v/${await site.idOf(folderId, 'page.html')}`);
  await expect(page.getByText('<script>')).toBeVisible();
  expect(await page.title()).not.toBe('run');
});

test('a password and a name open a link for this browser', async () => {
  const letter = await site.idOf(folderId, 'letter.txt');
  const { path: address } = await site.link([letter], { password: 'open', asksName: true });
  const { page } = await open('phone', address);
  await inspect(page, 'share-password-phone');
  await page.getByLabel('Password').fill('guess');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('alert')).toContainText('That is not the password');
  await inspect(page, 'share-wrong-password-phone');
  await page.getByLabel('Password').fill('open');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { name: 'Olga Dona asks who you are' })).toBeVisible();
  await inspect(page, 'share-name-phone');
  await page.getByLabel('Your name').fill('Ana');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'letter.txt' })).toBeVisible();
});

test('the last download that a limit leaves closes the link', async () => {
  const { path: address } = await site.link([await site.idOf(folderId, 'letter.txt')], { downloadLimit: 1 });
  const { page } = await open('phone', address, { language: 'pt-BR' });
  await expect(page.getByText('Resta 1 download')).toBeVisible();
  await saved(page, () => page.getByRole('button', { name: 'Baixar' }).click());
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Este link não abre' })).toBeVisible();
  await inspect(page, 'share-closed-phone');
  await page.setViewportSize({ width: 320, height: 568 });
  await fits(page);
});

test.describe('sending files', () => {
  let folder: string;
  let inbox: string;
  let filled = 0;

  test.beforeEach(async () => {
    folder = await tempFolder('sent');
    filled += 1;
    inbox = await site.folder(`Inbox ${String(filled)}`, { 'there.txt': 'before' });
  });

  const arrived = async () => {
    const { items } = await site.owner.call.drive.list({ folderId: inbox });
    return items.map(({ name, sizeBytes }) => `${name} ${String(sizeBytes)}`).toSorted();
  };

  test('several at once over a connection that breaks, and a receipt for them', async () => {
    const { path: address } = await site.request(inbox, { asksName: true, note: 'Big ones please' });
    const { page } = await open('phone', address);
    await inspect(page, 'share-request-phone');
    await fits(page);
    const files = [
      await makeFile(folder, 'large.bin', 20 * MIB),
      await makeFile(folder, 'there.txt', 5000, 2),
      await makeFile(folder, 'empty.txt', 0),
    ];
    await page.getByRole('button', { name: 'Choose files' }).click();
    await expect(page.getByRole('alert')).toContainText('Enter your name');
    await page.getByLabel('Your name').fill('Bia');
    // Broken until it was seen: a cut that mends by itself may be gone before anybody looks.
    let cut = true;
    await page.route(/partNumber=/u, async (route) => {
      if (cut) await route.abort('connectionreset');
      else await route.continue();
    });
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await chooser).setFiles(files);
    await expect(page.getByText('The connection is gone')).toBeVisible();
    await inspect(page, 'share-sending-phone');
    cut = false;
    await expect(page.getByText('Everything arrived. Thank you!')).toBeVisible({ timeout: 180_000 });
    await expect(page.getByText('3 files arrived')).toBeVisible();
    await inspect(page, 'share-receipt-phone');
    expect(await arrived()).toEqual(
      ['empty.txt 0', `large.bin ${String(20 * MIB)}`, 'there (2).txt 5000', 'there.txt 6'].toSorted(),
    );
    await page.reload();
    await expect(page.getByText('3 files arrived')).toBeVisible();
  });

  test('that were paused, or left by closing the page, go on where they were', async () => {
    const { path: address } = await site.request(inbox);
    const { page } = await open('desktop', address);
    const file = await makeFile(folder, 'film.bin', 48 * MIB);
    const numbers: string[] = [];
    let held = true;
    await page.route(/partNumber=/u, async (route) => {
      numbers.push(new URL(route.request().url()).searchParams.get('partNumber') ?? '');
      // The first three parts pass, the others wait.
      if (held && numbers.length > 3) await route.abort('connectionreset');
      else await route.continue();
    });
    let stored = 0;
    page.on('response', (response) => {
      if (/partNumber=/u.test(response.url()) && response.ok()) stored += 1;
    });
    await page.locator('#files').setInputFiles(file);
    // A pause ends what is on its way; what is there by then is not sent again.
    await expect.poll(() => stored).toBe(3);
    await expect(page.getByText('The connection is gone')).toBeVisible();
    await page.getByRole('button', { name: 'Pause film.bin' }).click();
    await expect(page.getByText('Paused', { exact: true })).toBeVisible();
    await inspect(page, 'share-paused-desktop');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByText('Not finished yet')).toBeVisible();
    await expect(page.getByText('film.bin')).toBeVisible();
    held = false;
    const before = numbers.splice(0);
    await page.locator('#files').setInputFiles(file);
    await expect(page.getByText('Everything arrived. Thank you!')).toBeVisible({ timeout: 180_000 });
    expect(numbers.length).toBeLessThan(6);
    for (const part of before.slice(0, 3)) expect(numbers).not.toContain(part);
    expect(await arrived()).toEqual([`film.bin ${String(48 * MIB)}`, 'there.txt 6']);
  });

  test('are no more than were asked for, which the page of whoever is late says by itself', async () => {
    const { path: address } = await site.request(inbox, { maximumFiles: 2 });
    const late = await open('phone', address);
    const { page } = await open('desktop', address);
    const choose = late.page.getByRole('button', { name: 'Choose files' });
    await expect(late.page.getByText('Up to 2 more files')).toBeVisible();
    const look = () => late.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.locator('#files').setInputFiles(await makeFile(folder, 'one.txt', 5000));
    await expect(page.getByText('1 file arrived')).toBeVisible();
    await look();
    await expect(late.page.getByText('One more file fits')).toBeVisible();
    await choose.focus();
    await page.locator('#files').setInputFiles(await makeFile(folder, 'two.txt', 5000, 2));
    await expect(page.getByText('This request has everything it asked for')).toBeVisible();
    await look();
    await expect(late.page.locator('#full')).toBeFocused();
    await expect(choose).toBeHidden();
    await inspect(late.page, 'share-full-phone');
    await fits(late.page);
  });

  test('are dropped on a desk, and refused when they are too large', async () => {
    const { path: address } = await site.request(inbox, { maximumFileBytes: 2048 });
    const { page } = await open('desktop', address, { language: 'pt-BR', colorScheme: 'dark' });
    await expect(page.getByText('ou solte-os aqui')).toBeVisible();
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['small'], 'pequeno.txt'));
      transfer.items.add(new File(['x'.repeat(5000)], 'grande.txt'));
      return transfer;
    });
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: data });
    await expect(page.getByText('1 arquivo chegou')).toBeVisible();
    await expect(page.getByText('Chegou tudo')).toBeHidden();
    await expect(page.getByText('maior do que o permitido: no máximo 2 KB')).toBeVisible();
    await inspect(page, 'share-refused-desktop');
    await page.getByRole('button', { name: 'Cancelar grande.txt' }).click();
    await expect(page.getByText('grande.txt')).toBeHidden();
    expect(await arrived()).toEqual(['pequeno.txt 5', 'there.txt 6']);
  });
});
