// Makes the installers that this machine can make, into release/. What follows `--` goes to electron-builder, for
// example `npm run dist -- --mac --arm64`; with `--require-server` nothing is made that does not bring the server.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { ensureBuilt } from './build.ts';
import { resolveElectron } from './electron/resolve.ts';
import { filesBelow } from './lib/files.ts';
import { command, Problem } from './lib/problem.ts';
import { root } from './lib/project.ts';
import { pack } from './packaging/builder.ts';
import { missingNatives } from './packaging/natives.ts';
import { stageServer } from './packaging/stage.ts';
import { targetName, targetsOf } from './packaging/targets.ts';

const INSTALLER = /\.(?:AppImage|deb|dmg|exe|gz|zip)$/u;
/**
 * What can be made from npm's and Debian's tools alone; AppImage's runtime has to be downloaded. Nobody publishes these,
 * so they are not made small, which would take minutes.
 */
const FALLBACK_ARGS = ['--linux', 'tar.gz', 'deb', '-c.compression=store', '-c.deb.compression=gz'];

await command(async () => {
  const given = process.argv.slice(2);
  const args = given.filter((arg) => arg !== '--require-server');
  const remarks = [];
  const targets = targetsOf(args, { os: process.platform, arch: process.arch });
  for (const target of targets) {
    const missing = await missingNatives(target);
    if (missing !== undefined) throw new Problem(missing);
  }

  const electron = await resolveElectron();
  await ensureBuilt(electron.env);

  const servers = path.join(root, 'out', 'server');
  for (const target of targets) {
    const reason = await stageServer(servers, target);
    if (reason === undefined) continue;
    const remark = `The installer for ${targetName(target)} brings no storage server (${reason}): the app will download one when it is first started.`;
    if (given.includes('--require-server')) throw new Problem(remark);
    remarks.push(remark);
  }

  const begin = Date.now();
  const packing = electron.kind === 'fallback' && args.length === 0 ? FALLBACK_ARGS : args;
  console.error('Packing; this takes a few minutes.');
  await pack({ electron, servers, args: packing });
  if (electron.kind !== 'own') {
    remarks.push(
      `These are for trying only, never for publishing: they hold Electron ${electron.version} instead of the one in package.json.`,
    );
  }
  for (const file of await madeSince(begin)) console.log(file);
  for (const remark of remarks) console.log(remark);
});

async function madeSince(begin: number): Promise<string[]> {
  const files = (await filesBelow(path.join(root, 'release'))).filter(
    (file) => path.dirname(file) === path.join(root, 'release') && INSTALLER.test(file),
  );
  const described = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(file);
      return mtimeMs < begin ? [] : [`${path.relative(root, file)}  ${(size / 1024 ** 2).toFixed(1)} MiB`];
    }),
  );
  return described.flat();
}
