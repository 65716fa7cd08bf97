import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { terminalQr } from './headless-qr.ts';

const ADDRESS = 'http://192.168.1.20:8710';
const MARGIN = 4;

/** Whether each module is dark to a camera, as it stands on a terminal of light letters on dark, margin included. */
function seen(code: string): boolean[][] {
  return code.split('\n').flatMap((line) => {
    const cells = line.split('');
    return [cells.map((cell) => !'█▀'.includes(cell)), cells.map((cell) => !'█▄'.includes(cell))];
  });
}

test('the code of a terminal has its dark modules dark and a light margin around them', async () => {
  const { modules } = create(ADDRESS, { errorCorrectionLevel: 'L' });
  const rows = seen(await terminalQr(ADDRESS, false));
  for (const [y, row] of rows.entries())
    for (const [x, dark] of row.entries()) {
      const [top, left] = [y - MARGIN, x - MARGIN];
      const inside = top >= 0 && left >= 0 && top < modules.size && left < modules.size;
      expect(dark, `row ${String(top)}, column ${String(left)}`).toBe(inside && modules.get(top, left) !== 0);
    }
  expect(rows.length).toBeGreaterThanOrEqual(modules.size + 2 * MARGIN);
});

test('a terminal that knows colours is told them, so that the code is the same on light ones', async () => {
  const plain = await terminalQr(ADDRESS, false);
  const coloured = (await terminalQr(ADDRESS, true)).split('\n');
  expect(coloured).toEqual(plain.split('\n').map((line) => `\u001B[97;40m${line}\u001B[0m`));
});
