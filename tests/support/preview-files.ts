import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { wavOf } from './made-media.ts';
import { pdfOf } from './made-pdf.ts';

/** Small files of the kinds that can be looked at, made by hand so that nothing has to be fetched or stored. */

/** Writes a file into a folder, made if need be; answers with its path. */
export async function writeInto(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

/** A photograph lying on its side, as cameras write them: 600 × 400 stored, to be seen as 400 × 600. */
export function turnedJpeg(): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><defs><linearGradient id="g"><stop stop-color="#1d7f8f"/><stop offset="1" stop-color="#f2b36b"/></linearGradient></defs><rect width="600" height="400" fill="url(#g)"/><circle cx="430" cy="160" r="60" fill="#fff4d6"/></svg>`;
  return sharp(Buffer.from(drawing)).withMetadata({ orientation: 6 }).jpeg({ quality: 85 }).toBuffer();
}

/** A ring on nothing. */
export function clearPng(side = 480): Promise<Buffer> {
  const middle = String(side / 2);
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(side)}" height="${String(side)}"><circle cx="${middle}" cy="${middle}" r="${String(side / 3)}" fill="none" stroke="#0b7089" stroke-width="${String(side / 10)}"/></svg>`;
  return sharp(Buffer.from(drawing)).png().toBuffer();
}

/** A picture in a format that browsers do not show. */
export function tiff(): Promise<Buffer> {
  return sharp({ create: { width: 2400, height: 1500, channels: 3, background: '#4a7c59' } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
}

/** A PDF with a line of text on each page; `script` is JavaScript that it wants to run when it is opened. */
export function pdf(pages: readonly string[], script?: string): Buffer {
  const first = 4;
  const kids = pages.map((_, at) => `${String(first + at * 2)} 0 R`).join(' ');
  const action = script === undefined ? '' : ` /OpenAction << /S /JavaScript /JS (${script}) >>`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R${action} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages.length)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((text, at) => {
      const content = `BT /F1 28 Tf 72 720 Td (${text}) Tj ET 0.04 0.44 0.54 rg 72 640 300 40 re f`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${String(first + at * 2 + 1)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return pdfOf(objects);
}

/** A page as scanners store it: one black square, 8 × 8 dots, packed as JBIG2. */
export function scannedPdf(): Buffer {
  const word = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const segment = (number: number, type: number, data: number[]) => [
    ...word(number),
    type,
    0,
    1,
    ...word(data.length),
    ...data,
  ];
  // A line that is black from end to end, seven lines like the one above, the end of the block.
  const bits = ['001', '00110101', '000101', '11'.repeat(7), '000000000001'.repeat(2)].join('');
  const lines = (bits.match(/.{1,8}/gu) ?? []).map((part) => Number.parseInt(part.padEnd(8, '0'), 2));
  const page = segment(0, 48, [...word(8), ...word(8), ...word(0), ...word(0), 0, 0, 0]);
  const region = segment(1, 38, [...word(8), ...word(8), ...word(0), ...word(0), 0, 1, ...lines]);
  const image = Buffer.from([...page, ...region]).toString('latin1');
  const content = 'q 400 0 0 400 100 200 cm /I Do Q';
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode /Length ${String(image.length)} >>\nstream\n${image}\nendstream`,
  ]);
}

/** A document whose password nobody knows. */
export function lockedPdf(): Buffer {
  const secret = `<${'5a'.repeat(32)}>`;
  return pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
      `<< /Filter /Standard /V 1 /R 2 /O ${secret} /U ${secret} /P -4 >>`,
    ],
    `/Encrypt 4 0 R /ID [${secret} ${secret}] `,
  );
}

/** A quiet tone: 16 bits, one channel, 8000 a second. */
export function wav(seconds = 2): Buffer {
  const rate = 8000;
  const tone = (at: number) => Math.round(Math.sin((at * 2 * Math.PI * 440) / rate) * 6000);
  return wavOf(
    Int16Array.from({ length: rate * seconds }, (_, at) => tone(at)),
    { rate, channels: 1 },
  );
}
