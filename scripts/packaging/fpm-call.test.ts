import { expect, test } from 'vitest';
import { controlFile, readCall } from './fpm-call.ts';

const argv = [
  ['-s', 'dir', '--force', '-t', 'deb'],
  ['-d', 'libgtk-3-0', '-d', 'libnss3', '--deb-recommends', 'libappindicator3-1'],
  ['--deb-compression', 'xz', '--architecture', 'amd64', '--version', '0.1.0'],
  ['--description', 'Your cloud.\n Keeps files.\n\n At home.', '--package', '/r/a.deb'],
  ['--name', 'mini-cloud-maker', '--maintainer', 'M <m@example.org>', '--url=https://example.org/?a=b'],
  ['/r/linux-unpacked/=/opt/Mini Cloud Maker', '/r/icon=1.png=/usr/share/icons/a.png'],
].flat();

test('a call as electron-builder makes it is understood', () => {
  const call = readCall(argv);
  expect(call.depends).toEqual(['libgtk-3-0', 'libnss3']);
  expect(call.recommends).toEqual(['libappindicator3-1']);
  expect(call.options.get('url')).toBe('https://example.org/?a=b');
  expect(call.files).toEqual([
    { from: '/r/linux-unpacked/', to: '/opt/Mini Cloud Maker' },
    { from: '/r/icon=1.png', to: '/usr/share/icons/a.png' },
  ]);
});

test('the control file says what dpkg needs, with sizes in KiB and the description folded', () => {
  expect(controlFile(readCall(argv), 2049)).toBe(
    [
      'Package: mini-cloud-maker',
      'Version: 0.1.0',
      'Architecture: amd64',
      'Maintainer: M <m@example.org>',
      'Installed-Size: 3',
      'Depends: libgtk-3-0, libnss3',
      'Recommends: libappindicator3-1',
      'Section: utils',
      'Priority: optional',
      'Homepage: https://example.org/?a=b',
      'Description: Your cloud.',
      ' Keeps files.',
      ' At home.',
      '',
    ].join('\n'),
  );
});

test('another kind of package is refused', () => {
  expect(() => readCall(['-t', 'rpm'])).toThrow('only Debian packages');
});
