import { expect, test, type Page } from '@playwright/test';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { firstRun, open, row, tempFolder, uploadFiles } from '../support/app-flows.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { makeWebm } from '../support/made-media.ts';
import { sharp } from '../support/made-pictures.ts';
import {
  clearPng,
  lockedPdf,
  pdf,
  scannedPdf,
  tiff,
  turnedJpeg,
  wav,
  writeInto,
} from '../support/preview-files.ts';
import { inspect } from './inspect.ts';

/** An address that hostile files name: nobody may ever be asked for it. */
const EVIL = 'https://evil.example/';
const ACTS = 'window.acted = true';

// Each goes on with what the one before it left: a second try begins with the first of them.
test.describe.configure({ mode: 'serial' });

let home: string;
let running: RunningApp;
let page: Page;
const asked: string[] = [];

test.beforeAll(async () => {
  home = await tempFolder('home');
  running = await launchApp({ home });
  ({ page } = running);
  page.on('request', (request) => asked.push(request.url()));
  await firstRun(page);
  await open(page, 'Files');
  const files = await Promise.all(
    Object.entries(await makeFiles()).map(([name, content]) =>
      writeInto(path.join(home, 'sources'), name, content),
    ),
  );
  await uploadFiles(page, files);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(files.length + 1));
});
test.afterAll(async () => {
  await running.close();
  await rm(home, { recursive: true, force: true });
});
test.afterEach(async () => {
  while (await preview().isVisible()) await page.keyboard.press('Escape');
});

async function makeFiles(): Promise<Record<string, string | Uint8Array>> {
  return {
    'a foto.jpg': await turnedJpeg(),
    'b anel.png': await clearPng(),
    'c contrato.pdf': pdf(['Contrato de aluguel', 'Segunda folha', 'Terceira folha', 'Assinaturas']),
    'd som.wav': wav(),
    'e filme.webm': await film(),
    'f notas.txt': 'coração\n'.repeat(300),
    'g antigo.txt': Buffer.from('Ação em letras antigas', 'latin1'),
    'h grande.log': Array.from({ length: 80_000 }, (_, at) => `entrada ${String(at)} do registro`).join('\n'),
    'i programa.ts': '/** Doubles. */\nexport const double = (n: number): number => n * 2;\n',
    'j dados.json': '{"n":12345678901234567890,"lista":[1,2]}',
    'k leia.md': `# Projeto\n\n- [x] feito\n\n[link](${EVIL}) ![foto](${EVIL}x.png)\n\n<script>${ACTS}</script>\n<img src=x onerror="${ACTS}">\n`,
    'l tabela.csv': `Nome;Valor;SOMA\n${Array.from({ length: 500 }, (_, at) => `Pessoa ${String(at)};${String(at)},50;1`).join('\n')}`,
    'm formulas.csv': `a,b\n=HYPERLINK("${EVIL}"),@cmd|calc\n`,
    'n página.html': `<!doctype html><script>${ACTS}</script><img src=x onerror="${ACTS}"><iframe src="${EVIL}">`,
    'o desenho.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" onload="${ACTS}"><script>${ACTS}</script><image href="${EVIL}x.png" width="9" height="9"/><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${EVIL}"/></foreignObject><rect width="300" height="200" fill="teal"/></svg>`,
    'p script.pdf': pdf(['Nothing runs'], ACTS),
    'q quebrado.pdf': 'this is no PDF',
    'r scan.tiff': await tiff(),
    's backup.zip': 'PK',
    't binário.txt': new Uint8Array([1, 0, 2, 0, 3]),
    'u vazio.txt': '',
    'v digitalizado.pdf': scannedPdf(),
    'w sem fim.svg': endlessDrawing(),
    'y trancado.pdf': lockedPdf(),
    'z fundo.md': '>'.repeat(100_000),
    'zz vazia.jpg': '',
  };
}

