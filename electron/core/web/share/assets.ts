import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { systemCode } from '../../lib/errors.ts';
import { MARK } from './icons.ts';
import { styleSheet } from './style.ts';

/** A file that belongs to the pages themselves. Its address names its bytes, so browsers may keep it. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface Assets {
  readonly style: Asset;
  /** Null where the script was not built: then pages work as they do without scripts. */
  readonly script: Asset | null;
  readonly mark: Asset;
  byPath(path: string): Asset | null;
}

/** No token begins with a tilde. */
const FOLDER = '/s/~/';

function asset(name: string, ending: string, type: string, content: string | Uint8Array): Asset {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { path: `${FOLDER}${name}-${hash}.${ending}`, type, bytes };
}

/** Makes the files of the pages; `script` is the built one. */
export function makeAssets(script: Uint8Array | null): Assets {
  const style = asset('share', 'css', 'text/css; charset=utf-8', styleSheet);
  const mark = asset('mark', 'svg', 'image/svg+xml', MARK);
  const code = script === null ? null : asset('share', 'js', 'text/javascript; charset=utf-8', script);
  const all = [style, mark, ...(code === null ? [] : [code])];
  return { style, script: code, mark, byPath: (path) => all.find((one) => one.path === path) ?? null };
}

/** The built script; null where there is none. */
export async function readScript(file: URL): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
