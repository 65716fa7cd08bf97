#!/usr/bin/env node
// Makes a Debian package with dpkg-deb, called as electron-builder calls fpm, which it would otherwise download.
// Only what electron-builder 26 asks for is understood.
import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sizeBelow } from '../lib/files.ts';
import { controlFile, type FpmCall, needed, readCall } from './fpm-call.ts';

const SCRIPTS = {
  postinst: 'after-install',
  postrm: 'after-remove',
  preinst: 'before-install',
  prerm: 'before-remove',
};

const call = readCall(process.argv.slice(2));
const work = await mkdtemp(path.join(os.tmpdir(), 'mcm-deb-'));
try {
  const tree = path.join(work, 'tree');
  await copyFiles(call, tree);
  await allowReading(tree);
  const installedBytes = await sizeBelow(tree);
  const control = path.join(tree, 'DEBIAN');
  await mkdir(control, { mode: 0o755 });
  await writeFile(path.join(control, 'control'), controlFile(call, installedBytes), { mode: 0o644 });
  await copyScripts(call, control);
  const compression = call.options.get('deb-compression') === 'gz' ? 'gzip' : 'xz';
  await promisify(execFile)('dpkg-deb', [
    '--root-owner-group',
    `-Z${compression}`,
    '--build',
    tree,
    needed(call, 'package'),
  ]);
} finally {
  await rm(work, { recursive: true, force: true });
}

async function copyFiles({ files }: FpmCall, tree: string): Promise<void> {
  for (const { from, to } of files) {
    const target = path.join(tree, to);
    await mkdir(path.dirname(target), { recursive: true });
    await cp(from, target, { recursive: true, verbatimSymlinks: true });
  }
}

/** Whoever built it may have kept the files to themselves; who installs it must be able to read and run them. */
async function allowReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const status = await lstat(file);
    if (status.isDirectory()) await allowReading(file);
    else if (status.isFile()) await chmod(file, (status.mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

async function copyScripts({ options }: FpmCall, control: string): Promise<void> {
  for (const [name, option] of Object.entries(SCRIPTS)) {
    const script = options.get(option);
    if (script === undefined) continue;
    await cp(script, path.join(control, name));
    await chmod(path.join(control, name), 0o755);
  }
}
