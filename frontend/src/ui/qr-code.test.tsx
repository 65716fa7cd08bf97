import { render, screen } from '@testing-library/react';
import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { QrCode } from './qr-code.tsx';

const TEXT = 'http://192.168.1.20:8710/s/Abc123';

/** Which modules a path of the form `M x y h w v1 H x z` makes dark. */
function darkOf(path: string): Set<string> {
  const dark = new Set<string>();
  for (const { groups } of path.matchAll(/M(?<x>\d+) (?<y>\d+)h(?<width>\d+)v1H\d+z/gu)) {
    const { x, y, width } = groups ?? {};
    for (let at = 0; at < Number(width); at += 1) dark.add(`${String(Number(x) + at)},${String(y)}`);
  }
  return dark;
}

test('it draws exactly the modules of the code, with four of white around them', () => {
  render(<QrCode text={TEXT} label="QR code" />);
  const drawn = darkOf(
    screen.getByRole('img', { name: 'QR code' }).querySelector('path')?.getAttribute('d') ?? '',
  );
  const { modules } = create(TEXT, { errorCorrectionLevel: 'M' });
  const meant = new Set<string>();
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1)
      if (modules.get(y, x) !== 0) meant.add(`${String(x + 4)},${String(y + 4)}`);
  expect(drawn).toEqual(meant);
});

test('it is dark on white whatever the theme, as many cameras read nothing else', () => {
  render(<QrCode text={TEXT} label="in any theme" />);
  const code = screen.getByRole('img', { name: 'in any theme' });
  expect(code.querySelector('rect')?.getAttribute('fill')).toBe('#fff');
  expect(code.querySelector('path')?.getAttribute('fill')).toBe('#000');
});
