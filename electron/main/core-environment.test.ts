import { expect, it } from 'vitest';
import { coreEnvironment } from './core-environment.ts';

it('the core gets what it needs of the environment, in any case of letters', () => {
  const needed = {
    Path: 'C:\\bin',
    SystemRoot: 'C:\\Windows',
    https_proxy: 'http://p',
    LC_ALL: 'pt_BR',
    MCM_X: '1',
  };
  expect(coreEnvironment(needed)).toEqual(needed);
});

it.each([
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'LD_PRELOAD',
  'MINIO_ROOT_PASSWORD',
  'AWS_SECRET_ACCESS_KEY',
])('%s stays outside', (name) => {
  expect(coreEnvironment({ [name]: 'x' })).toEqual({});
});
