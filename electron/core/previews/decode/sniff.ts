/** Formats of pictures that are decoded, by their first bytes: what a file is called does not count. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'heic';

const BRANDS: Readonly<Record<string, PictureFormat>> = {
  avif: 'avif',
  avis: 'avif',
  heic: 'heic',
  heix: 'heic',
  heim: 'heic',
  heis: 'heic',
  hevc: 'heic',
  hevx: 'heic',
  mif1: 'heic',
  msf1: 'heic',
};

/** The format that these bytes begin as; null for any other. */
export function sniff(bytes: Uint8Array): PictureFormat | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1');
  if (head.startsWith('\u00FF\u00D8\u00FF')) return 'jpeg';
  if (head.startsWith('\u0089PNG\r\n\u001A\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*') || head.startsWith('II+\0')) return 'tiff';
  if (!head.startsWith('ftyp', 4)) return null;
  const brands = new Set([8, 16, 20, 24, 28, 32].map((at) => BRANDS[head.slice(at, at + 4)]));
  return brands.has('avif') ? 'avif' : brands.has('heic') ? 'heic' : null;
}
