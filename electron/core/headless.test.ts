import path from 'node:path';
import { expect, test } from 'vitest';
import { startFailure } from './headless.ts';
import { fail } from './lib/errors.ts';

const HOME = path.join(path.sep, 'home', 'ana', 'core');

test('a cloud that runs already is told as that, in the language of the terminal', () => {
  expect(startFailure(fail('CLOUD_IN_USE'), 'en', HOME)).toContain('already running');
  expect(startFailure(fail('CLOUD_IN_USE'), 'pt-BR', HOME)).toContain('já está funcionando');
});

test('records that are damaged or of a newer version are told with what to do', () => {
  expect(startFailure(fail('DATABASE_DAMAGED'), 'en', HOME)).toContain(path.join(HOME, 'database'));
  expect(startFailure(fail('DATABASE_NEWER_VERSION'), 'pt-BR', HOME)).toContain('versão mais nova');
});

test('any other failure names its code and where the logs are, and nothing of the error itself', () => {
  expect(startFailure(fail('DISK_FULL', { folder: HOME, free: 0 }), 'en', HOME)).toContain('DISK_FULL');
  const unexpected = startFailure(new Error('secret words'), 'en', HOME);
  expect(unexpected).toContain(path.join(HOME, 'logs'));
  expect(unexpected).not.toContain('secret words');
});