/** A few lines that come to a billion rectangles. */
function endlessDrawing(): string {
  const level = (at: number) =>
    `<g id="g${String(at)}">${`<use href="#g${String(at + 1)}"/>`.repeat(10)}</g>`;
  const levels = Array.from({ length: 9 }, (_, at) => level(at)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">${levels}<rect id="g9" width="1" height="1"/></svg>`;
}

/** A film of three seconds. */
async function film(): Promise<Buffer> {
  const pictures: Buffer[] = [];
  for (let frame = 0; frame < 30; frame += 1) {
    const background = { r: frame * 8, g: 120, b: 255 - frame * 8 };
    pictures.push(
      await sharp({ create: { width: 320, height: 180, channels: 3, background } })
        .webp({ lossless: false })
        .toBuffer(),
    );
  }
  return makeWebm({ pictures, width: 320, height: 180, frameMs: 100 });
}

const preview = () => page.getByRole('dialog');

/** Goes to a file by its first letter and opens it. */
async function look(name: string): Promise<void> {
  await page.getByRole('grid').getByRole('row').nth(1).focus();
  // Letters that follow each other at once are taken for one word.
  await expect(async () => {
    await page.keyboard.press(name.slice(0, 1));
    await expect(row(page, name)).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [900] });
  await page.keyboard.press('Space');
  await expect(preview().getByRole('heading', { name })).toBeVisible();
}

/** To the next file. */
async function lookNext(name: string): Promise<void> {
  await page.keyboard.press('ArrowRight');
  await expect(preview().getByRole('heading', { name })).toBeVisible();
}

/** A colour in the middle of a painted canvas differs from paper somewhere. */
const isPainted = (index: number) =>
  page.evaluate((at) => {
    const canvas = document.querySelectorAll<HTMLCanvasElement>('[role="dialog"] section canvas')[at];
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return pixels.some((value, place) => place % 4 !== 3 && value < 128);
  }, index);

test('Space opens what the keyboard is on, arrows go on, Escape comes back to where one is', async () => {
  await row(page, 'a foto.jpg').click();
  await page.keyboard.press('Space');
  await expect(preview().getByText(/^1 of \d+$/u)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(preview().getByRole('heading', { name: 'b anel.png' })).toBeVisible();
  await expect(preview().getByText(/^2 of \d+$/u)).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(preview().getByRole('heading', { name: 'a foto.jpg' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(preview().getByRole('heading', { name: 'a foto.jpg' })).toBeVisible();
  await preview().getByRole('button', { name: 'Next file' }).click();
  await page.keyboard.press('Escape');
  await expect(preview()).toHaveCount(0);
  await expect(row(page, 'b anel.png')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(preview().getByRole('heading', { name: 'b anel.png' })).toBeVisible();
});

test('a photograph stands upright, and can be magnified and pushed about', async () => {
  await look('a foto.jpg');
  const picture = preview().getByRole('img', { name: 'a foto.jpg' });
  await expect(preview().getByText('100%').first()).toBeVisible();
  const whole = await picture.boundingBox();
  expect(whole?.height).toBeGreaterThan(whole?.width ?? 0);
  await inspect(page, 'preview-picture');

  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(preview().getByText('225%')).toBeVisible();
  const large = await picture.boundingBox();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await picture.boundingBox())?.y).toBeCloseTo((large?.y ?? 0) - 80, 0);
  await page.mouse.move(600, 400);
  await page.mouse.down();
  await page.mouse.move(600, 450, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await picture.boundingBox())?.y).toBeCloseTo((large?.y ?? 0) - 30, 0);
  await page.keyboard.press('0');
  await expect.poll(() => picture.boundingBox()).toEqual(whole);
  await page.mouse.wheel(0, -200);
  await expect.poll(async () => (await picture.boundingBox())?.height).toBeGreaterThan(whole?.height ?? 0);
});

test('the next picture is here before one asks for it', async () => {
  await look('a foto.jpg');
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    const source = await preview().getByRole('img', { name: 'b anel.png' }).getAttribute('src');
    if (source?.startsWith('blob:') !== true) await page.keyboard.press('ArrowLeft');
    expect(source).toMatch(/^blob:/u);
  }).toPass({ intervals: [600] });
  await expect(preview().getByText('100%').first()).toBeVisible();
});

test('a PDF is painted page by page, only those in sight, and its text can be selected', async () => {
  await look('c contrato.pdf');
  await expect(preview().getByText('Contrato de aluguel')).toBeAttached();
  await expect(preview().getByText('Page 1 of 4')).toBeVisible();
  await expect.poll(() => isPainted(0)).toBe(true);
  await inspect(page, 'preview-pdf');
  await page.keyboard.press('End');
  await expect(preview().getByText('Page 4 of 4')).toBeVisible();
  await expect(preview().getByText('Assinaturas')).toBeAttached();
  await expect(preview().getByText('Contrato de aluguel')).toHaveCount(0);
});

test('a PDF goes to the page that is typed, and Ctrl with the wheel magnifies around the pointer', async () => {
  await look('c contrato.pdf');
  const field = preview().getByRole('textbox', { name: 'Page' });
  await expect(field).toHaveValue('1');
  await field.fill('4');
  await field.press('Enter');
  await expect(preview().getByText('Assinaturas')).toBeAttached();
  await expect(field).toHaveValue('4');
  await field.fill('999');
  await field.press('Enter');
  await expect(field).toHaveValue('4');
  await field.fill('2');
  await field.press('Enter');
  await expect(preview().getByText('Page 2 of 4')).toBeAttached();

  const second = preview().getByRole('region', { name: 'Page 2', exact: true });
  const before = await second.boundingBox();
  const size = page.viewportSize() ?? { width: 1000, height: 700 };
  const point = { x: size.width / 2 + 40, y: size.height / 2 };
  await page.mouse.move(point.x, point.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await second.boundingBox())?.width).toBeGreaterThan(before?.width ?? 0);
  const after = await second.boundingBox();
  const under = (box: typeof before) =>
    box === null ? [] : [(point.x - box.x) / box.width, (point.y - box.y) / box.height];
  const [x = 0, y = 0] = under(before);
  expect(under(after)[0]).toBeCloseTo(x, 2);
  expect(under(after)[1]).toBeCloseTo(y, 2);
  // Without Ctrl it scrolls.
  await page.mouse.wheel(0, 200);
  await expect.poll(async () => (await second.boundingBox())?.y).toBeLessThan(after?.y ?? 0);
  expect((await second.boundingBox())?.width).toBe(after?.width);
});

