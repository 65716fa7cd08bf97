import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronRuntime } from '../electron/resolve.ts';
import { root } from '../lib/project.ts';
import type { DevelopmentServer } from '../server.ts';
import { pack } from './builder.ts';
import { targetName } from './targets.ts';

const OUTPUT = path.join('release', 'test');

/**
 * Puts the built app together as an installer would lay it on a disk, but for two things: the tests may drive it, and
 * it brings the server that development uses.
 * @returns path of the app's executable
 */
export async function packForTests(electron: ElectronRuntime, server: DevelopmentServer): Promise<string> {
  const servers = path.join(root, 'out', 'server-for-tests');
  const target = { os: process.platform, arch: process.arch };
  await rm(servers, { recursive: true, force: true });
  await cp(server.folder, path.join(servers, targetName(target)), { recursive: true });
  await pack({
    electron,
    servers,
    args: ['--dir', `-c.directories.output=${OUTPUT}`, '-c.electronFuses.enableNodeCliInspectArguments=true'],
  });
  return path.join(root, OUTPUT, executable());
}

function executable(): string {
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    return path.join(`mac${suffix}`, 'Mini Cloud Maker.app', 'Contents', 'MacOS', 'Mini Cloud Maker');
  }
  return process.platform === 'win32'
    ? path.join(`win${suffix}-unpacked`, 'Mini Cloud Maker.exe')
    : path.join(`linux${suffix}-unpacked`, 'mini-cloud-maker');
}
