import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { filesBelow } from '../lib/files.ts';
import { readJson } from '../lib/json.ts';
import { Problem } from '../lib/problem.ts';
import { manifestOf, root } from '../lib/project.ts';

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).optional(),
});
const NO_TEXT = 'The package brings no text of its licence.';

type Package = z.infer<typeof manifest> & { readonly text: string };

/** Writes the licences of every package that is in the built app to out/licenses. The app has to be built. */
export async function writeLicences(): Promise<void> {
  const packages = await bundledPackages();
  if (packages.length === 0)
    throw new Problem('The build names no packages: it was made without source maps.');
  const folder = path.join(root, 'out', 'licenses');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const intro = `Mini Cloud Maker contains these ${packages.length} packages.`;
  await writeFile(path.join(folder, 'packages.txt'), [intro, ...packages.map(asText)].join('\n\n'));
}

function asText({ name, version, license, text }: Package): string {
  const title = `${name} ${version} (${license ?? 'see below'})`;
  return [title, '='.repeat(title.length), text.trim() === '' ? NO_TEXT : text.trim()].join('\n');
}

/** What the native packages, which stay outside of the bundles, bring along: see electron-builder.yml. */
async function companions(): Promise<string[]> {
  const libraries = await readdir(path.join(root, 'node_modules', '@img'));
  return [...libraries.map((name) => `@img/${name}`), 'detect-libc', 'semver'];
}

/** The source maps name every file that went into the bundles; the native packages stay outside of them. */
async function bundledPackages(): Promise<Package[]> {
  const maps = (await filesBelow(path.join(root, 'out'))).filter((file) => file.endsWith('.map'));
  const outside = [...Object.keys(manifestOf().dependencies ?? {}), ...(await companions())];
  const folders = new Set(outside.map((name) => `node_modules/${name}`));
  for (const map of maps) {
    const { sources } = await readJson(map, z.object({ sources: z.array(z.string()) }));
    for (const source of sources) {
      const folder = packageFolderOf(path.resolve(path.dirname(map), source));
      if (folder !== undefined) folders.add(folder);
    }
  }
  return Promise.all([...folders].toSorted().map(readPackage));
}

/**
 * `node_modules/a/node_modules/@s/b` of a file somewhere below it, as seen from the repository. Where it begins does
 * not count: maps of chunks name their sources from another folder than their own.
 */
function packageFolderOf(file: string): string | undefined {
  const whole = path.relative(root, file).split(path.sep).join('/');
  const relative = whole.slice(Math.max(0, whole.indexOf('node_modules/')));
  return /^(?<folder>(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(relative)?.groups?.['folder'];
}

async function readPackage(folder: string): Promise<Package> {
  const home = path.join(root, folder);
  const names = (await readdir(home))
    .filter((name) => /^(?:licen[cs]e|copying|notice)/iu.test(name))
    .toSorted();
  const texts = await Promise.all(names.map(async (name) => readFile(path.join(home, name), 'utf8')));
  return { ...(await readJson(path.join(home, 'package.json'), manifest)), text: texts.join('\n\n') };
}