test('a scanned page is decoded', async () => {
  await look('v digitalizado.pdf');
  await expect(preview().getByText('Page 1 of 1')).toBeVisible();
  await expect.poll(() => isPainted(0)).toBe(true);
});

test('a sound and a film play, and one can jump to any place', async () => {
  await look('d som.wav');
  const sound = preview().locator('audio');
  await expect.poll(() => sound.evaluate((element: HTMLAudioElement) => element.duration)).toBeCloseTo(2, 1);
  await inspect(page, 'preview-sound');
  await lookNext('e filme.webm');
  const video = preview().locator('video');
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320);
  // At its own size before it plays too.
  await expect.poll(async () => (await video.boundingBox())?.width).toBe(320);
  await video.evaluate(async (element: HTMLVideoElement) => {
    element.volume = 0.5;
    element.currentTime = 0.6;
    await element.play();
  });
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(0.6);
  await inspect(page, 'preview-film');
  await page.keyboard.press('Escape');
  await look('d som.wav');
  await expect.poll(() => sound.evaluate((element: HTMLAudioElement) => element.volume)).toBe(0.5);
});

test('texts are read whatever wrote them, and long ones in parts', async () => {
  await look('f notas.txt');
  await expect(preview().getByText('coração').first()).toBeVisible();
  await inspect(page, 'preview-text');
  await page.keyboard.press('ArrowRight');
  await expect(preview().getByText('Ação em letras antigas')).toBeVisible();
  await expect(preview().getByText('Read as Windows-1252')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(preview().getByText('entrada 0 do registro')).toBeVisible();
  await preview().getByRole('button', { name: 'Show more' }).click();
  await expect(preview().getByRole('button', { name: 'Show more' })).toHaveCount(0);
  await preview().getByRole('document').press('End');
  await expect(preview().getByText('entrada 79999 do registro')).toBeVisible();
});

test('programs have coloured words, and JSON stands in lines with its numbers as they are', async () => {
  await look('i programa.ts');
  await expect(preview().locator('.hljs-keyword').first()).toHaveText('export');
  await inspect(page, 'preview-program');
  await page.keyboard.press('ArrowRight');
  await expect(preview().getByText('12345678901234567890')).toBeVisible();
});

test('Markdown is set, and what it wants from elsewhere is not fetched', async () => {
  await look('k leia.md');
  await expect(preview().getByRole('heading', { name: 'Projeto' })).toBeVisible();
  await expect(preview().getByRole('link')).toHaveCount(0);
  await inspect(page, 'preview-markdown');
  await preview().getByRole('button', { name: 'Show as written' }).click();
  await expect(preview().getByText('# Projeto')).toBeVisible();
});

test('separated values are a table, and formulas are text', async () => {
  await look('l tabela.csv');
  await expect(preview().getByRole('columnheader', { name: 'Valor' })).toBeVisible();
  // A short name of wide letters above narrow values is not cut off.
  const wide = preview().getByRole('columnheader', { name: 'SOMA' });
  expect(await wide.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
  await expect(preview().getByRole('cell', { name: 'Pessoa 0', exact: true })).toBeVisible();
  await inspect(page, 'preview-table');
  await preview().getByRole('table').press('End');
  await expect(preview().getByRole('cell', { name: 'Pessoa 499' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(preview().getByRole('cell', { name: '@cmd|calc' })).toBeVisible();
});

test('pages, drawings and documents that want to act do not', async () => {
  await look('n página.html');
  await expect(preview().getByText(ACTS).first()).toBeVisible();
  await lookNext('o desenho.svg');
  const drawing = preview().getByRole('img', { name: 'o desenho.svg' });
  await expect.poll(() => drawing.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(300);
  await inspect(page, 'preview-drawing');
  await lookNext('p script.pdf');
  await expect.poll(() => isPainted(0)).toBe(true);
  expect(await page.evaluate(() => 'acted' in window)).toBe(false);
  expect(asked.filter((url) => url.startsWith(EVIL))).toEqual([]);
});

test('a drawing that would hold up the window is not painted', async () => {
  await look('w sem fim.svg');
  await expect(preview().getByText('This drawing is too complex to show here')).toBeVisible();
});

test('one leafs on from a locked document, and a Markdown text that takes for ever holds up nothing', async () => {
  await look('y trancado.pdf');
  const password = preview().getByRole('textbox', { name: 'Password' });
  await expect(password).toBeFocused();
  await page.keyboard.type('segredo');
  await page.keyboard.press('ArrowRight');
  await password.press('Enter');
  await expect(preview().getByText('This is not its password.')).toBeVisible();
  await password.fill('');
  await lookNext('z fundo.md');
  await expect(preview().getByText('>>>>>>>>').first()).toBeVisible();
  await lookNext('zz vazia.jpg');
  await expect(preview().getByText('This file is empty')).toBeVisible();
});

test('what cannot be shown is said honestly, with a way to download it', async () => {
  await look('q quebrado.pdf');
  await expect(preview().getByText('This file cannot be shown')).toBeVisible();
  await lookNext('r scan.tiff');
  // Browsers do not show this one: the cloud made a copy.
  const scan = preview().getByRole('img', { name: 'r scan.tiff' });
  await expect.poll(() => scan.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(2048);
  await expect(preview().getByText('A copy of 2,048 pixels')).toBeVisible();
  await lookNext('s backup.zip');
  await expect(preview().getByText('There is no preview for this kind of file')).toBeVisible();
  await inspect(page, 'preview-card');
  await lookNext('t binário.txt');
  await expect(preview().getByText('This file is not text')).toBeVisible();
  await lookNext('u vazio.txt');
  await expect(preview().getByText('This file is empty.')).toBeVisible();

  const into = path.join(home, 'down');
  await mkdir(into);
  await running.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, into);
  await preview().getByRole('button', { name: 'Download' }).first().click();
  await expect.poll(() => readFile(path.join(into, 'u vazio.txt'), 'utf8').catch(() => null)).toBe('');
});

test('the details say what and where, and lead there', async () => {
  await look('a foto.jpg');
  await preview().getByRole('button', { name: 'Details', exact: true }).click();
  const details = preview().getByRole('complementary', { name: 'Details' });
  await expect(details.getByText('Picture')).toBeVisible();
  await expect(details.getByText('Added').first()).toBeVisible();
  await expect(details.getByText('None yet.', { exact: false })).toBeVisible();
  await inspect(page, 'preview-details');
  await details.getByRole('button', { name: 'Files' }).click();
  await expect(preview()).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Files' })).toBeVisible();
});

test('an earlier version is seen, fetched, brought back and deleted', async () => {
  const name = 'w versões.txt';
  const file = await writeInto(path.join(home, 'sources'), name, 'what it was at first');
  await uploadFiles(page, file);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '28');
  for (const content of ['what came then', 'what came later', 'what it is now']) {
    await writeInto(path.join(home, 'sources'), name, content);
    await uploadFiles(page, file);
    await preview().getByRole('radio', { name: 'Replace' }).check();
    await preview().getByRole('button', { name: 'Continue' }).click();
    await expect(preview()).toHaveCount(0);
  }
  await look(name);
  await preview().getByRole('button', { name: 'Details', exact: true }).click();
  const details = preview().getByRole('complementary', { name: 'Details' });
  const versions = details.getByRole('listitem', { name: /^Version of/u });
  await expect(versions).toHaveCount(3);
  await expect(preview().getByText('what it is now')).toBeVisible();
  await inspect(page, 'preview-versions');

  await versions.last().getByRole('button', { name: 'Preview' }).click();
  await expect(preview().last().getByText('what it was at first')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(preview()).toHaveCount(1);

  await versions.last().getByRole('button', { name: 'Restore' }).click();
  await expect(preview().getByText('what it was at first')).toBeVisible();
  await expect(versions, 'what was there before is a version now').toHaveCount(3);

  const into = path.join(home, 'old');
  await mkdir(into);
  await running.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, into);
  await versions.first().getByRole('button', { name: 'Download' }).click();
  await expect.poll(async () => (await readdir(into)).length).toBe(1);

  await versions.first().getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(versions).toHaveCount(2);
  await details.getByRole('button', { name: 'Delete all earlier versions' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(versions).toHaveCount(0);
  await expect(preview().getByText('what it was at first')).toBeVisible();
});

test('while the cloud is stopped that is said, and trying again later shows the file', async () => {
  await uploadFiles(page, await writeInto(path.join(home, 'sources'), 'x parada.txt', 'here again'));
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '29');
  await open(page, 'Dashboard');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const start = page.getByRole('button', { name: 'Start', exact: true });
  await expect(start.first()).toBeVisible();
  await open(page, 'Files');
  await look('x parada.txt');
  await expect(preview().getByText('The file cannot be read right now')).toBeVisible();
  await inspect(page, 'preview-stopped');
  await page.keyboard.press('Escape');
  await open(page, 'Dashboard');
  await start.first().click();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeEnabled({ timeout: 180_000 });
  await open(page, 'Files');
  await look('x parada.txt');
  await expect(preview().getByText('here again')).toBeVisible();
});

test('the page had nothing to complain about in all this', () => {
  // Small pictures that there are none of, and files asked for while the cloud was stopped.
  const missing = /Failed to load resource: the server responded with a status of (?:404|503)/u;
  expect(running.errors.filter((error) => !missing.test(error))).toEqual([]);
});
