import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The repository's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).optional(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
});
/** Parts of a package.json that the scripts read. */
export type Manifest = z.infer<typeof manifest>;

/** Folder of an installed package. */
export function packageFolder(name: string): string {
  return path.join(root, 'node_modules', name);
}

/** The package.json of an installed package, or the project's own when no name is given. */
export function manifestOf(name?: string): Manifest {
  const folder = name === undefined ? root : packageFolder(name);
  return manifest.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
}

/**
 * Path of the JavaScript file behind a package's command, to be run with `process.execPath`: unlike the shims in
 * node_modules/.bin it needs no shell on Windows.
 */
export function toolFile(packageName: string, command = packageName): string {
  const { bin } = manifestOf(packageName);
  const file = typeof bin === 'string' ? bin : bin?.[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return path.join(packageFolder(packageName), file);
}
