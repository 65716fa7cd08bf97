import path from 'node:path';
import { exists } from '../lib/files.ts';
import { root } from '../lib/project.ts';
import { type Target, targetName } from './targets.ts';

/**
 * Why an installer for this target cannot be made here; undefined when it can. npm installs the libraries of sharp for
 * the system at work alone, and an app that brings another system's shows no pictures.
 * @param modules the folder of the installed packages
 */
export async function missingNatives(
  target: Target,
  modules = path.join(root, 'node_modules'),
): Promise<string | undefined> {
  const name = `sharp-${target.os}-${target.arch}`;
  if (await exists(path.join(modules, '@img', name))) return undefined;
  return `An installer for ${targetName(target)} needs @img/${name}, which npm installs on such a computer only. Make it there.`;
}
