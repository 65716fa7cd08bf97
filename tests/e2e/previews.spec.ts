import { expect, test, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { firstRun, open, row, signIn, tempFolder, uploadFiles, OWNER } from '../support/app-flows.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { makeWav, makeWebm } from '../support/made-media.ts';
import { halves, makePdf, sharp } from '../support/made-pictures.ts';

// Each goes on with what the one before it left: a second try begins with the first of them.
test.describe.configure({ mode: 'serial' });

/** One cloud with one file of each kind that these tests look at. */
let home: string;
let running: RunningApp;
let page: Page;
/** Addresses by the names of the files. */
let addresses: Map<string, { file: string; thumbnail: string }>;

const HOSTILE =
  '<!doctype html><title>bad</title><script>document.title="ran";fetch("https://example.org")</script>';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="document.title='ran'">
<script>document.title='ran'</script><rect width="40" height="40" fill="#f00"/></svg>`;
const names = ['film.webm', 'page.html', 'paper.pdf', 'photo.jpg', 'picture.svg', 'sound.wav'];

test.beforeAll(async () => {
  home = await tempFolder('previews');
  const folder = path.join(home, 'from');
  await mkdir(folder);
  const write = (name: string, bytes: Buffer | string) => writeFile(path.join(folder, name), bytes);
  await write(
    'photo.jpg',
    await sharp(await halves(1600, 1200))
      .jpeg()
      .toBuffer(),
  );
  await write('film.webm', await film());
  await write('sound.wav', makeWav(60));
  await write('paper.pdf', makePdf());
  await write('page.html', HOSTILE);
  await write('picture.svg', SVG);

  running = await launchApp({ home: path.join(home, 'app') });
  ({ page } = running);
  await firstRun(page);
  await open(page, 'Files');
  await uploadFiles(
    page,
    names.map((name) => path.join(folder, name)),
  );
  for (const name of names) await expect(row(page, name)).toBeVisible();
  addresses = await readAddresses();
});
test.afterAll(async () => {
  await running.close();
  await rm(home, { recursive: true, force: true });
});

/** Sixty frames of half a second, which get redder; noise makes them large. */
async function film(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const pictures: Buffer[] = [];
  for (let frame = 0; frame < 60; frame += 1) {
    const background = { r: frame * 4, g: 0, b: 255 - frame * 4 };
    const grain = await sharp({ create: { width: 320, height: 720, channels: 3, background, noise } })
      .png()
      .toBuffer();
    pictures.push(
      await sharp({ create: { width: 1280, height: 720, channels: 3, background } })
        .composite([{ input: grain, left: 960, top: 0 }])
        .webp({ quality: 90 })
        .toBuffer(),
    );
  }
  return makeWebm({ pictures, width: 1280, height: 720, frameMs: 500 });
}

/** Where each file is: the beginning as the page knows it, the ids from the database. */
async function readAddresses(): Promise<Map<string, { file: string; thumbnail: string }>> {
  await page.getByRole('button', { name: 'Grid view' }).click();
  const shown = page.locator('img[src^="app://content/"]').first();
  const source = await shown.getAttribute('src');
  const base = source?.split('thumbnail/')[0] ?? '';
  const database = new Database(path.join(home, 'app', 'core', 'database', 'cloud.sqlite'), {
    readonly: true,
  });
  try {
    const rows = z
      .array(z.object({ id: z.string(), name: z.string(), object_id: z.string() }))
      .parse(database.prepare("select id, name, object_id from nodes where kind = 'file'").all());
    return new Map(
      rows.map(({ id, name, object_id: content }) => [
        name,
        { file: `${base}file/${id}?${content}`, thumbnail: `${base}thumbnail/${id}?${content}` },
      ]),
    );
  } finally {
    database.close();
  }
}

function address(name: string): string {
  return addresses.get(name)?.file ?? '';
}

/** What the page gets from an address. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  return page.evaluate(
    async (request) => {
      const response = await fetch(request.url, { headers: request.headers, method: request.method });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        range: response.headers.get('content-range'),
        length: response.headers.get('content-length'),
        wanted: response.headers.get('x-thumbnail'),
        size: bytes.length,
        text: new TextDecoder().decode(bytes.slice(0, 200)),
      };
    },
    { url, headers, method },
  );
}

/** How many connections the shell has open to the store. */
function connections(): Promise<number> {
  return running.app.evaluate(
    () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length,
  );
}

/** How wide the small pictures are that are shown. */
function widths(): Promise<number[]> {
  return page.locator('img[src^="app://content/"]').evaluateAll((all) =>
    all
      .map((one) => (one instanceof HTMLImageElement && one.complete ? one.naturalWidth : 0))
      .filter((width) => width > 0)
      .toSorted((a, b) => a - b),
  );
}

/** Does what the palette calls so. */
async function command(name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page.getByRole('option', { name, exact: true }).click();
}

test('a photo, a drawing, a paper and a film show their small pictures @packaged', async () => {
  // The PDF, the SVG, the photo, and the film, of which the page itself made a frame.
  await expect.poll(widths).toEqual([341, 512, 512, 512]);
});

test('a film opens at its own size before it plays, though its small picture is smaller', async () => {
  await row(page, 'film.webm').click();
  await page.keyboard.press('Space');
  const video = page.getByRole('dialog').locator('video');
  await expect(video).toHaveAttribute('poster', /thumbnail/u);
  // 1280 pixels, or what the window has room for.
  await expect.poll(async () => (await video.boundingBox())?.width).toBeGreaterThan(700);
  expect(await video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('pictures that did not come while the cloud was stopped come once it runs, without leaving the folder', async () => {
  await command('Stop the cloud');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const status = page.getByText('Stopped', { exact: true });
  await expect(status).toBeVisible({ timeout: 20_000 });
  // Or the window would show what it keeps in its memory.
  const tools = await page.context().newCDPSession(page);
  await tools.send('Network.enable');
  await tools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.reload();
  await expect(row(page, 'photo.jpg')).toBeVisible();
  await expect.poll(() => page.locator('img[src^="app://content/"]').count()).toBe(0);
  expect(await widths()).toEqual([]);
  await command('Start the cloud');
  await expect.poll(widths, { timeout: 30_000 }).toEqual([341, 512, 512, 512]);
  await tools.detach();
});

test('a film and a sound can be sought in, and only what is played is fetched', async () => {
  for (const [name, kind] of [
    ['film.webm', 'video'],
    ['sound.wav', 'audio'],
  ] as const) {
    const heard = await page.evaluate(
      async ({ url, tag }) => {
        const media = document.createElement(tag);
        if (!(media instanceof HTMLMediaElement)) throw new Error('no media');
        const happened = (event: string) =>
          new Promise((resolve, reject) => {
            media.addEventListener(event, resolve, { once: true });
            media.addEventListener('error', () => reject(new Error(media.error?.message)), { once: true });
          });
        media.preload = 'metadata';
        media.src = url;
        await happened('loadedmetadata');
        const { duration } = media;
        media.currentTime = duration * 0.9;
        await happened('seeked');
        const at = media.currentTime;
        media.removeAttribute('src');
        media.load();
        return { duration, at };
      },
      { url: address(name), tag: kind },
    );
    expect(heard.duration).toBeGreaterThan(25);
    expect(heard.at).toBeGreaterThan(heard.duration * 0.85);
  }
  await expect.poll(connections).toBe(0);
});

test('ranges, HEAD and what cannot be are answered as HTTP says', async () => {
  const url = address('sound.wav');
  const whole = 44 + 60 * 44_100 * 4;
  expect(await ask(url, { range: 'bytes=8-11' })).toMatchObject({
    status: 206,
    text: 'WAVE',
    range: `bytes 8-11/${String(whole)}`,
    length: '4',
  });
  expect(await ask(url, { range: 'bytes=-10' })).toMatchObject({ status: 206, size: 10 });
  expect(await ask(url, { range: `bytes=${String(whole)}-` })).toMatchObject({ status: 416, size: 0 });
  expect(await ask(url, {}, 'HEAD')).toMatchObject({ status: 200, length: String(whole), size: 0 });
  expect(await ask(url)).toMatchObject({ status: 200, type: 'audio/wav', size: whole });
});

test('a page that goes away in the middle ends the reading', async () => {
  await page.evaluate(async (url) => {
    const gone = new AbortController();
    const response = await fetch(url, { signal: gone.signal });
    await response.body?.getReader().read();
    gone.abort();
  }, address('film.webm'));
  await expect.poll(connections).toBe(0);
});

test('another token finds nothing, and the own one nothing more once its session has ended', async () => {
  const url = address('photo.jpg');
  expect(await ask(url)).toMatchObject({ status: 200 });
  const other = url.replace(
    /content\/[\da-f]/u,
    (start) => `${start.slice(0, -1)}${start.endsWith('0') ? '1' : '0'}`,
  );
  expect(await ask(other)).toMatchObject({ status: 404, size: 0 });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible();
  expect(await ask(url)).toMatchObject({ status: 404, size: 0 });
  await signIn(page, OWNER.userName, OWNER.password);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  expect(await ask(url)).toMatchObject({ status: 404, size: 0 });
  await open(page, 'Files');
  addresses = await readAddresses();
  expect(await ask(address('photo.jpg'))).toMatchObject({ status: 200 });
});

test('a file runs no script: fetched, shown, led to, or opened as a page of its own', async () => {
  const [html, svg] = [address('page.html'), address('picture.svg')];
  expect(await ask(html)).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8', text: HOSTILE });
  expect(await ask(svg)).toMatchObject({ status: 200, type: 'image/svg+xml' });

  const here = page.url();
  await page.evaluate(
    async ([first = '', second = '']) => {
      for (const url of [first, second]) {
        window.open(url);
        for (const tag of ['iframe', 'embed', 'object'] as const) {
          const frame = document.createElement(tag);
          frame.setAttribute(tag === 'object' ? 'data' : 'src', url);
          document.body.append(frame);
          setTimeout(() => frame.remove(), 300);
        }
        const script = document.createElement('script');
        script.src = url;
        document.head.append(script);
        location.assign(url);
      }
      const picture = new Image();
      picture.src = second;
      await picture.decode();
    },
    [html, svg],
  );
  await expect.poll(() => page.locator('iframe, embed, object').count()).toBe(0);
  expect(page.url()).toBe(here);
  expect(running.app.windows()).toHaveLength(1);
  expect(await page.title()).not.toBe('ran');

  // Even a window of its own, which nothing in the app would open, shows bytes and runs nothing.
  for (const url of [html, svg]) {
    const title = await running.app.evaluate(async ({ BrowserWindow }, target) => {
      const window = new BrowserWindow({ show: false });
      try {
        await window.loadURL(target);
        return window.webContents.getTitle();
      } finally {
        window.destroy();
      }
    }, url);
    expect(title).not.toBe('ran');
    expect(title).not.toBe('bad');
  }
});
