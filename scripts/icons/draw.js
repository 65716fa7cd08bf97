// Run by Electron: draws SVG texts as PNG images of the sizes asked for, and prints them as base64.
import { app, BrowserWindow } from 'electron';

/** Runs in the page. */
async function drawAll(drawings) {
  const entries = await Promise.all(
    drawings.map(async ({ name, svg, size }) => {
      const image = new Image();
      // Drawn sharp only when the drawing itself is of that size.
      image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', `<svg width="${size}" height="${size}" `))}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = size;
      canvas.height = size;
      canvas.getContext('2d').drawImage(image, 0, 0, size, size);
      return [name, canvas.toDataURL('image/png').split(',')[1]];
    }),
  );
  return JSON.stringify(Object.fromEntries(entries));
}

async function main() {
  await app.whenReady();
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<title>icons</title>');
  const drawn = await window.webContents.executeJavaScript(
    `(${drawAll.toString()})(${process.env.MCM_DRAWINGS})`,
  );
  process.stdout.write(`\nDRAWN ${drawn}\n`, () => app.exit(0));
}

main().catch((error) => {
  console.error(error);
  app.exit(1);
});
