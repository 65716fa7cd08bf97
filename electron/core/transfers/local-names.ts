import path from 'node:path';

type Platform = 'win32' | 'darwin' | 'linux';

const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/iu;
/** Longest name of a file: bytes in UTF-8, except on Windows (UTF-16 units). */
const LONGEST = 255;
/** Kept free for a number such as ` (1234)`. */
const NUMBER_ROOM = 8;

/**
 * A name from the cloud as this computer can hold it. Names are data: whatever they are, the answer is one plain name
 * of one file, never a path that leads elsewhere.
 */
export function localName(name: string, platform: Platform = currentPlatform()): string {
  let safe = name.replaceAll(/[/\0]/gu, '_');
  if (platform === 'win32') {
    safe = safe
      // oxlint-disable-next-line no-control-regex -- Windows forbids them in names
      .replaceAll(/[\u0001-\u001f<>:"\\|?*]/gu, '_')
      .replace(/[ .]+$/u, (end) => '_'.repeat(end.length));
    if (RESERVED.test(safe)) safe = `_${safe}`;
  } else if (platform === 'darwin') {
    safe = safe.replaceAll(':', '_');
  }
  if (safe === '' || safe === '.' || safe === '..') safe = '_'.repeat(Math.max(1, safe.length));
  return shortened(safe, LONGEST - NUMBER_ROOM, platform);
}

/** `photo.jpg` as `photo (2).jpg`; 1 leaves it as it is. */
export function numbered(name: string, number: number): string {
  if (number === 1) return name;
  const extension = path.extname(name);
  return `${name.slice(0, name.length - extension.length)} (${String(number)})${extension}`;
}

/** What a file is called while it is being fetched; two transfers never share one. */
export function partName(name: string, transferId: string, platform: Platform = currentPlatform()): string {
  const ending = `.${transferId.slice(-8)}.part`;
  return `${shortened(name, LONGEST - ending.length, platform)}${ending}`;
}

/** Two names that are one on systems that ignore case or the way accents are written. */
export function sameNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function shortened(name: string, longest: number, platform: Platform): string {
  const length = (text: string) => (platform === 'win32' ? text.length : Buffer.byteLength(text));
  if (length(name) <= longest) return name;
  const extension = path.extname(name);
  const kept = length(extension) <= 32 ? extension : '';
  let stem = '';
  let room = longest - length(kept);
  for (const character of name.slice(0, name.length - kept.length)) {
    room -= length(character);
    if (room < 0) break;
    stem += character;
  }
  return `${stem}${kept}`;
}

function currentPlatform(): Platform {
  return process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
}
