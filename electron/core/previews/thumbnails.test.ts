import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { colourAt, halves, makeBomb, makeMp3, makePdf, sharp } from '../../../tests/support/made-pictures.ts';
import { makePreviewsWorld, type PreviewsWorld, type Viewer } from '../../../tests/support/previews-world.ts';
import type { ContentAnswer } from '../../contract/shell.ts';
import { largePictureKey, thumbnailKey } from '../lib/thumbnail-key.ts';

let world: PreviewsWorld;
let ana: Viewer;

beforeAll(async () => {
  world = await makePreviewsWorld();
  ana = await world.viewer();
});
afterAll(() => world.close());

/** The bytes behind an answer, as the store gives them. */
async function bytesOf(answer: ContentAnswer): Promise<Buffer> {
  if (answer.kind !== 'found') throw new Error(`nothing found but ${answer.kind}`);
  const response = await fetch(answer.url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function thumbnailOf(name: string, bytes: Uint8Array | string) {
  const { id } = await ana.file(name, bytes);
  const picture = await bytesOf(await ana.thumbnail(id));
  const { format, width, height } = await sharp(picture).metadata();
  return { picture, format, width, height };
}

async function rowOf(objectId: string) {
  const { db } = world.drive.database;
  return db.selectFrom('thumbnails').selectAll().where('object_id', '=', objectId).executeTakeFirst();
}

describe('every picture becomes a small one', () => {
  const formats = {
    'photo.jpg': (source: Buffer) => sharp(source).jpeg({ quality: 95 }),
    'drawing.png': (source: Buffer) => sharp(source).png(),
    'page.webp': (source: Buffer) => sharp(source).webp({ lossless: true }),
    'moving.gif': (source: Buffer) => sharp(source).gif(),
    'new.avif': (source: Buffer) => sharp(source).avif({ quality: 90, effort: 0 }),
    'scan.tiff': (source: Buffer) => sharp(source).tiff({ compression: 'lzw' }),
  };
  test.each(Object.entries(formats))('%s', async (name, make) => {
    const bytes = await make(await halves(1600, 1200)).toBuffer();
    const { picture, format, width, height } = await thumbnailOf(name, bytes);
    expect({ format, width, height }).toEqual({ format: 'webp', width: 512, height: 384 });
    expect(await colourAt(picture, 0.1, 0.5)).toBe('red');
    expect(await colourAt(picture, 0.9, 0.5)).toBe('blue');
  });

  test('a photo is turned as the camera said', async () => {
    const bytes = await sharp(await halves(800, 400))
      .jpeg({ quality: 95 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { picture, width, height } = await thumbnailOf('turned.jpg', bytes);
    expect({ width, height }).toEqual({ width: 256, height: 512 });
    expect(await colourAt(picture, 0.5, 0.1)).toBe('red');
    expect(await colourAt(picture, 0.5, 0.9)).toBe('blue');
  });

  test('a small one is not made larger', async () => {
    const { width, height } = await thumbnailOf('icon.png', await halves(32, 16));
    expect({ width, height }).toEqual({ width: 32, height: 16 });
  });

  test('an SVG is drawn as large as is needed', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">
      <rect width="10" height="10" fill="#f00"/><rect x="10" width="10" height="10" fill="#00f"/></svg>`;
    const { picture, width, height } = await thumbnailOf('drawing.svg', svg);
    expect({ width, height }).toEqual({ width: 512, height: 256 });
    expect(await colourAt(picture, 0.1, 0.5)).toBe('red');
  });

  test('the first page of a PDF', async () => {
    const { picture, width, height } = await thumbnailOf('paper.pdf', makePdf());
    expect({ width, height }).toEqual({ width: 341, height: 512 });
    expect(await colourAt(picture, 0.1, 0.5)).toBe('red');
    expect(await colourAt(picture, 0.9, 0.5)).toBe('blue');
  });

  test('the cover of a song, of which only the beginning is read', async () => {
    const { picture, width } = await thumbnailOf('song.mp3', makeMp3(await halves(600, 600)));
    expect(width).toBe(512);
    expect(await colourAt(picture, 0.1, 0.5)).toBe('red');
  });
});

describe('what browsers cannot show', () => {
  test('has a large picture too, which is made once and kept beside it', async () => {
    const bytes = await sharp(await halves(3000, 1500))
      .tiff()
      .toBuffer();
    const { id, objectId } = await ana.file('scan.tif', bytes);
    const ask = () => ana.ask({ what: 'large', nodeId: id });
    const picture = await bytesOf(await ask());
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', width: 2048, height: 1024 });
    expect(await colourAt(picture, 0.1, 0.5)).toBe('red');
    const keys = async () => (await world.server.keys()).filter((key) => key.startsWith(objectId));
    expect((await keys()).toSorted()).toEqual([objectId, largePictureKey(objectId), thumbnailKey(objectId)]);
    expect(await rowOf(objectId)).toMatchObject({ state: 'ready', width: 512 });
    expect(await bytesOf(await ask())).toEqual(picture);
  });

  test('is not made of what they show themselves, nor of what is no picture', async () => {
    for (const [name, bytes] of [
      ['a.png', await halves(3000, 10)],
      ['b.tiff', 'no picture'],
      ['c.txt', 'text'],
    ] as const) {
      const { id } = await ana.file(name, bytes);
      expect(await ana.ask({ what: 'large', nodeId: id })).toEqual({ kind: 'missing' });
    }
  });
});

describe('what cannot be shown is said once and remembered', () => {
  const hostile: Record<string, () => Buffer | string> = {
    'page called a photo.jpg': () => '<html><script>alert(1)</script></html>',
    'gigabytes.png': () => makeBomb(40_000),
    'noise.pdf': () => '%PDF-1.7 and then nothing of the kind',
    'silence.mp3': () => Buffer.alloc(2000),
    'entities.svg': () =>
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from(
        { length: 9 },
        (_, i) => `<!ENTITY ${'bcdefghij'.charAt(i)} "${`&${'abcdefghi'.charAt(i)};`.repeat(10)}">`,
      ).join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>&j;</text></svg>`,
  };
  test.each(Object.entries(hostile))('%s', async (name, make) => {
    const { id, objectId } = await ana.file(name, make());
    expect(await ana.thumbnail(id)).toEqual({ kind: 'missing' });
    expect(await rowOf(objectId)).toMatchObject({ state: 'none' });
    expect(await ana.thumbnail(id)).toEqual({ kind: 'missing' });
  });

  test('text, archives and empty files are not even tried', async () => {
    for (const [name, bytes] of [
      ['a.txt', 'x'],
      ['b.zip', 'x'],
      ['c.jpg', ''],
    ] as const) {
      const { id, objectId } = await ana.file(name, bytes);
      expect(await ana.thumbnail(id)).toEqual({ kind: 'missing' });
      expect(await rowOf(objectId)).toBeUndefined();
    }
  });

  test('of a photo that was cut short, what is there', async () => {
    const whole = await sharp(await halves(1600, 1200))
      .jpeg({ quality: 95 })
      .toBuffer();
    const { picture } = await thumbnailOf('cut.jpg', whole.subarray(0, Math.floor(whole.length / 2)));
    expect(await colourAt(picture, 0.1, 0.1)).toBe('red');
  });

  test('an SVG reads no other file and asks no other computer', async () => {
    const other = path.join(world.drive.database.folder, 'other.png');
    const blue = { create: { width: 100, height: 100, channels: 3, background: '#0000ff' } } as const;
    await sharp(blue).png().toFile(other);
    const svg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${other}">]>
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">
      <script>throw 1</script><rect width="100" height="100" fill="#f00"/>
      <image xlink:href="file://${other}" width="100" height="100"/>
      <image href="http://127.0.0.1:9/x.png" width="100" height="100"/></svg>`;
    const { picture } = await thumbnailOf('reads.svg', svg);
    for (const place of [0.1, 0.5, 0.9]) expect(await colourAt(picture, place, place)).toBe('red');
  });
});

test('is made once for a content, however many ask and whatever files share it', async () => {
  const { id, objectId } = await ana.file('asked.png', await halves(900, 900));
  const answers = await Promise.all(Array.from({ length: 20 }, () => ana.thumbnail(id)));
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['found']));
  const first = await rowOf(objectId);
  world.drive.clock.now = new Date(world.drive.clock.now.getTime() + 1000);
  await ana.thumbnail(id);
  expect(await rowOf(objectId)).toEqual(first);
});

test('a film is for the page: its frame is kept, drawn anew, and nothing else is', async () => {
  const { id, objectId } = await ana.file('film.mp4', 'moving pictures');
  expect(await ana.thumbnail(id)).toEqual({ kind: 'wanted' });
  const keep = (jpeg: Buffer, contentId = objectId) =>
    world.previews.service.keepFrame(ana.caller, { id, contentId, jpeg: jpeg.toString('base64') }, undefined);
  const frame = await sharp(await halves(640, 360))
    .jpeg({ quality: 95 })
    .toBuffer();
  await expect(keep(frame, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const other = await world.viewer();
  await expect(
    world.previews.service.keepFrame(
      other.caller,
      { id, contentId: objectId, jpeg: frame.toString('base64') },
      undefined,
    ),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await keep(Buffer.concat([frame, Buffer.from('<script>alert(1)</script>')]));
  const picture = await bytesOf(await ana.thumbnail(id));
  expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', width: 512 });
  expect(picture.includes('script')).toBe(false);
});

test('what a page hands in that is no picture is refused', async () => {
  const { id, objectId } = await ana.file('other film.mp4', 'moving pictures too');
  const jpeg = Buffer.from('<svg onload="alert(1)"/>').toString('base64');
  await expect(
    world.previews.service.keepFrame(ana.caller, { id, contentId: objectId, jpeg }, undefined),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
