import { expect, it } from 'vitest';
import { desktopEntryText } from './desktop-entry.ts';

const exec = (command: string[]) => /^Exec=(?<line>.*)$/mu.exec(desktopEntryText(command))?.groups?.['line'];

it('names the program and its arguments, each in quotes', () => {
  expect(exec(['/opt/Mini Cloud Maker/mini-cloud-maker', '--background'])).toBe(
    '"/opt/Mini Cloud Maker/mini-cloud-maker" "--background"',
  );
});

it('keeps a path with signs of the shell and of the standard as it is', () => {
  expect(exec(['/home/ana/50%/"a" $b'])).toBe(String.raw`"/home/ana/50%%/\\"a\\" \\$b"`);
});
