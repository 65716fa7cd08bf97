import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../cache.ts';
import { exists, putInPlace } from '../lib/files.ts';
import { Problem } from '../lib/problem.ts';
import { manifestOf, packageFolder } from '../lib/project.ts';
import { capture } from '../lib/run.ts';
import { ensureCompilers } from '../system/compilers.ts';

/** The first Electron whose Node-API is new enough for the binary that better-sqlite3 ships. */
const FIRST_GOOD_ELECTRON = 36;
const COMPILE = ['-c', '-O2', '-DNDEBUG', '-fPIC'];

/**
 * The SQLite binding for an Electron that cannot load the one in better-sqlite3's package, built once from the
 * package's own source (half a minute) and kept in the cache. Undefined where the shipped one works.
 *
 * An old runtime accepts a module for a newer Node-API only when the module calls itself experimental, and then only
 * modules compiled as such keep their finalizers out of the garbage collector: patching the shipped file crashes.
 */
export async function sqliteBindingFor(electronVersion: string): Promise<string | undefined> {
  if (Number.parseInt(electronVersion, 10) >= FIRST_GOOD_ELECTRON) return undefined;
  const { version } = manifestOf('better-sqlite3');
  const name = `better-sqlite3-${version}-experimental-${process.platform}-${process.arch}.node`;
  const target = path.join(cacheFolder(), name);
  if (!(await exists(target))) await build(target);
  return target;
}

async function build(target: string): Promise<void> {
  await ensureCompilers();
  console.error('Building SQLite for this Electron, once; this takes about half a minute.');
  await mkdir(path.dirname(target), { recursive: true });
  const work = await mkdtemp(path.join(os.tmpdir(), 'mcm-sqlite-'));
  try {
    const [sqlite, addon] = [path.join(work, 'sqlite3.o'), path.join(work, 'addon.o')];
    await Promise.all([compileSqlite(sqlite), compileAddon(addon)]);
    const made = `${target}.${process.pid}`;
    await compiler('g++', [
      '-shared',
      '-o',
      made,
      addon,
      sqlite,
      '-Wl,-Bsymbolic',
      '-Wl,--exclude-libs,ALL',
      '-ldl',
      '-pthread',
    ]);
    await putInPlace(made, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function compileSqlite(output: string): Promise<void> {
  const home = packageFolder('better-sqlite3');
  const settings = await readFile(path.join(home, 'deps', 'defines.gypi'), 'utf8');
  const defines = [...settings.matchAll(/'(?<define>[A-Z][A-Z0-9_]*(?:=[^']*)?)'/gu)].map(
    (match) => `-D${match.groups?.['define'] ?? ''}`,
  );
  await compiler('gcc', [
    ...COMPILE,
    '-std=c99',
    '-w',
    '-D_GNU_SOURCE',
    ...defines,
    path.join(home, 'deps', 'sqlite3', 'sqlite3.c'),
    '-o',
    output,
  ]);
}

async function compileAddon(output: string): Promise<void> {
  const home = packageFolder('better-sqlite3');
  await compiler('g++', [
    ...COMPILE,
    '-std=c++20',
    '-fvisibility=hidden',
    '-include',
    path.join(import.meta.dirname, 'napi-experimental.h'),
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
    '-DNODE_GYP_MODULE_NAME=better_sqlite3',
    '-DBUILDING_NODE_EXTENSION',
    `-I${path.join(packageFolder('node-api-headers'), 'include')}`,
    `-I${packageFolder('node-addon-api')}`,
    `-I${path.join(home, 'deps', 'sqlite3')}`,
    path.join(home, 'src', 'better_sqlite3.cpp'),
    '-o',
    output,
  ]);
}

async function compiler(name: string, args: readonly string[]): Promise<void> {
  const { code, output } = await capture(name, args);
  if (code !== 0)
    throw new Problem(`SQLite could not be built for this Electron: ${name} failed.\n${output}`);
}
