import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { default as Sharp } from 'sharp';

export type { Sharp };

/** Not named as usual: the bundle has a `require` of its own. */
const load = createRequire(import.meta.url);

/**
 * Loads sharp. In Electron on Linux the process has the system's GLib loaded, and sharp's binding would call that one
 * for objects of the other GLib which its libvips brings: they would never be freed, or worse. So there the binding is
 * bound to its own libraries first. libvips itself is loaded before and in the ordinary way, because it has to share
 * the allocator of the process, which Electron replaces.
 */
export function loadSharp(): typeof Sharp {
  const { RTLD_LAZY, RTLD_DEEPBIND } = os.constants.dlopen;
  const mixed = process.platform === 'linux' && process.versions['electron'] !== undefined;
  if (!mixed || RTLD_DEEPBIND === undefined) return requireSharp();

  loadLibvips();
  // oxlint-disable-next-line typescript/unbound-method -- called with its owner below
  const { dlopen } = process;
  process.dlopen = (module: object, file: string) =>
    dlopen.call(process, module, file, RTLD_LAZY | RTLD_DEEPBIND);
  try {
    return requireSharp();
  } finally {
    process.dlopen = dlopen;
  }
}

/** Only inside the two calls above and below does the way of loading matter: sharp is loaded once in each thread. */
function requireSharp(): typeof Sharp {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package's own types
  return load('sharp') as typeof Sharp;
}

function loadLibvips(): void {
  const fromSharp = createRequire(load.resolve('sharp'));
  const folder = path.dirname(fromSharp.resolve(`@img/sharp-libvips-linux-${process.arch}/lib`));
  const name = readdirSync(folder).find((file) => file.startsWith('libvips-cpp.so'));
  if (name === undefined) throw new Error('sharp came without libvips');
  try {
    process.dlopen({ exports: {} }, path.join(folder, name), os.constants.dlopen.RTLD_LAZY);
  } catch (error) {
    // It stays loaded all the same: Node only says that it is no module of its own.
    if (!(error instanceof Error && error.message.includes('did not self-register'))) throw error;
  }
}
