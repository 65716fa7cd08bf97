import { expect, test } from 'vitest';
import { missingOptional } from './check-lock.ts';

const tool = { version: '1.0.0', optionalDependencies: { 'tool-linux': '1.0.0', 'tool-windows': '1.0.0' } };

test('an optional package that the lock file lacks is named', () => {
  const packages = { '': {}, 'node_modules/tool': tool, 'node_modules/tool-linux': {} };
  expect(missingOptional({ packages })).toEqual([
    'package-lock.json lacks tool-windows@1.0.0, which node_modules/tool@1.0.0 may need',
  ]);
});

test('it is found beside the package, inside it, and at every level above', () => {
  const packages = {
    '': {},
    'node_modules/a': {},
    'node_modules/a/node_modules/@s/tool': tool,
    'node_modules/a/node_modules/@s/tool/node_modules/tool-linux': {},
    'node_modules/a/node_modules/tool-windows': {},
  };
  expect(missingOptional({ packages })).toEqual([]);
});
