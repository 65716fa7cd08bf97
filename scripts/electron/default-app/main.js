// What the fallback Electron runs when no app is packed into it: `electron [-r module] <folder of the app>`, as the
// published Electron does. An ES module that awaits the app's own, so that "ready" waits for both.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
const preloads = [];
let folder;
while (args.length > 0 && folder === undefined) {
  const arg = args.shift();
  if (arg === '-r' || arg === '--require') preloads.push(args.shift());
  else if (!arg.startsWith('-')) folder = path.resolve(arg);
}
if (folder === undefined) {
  console.error('Usage: electron [-r module] <folder of the app>');
  process.exit(2);
}

Object.defineProperty(process, 'defaultApp', { value: true });
for (const file of preloads) require(path.resolve(file));

let entry = folder;
const manifestFile = path.join(folder, 'package.json');
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  app.setAppPath(folder);
  app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  entry = path.join(folder, manifest.main ?? 'index.js');
}

try {
  await import(pathToFileURL(entry).href);
} catch (error) {
  // No dialog: nobody sees it under a virtual display, and the process would wait for ever.
  console.error('The app failed while loading.', error);
  app.exit(1);
}
