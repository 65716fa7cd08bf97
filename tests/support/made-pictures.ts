import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';
import type { default as Sharp } from 'sharp';
import { pdfOf } from './made-pdf.ts';

/** sharp with nothing switched off, to make pictures and to look at those that were made. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package's own types
export const sharp = createRequire(import.meta.url)('sharp') as typeof Sharp;

/** The left half red, the right half blue. */
export async function halves(width: number, height: number): Promise<Buffer> {
  const half = await sharp({
    create: { width: Math.ceil(width / 2), height, channels: 3, background: '#0000ff' },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: half, left: Math.floor(width / 2), top: 0 }])
    .png()
    .toBuffer();
}

/** What colour a picture has at a place given in parts of its width and height: `red`, `blue`, `other`. */
export async function colourAt(picture: Uint8Array, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(picture)
    .flatten({ background: '#ffffff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels;
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  if (red > 180 && green < 90 && blue < 90) return 'red';
  return blue > 180 && green < 90 && red < 90
    ? 'blue'
    : `other ${String(red)},${String(green)},${String(blue)}`;
}

/** One page with a red rectangle on its left half. */
export function makePdf(): Buffer {
  const drawing = '1 0 0 rg 0 0 100 300 re f 0 0 1 rg 100 0 100 300 re f';
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R >>',
    `<< /Length ${String(drawing.length)} >>\nstream\n${drawing}\nendstream`,
  ]);
}

/** A small PNG that says it has this many pixels, all of one colour: a few kilobytes for gigabytes. */
export function makeBomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.ceil(side / 8 + 1) * side));
  const signature = Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** An MP3 of nothing but its tag, which brings a cover. */
export function makeMp3(cover: Buffer): Buffer {
  const mime = Buffer.from('image/png\0', 'latin1');
  const frame = Buffer.concat([Buffer.from([0]), mime, Buffer.from([3, 0]), cover]);
  const frameHead = Buffer.alloc(10);
  frameHead.write('APIC', 'latin1');
  frameHead.writeUInt32BE(frame.length, 4);
  const size = frameHead.length + frame.length;
  const head = Buffer.from([
    0x49,
    0x44,
    0x33,
    3,
    0,
    0,
    (size >> 21) & 127,
    (size >> 14) & 127,
    (size >> 7) & 127,
    size & 127,
  ]);
  // Frames of silence: MPEG 1 layer 3, 128 kbit/s, 44.1 kHz.
  const silence = Buffer.alloc(417);
  silence.set([0xff, 0xfb, 0x90, 0xc0]);
  return Buffer.concat([head, frameHead, frame, ...Array.from({ length: 200 }, () => silence)]);
}
