// Draws the icons of the app from the SVG files in resources/icons, with Electron. Run it when a drawing changed:
// `node scripts/run.mjs icons`; the results are committed, so nobody else needs it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { resolveElectron } from './electron/resolve.ts';
import { icns, ico } from './icons/containers.ts';
import { command, Problem } from './lib/problem.ts';
import { root } from './lib/project.ts';
import { capture } from './lib/run.ts';
import { openDisplay } from './system/display.ts';
import { ensureLibraries } from './system/libraries.ts';
import { sandboxArgs } from './system/sandbox.ts';

const folder = path.join(root, 'resources', 'icons');
/** Icons of the page, for browsers and the home screens of phones. */
const webFolder = path.join(root, 'frontend', 'public', 'icons');
const WEB = [192, 512];
/** As large as Apple's phones ask for. */
const TOUCH = 180;
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const WINDOWS = [16, 24, 32, 48, 64, 128, 256];
const MAC = [16, 32, 64, 128, 256, 512, 1024];
/** Up to this size the drawing made for few pixels is used. */
const SMALL = 32;

interface Drawing {
  readonly name: string;
  readonly svg: string;
  readonly size: number;
}

await command(async () => {
  const [full, small, tray] = await Promise.all(
    ['icon.svg', 'icon-small.svg', 'tray.svg'].map(async (name) => readFile(path.join(folder, name), 'utf8')),
  );
  if (full === undefined || small === undefined || tray === undefined)
    throw new Problem('A drawing is missing.');
  const plain = (size: number): string => (size <= SMALL ? small : full);
  // Apple's icons stand in a wider margin.
  const mac = full.replace('viewBox="0 0 512 512"', 'viewBox="-22 -22 556 556"');
  const white = tray.replace('fill="#000" mask', 'fill="#fff" mask');

  // Phones cut the icon to a shape of their own, so its colour has to reach the edges.
  const filled = full.replace(
    /<rect x="32" y="32" width="448" height="448" rx="104"/u,
    '<rect width="512" height="512"',
  );
  if (filled === full) throw new Problem('icon.svg has another ground than before.');

  const drawn = await draw([
    ...LINUX.map((size) => ({ name: `plain-${size}`, svg: plain(size), size })),
    ...MAC.map((size) => ({ name: `mac-${size}`, svg: size <= SMALL ? small : mac, size })),
    ...WEB.map((size) => ({ name: `web-${size}`, svg: full, size })),
    ...WEB.map((size) => ({ name: `maskable-${size}`, svg: filled, size })),
    { name: 'apple-touch', svg: filled, size: TOUCH },
    { name: 'trayTemplate', svg: tray, size: 16 },
    { name: 'trayTemplate@2x', svg: tray, size: 32 },
    { name: 'tray-white', svg: white, size: 32 },
  ]);
  const png = (name: string): Buffer => {
    const data = drawn.get(name);
    if (data === undefined) throw new Problem(`${name} was not drawn.`);
    return data;
  };
  await mkdir(path.join(folder, 'png'), { recursive: true });
  await mkdir(webFolder, { recursive: true });
  const write = async (name: string, data: Buffer): Promise<void> => writeFile(path.join(folder, name), data);
  const writeWeb = async (name: string, data: Buffer | string): Promise<void> =>
    writeFile(path.join(webFolder, name), data);
  await Promise.all([
    ...LINUX.map(async (size) => write(`png/${size}x${size}.png`, png(`plain-${size}`))),
    writeWeb('favicon.svg', small),
    ...WEB.map(async (size) => writeWeb(`icon-${size}.png`, png(`web-${size}`))),
    ...WEB.map(async (size) => writeWeb(`maskable-${size}.png`, png(`maskable-${size}`))),
    writeWeb('apple-touch-icon.png', png('apple-touch')),
    write('icon.ico', ico(WINDOWS.map((size) => ({ size, png: png(`plain-${size}`) })))),
    write('icon.icns', icns(MAC.map((size) => ({ size, png: png(`mac-${size}`) })))),
    ...['trayTemplate', 'trayTemplate@2x', 'tray-white'].map(async (name) => write(`${name}.png`, png(name))),
  ]);
});

async function draw(drawings: readonly Drawing[]): Promise<Map<string, Buffer>> {
  const electron = await resolveElectron();
  await ensureLibraries(electron.executable);
  const display = await openDisplay();
  try {
    const app = path.join(root, 'scripts', 'icons', 'draw.js');
    const { code, output } = await capture(electron.executable, [...sandboxArgs(electron.executable), app], {
      env: { ...electron.env, ...display.env, MCM_DRAWINGS: JSON.stringify(drawings) },
      timeoutMs: 60_000,
    });
    const answer = /^DRAWN (?<json>.*)$/mu.exec(output)?.groups?.['json'];
    if (code !== 0 || answer === undefined) throw new Problem(`Drawing failed.\n${output}`);
    const images = z.record(z.string(), z.base64()).parse(JSON.parse(answer));
    return new Map(Object.entries(images).map(([name, data]) => [name, Buffer.from(data, 'base64')]));
  } finally {
    await display.close();
  }
}
