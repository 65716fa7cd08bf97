import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow } from '../lib/files.ts';
import { baseKey } from './compare.ts';

/**
 * Keys whose last part is not written anywhere in the page or the contract. A key that is put together while the app
 * runs ends in a word of one of them (a stage, a code, a role), so it is found too.
 */
export async function unusedKeys(root: string, keys: readonly string[]): Promise<string[]> {
  const [page, contract] = await Promise.all(
    ['frontend/src', 'electron/contract'].map(async (folder) => filesBelow(path.join(root, folder))),
  );
  const sources = [...(page ?? []), ...(contract ?? [])].filter(
    (file) => /\.tsx?$/u.test(file) && !/[/\\]i18n[/\\](?:en|pt-BR)[/\\]/u.test(file),
  );
  const texts = await Promise.all(sources.map(async (file) => readFile(file, 'utf8')));
  const words = new Set(texts.flatMap((text) => text.match(/\w+/gu) ?? []));
  const bases = [...new Set(keys.map(baseKey))];
  return bases.filter((key) => {
    const last = key.split('.').at(-1) ?? '';
    return !/^\d+$/u.test(last) && !words.has(last);
  });
}
