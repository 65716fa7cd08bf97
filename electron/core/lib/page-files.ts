import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** A file of the page, with its media type. */
export interface PageFile {
  readonly file: string;
  readonly type: string;
}

/**
 * The file below `root` that a path of the page's address stands for, or null. A path without an ending is a place
 * within the page, which index.html shows. Nothing outside of `root` can be named, whatever the encoding.
 */
export function pageFile(root: string, urlPath: string): PageFile | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null; // not a valid encoding, so not one of our addresses
  }
  // A backslash or a drive's colon would mean something else to Windows than to us.
  if (/[\\:\0]/u.test(decoded)) return null;
  const names = decoded.split('/').filter((name) => name !== '');
  if (names.some((name) => name === '.' || name === '..')) return null;
  const ending = path.extname(names.at(-1) ?? '').toLowerCase();
  if (ending === '') return { file: path.join(root, 'index.html'), type: typeOf('.html') };
  return { file: path.join(root, ...names), type: typeOf(ending) };
}

function typeOf(ending: string): string {
  return TYPES[ending] ?? 'application/octet-stream';
}
