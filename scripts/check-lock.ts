import path from 'node:path';
import { z } from 'zod';
import { readJson } from './lib/json.ts';

const lockShape = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
type Lock = z.infer<typeof lockShape>;

/**
 * Optional packages (binaries for other systems) that package-lock.json names but does not hold. npm leaves them out
 * without a word when the registry lacks them, and then `npm ci` fails on those systems, or on all.
 * @returns a line for each
 */
export async function checkLock(root: string): Promise<string[]> {
  return missingOptional(await readJson(path.join(root, 'package-lock.json'), lockShape));
}

export function missingOptional({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([at, { version, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesToLook(at, name).some((place) => place in packages))
      .map(
        ([name, range]) => `package-lock.json lacks ${name}@${range}, which ${at}@${version ?? '?'} may need`,
      ),
  );
}

/** Where Node would look for a package, seen from a package at `at`: beside it, and up to the top. */
function placesToLook(at: string, name: string): string[] {
  const places = [];
  for (let base = at; base !== ''; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    places.push(`${base}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}
