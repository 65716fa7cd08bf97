import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { cacheFolder } from './cache.ts';

afterEach(() => vi.unstubAllEnvs());

test('MCM_CACHE decides, whatever the system says', () => {
  vi.stubEnv('MCM_CACHE', path.join(os.tmpdir(), 'elsewhere'));
  expect(cacheFolder()).toBe(path.join(os.tmpdir(), 'elsewhere'));
});

test.skipIf(process.platform !== 'linux')(
  'Linux says it with XDG_CACHE_HOME, if that is an absolute path',
  () => {
    vi.stubEnv('MCM_CACHE', '');
    vi.stubEnv('XDG_CACHE_HOME', '/var/cache/me');
    expect(cacheFolder()).toBe('/var/cache/me/mini-cloud-maker');
    vi.stubEnv('XDG_CACHE_HOME', 'cache');
    expect(cacheFolder()).toBe(path.join(os.homedir(), '.cache', 'mini-cloud-maker'));
  },
);
