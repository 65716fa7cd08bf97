import { expect, test } from 'vitest';
import { targetName, targetsOf } from './targets.ts';

const here = { os: 'linux', arch: 'x64' } as const;

test('without a word about it, installers are for this computer', () => {
  expect(targetsOf(['--linux', 'deb'], here)).toEqual([here]);
  expect(targetsOf([], here)).toEqual([here]);
});

test('every system is combined with every architecture that was asked for', () => {
  expect(targetsOf(['--win', '--mac', '--x64', '--arm64'], here).map(targetName)).toEqual([
    'win-x64',
    'win-arm64',
    'mac-x64',
    'mac-arm64',
  ]);
});
