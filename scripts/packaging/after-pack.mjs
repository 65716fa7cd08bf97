// Called by electron-builder when an app is put together: what only the fallback Electron needs, which is recognised
// by its SQLite binding. electron-builder loads it by itself, so it is no TypeScript.
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';

export default async function afterPack({ packager, appOutDir, electronPlatformName }) {
  const binding = process.env.BETTER_SQLITE3_BINDING;
  if (binding === undefined || electronPlatformName !== 'linux') return;
  const resources = packager.getResourcesDir(appOutDir);
  await rm(path.join(resources, 'default_app.asar'), { force: true });
  const shipped = 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node';
  await copyFile(binding, path.join(resources, shipped));
}
