import { parseSync } from 'oxc-parser';
import { beforeAll, expect, test } from 'vitest';
import { root } from './lib/project.ts';
import { buildShareScript } from './share-script.ts';

/** Syntax that Safari of iOS 9 or Chrome 50 does not read. */
const TOO_NEW = [
  'ArrowFunctionExpression',
  'AwaitExpression',
  'ImportExpression',
  'ChainExpression',
  'SpreadElement',
  'RestElement',
  'ForOfStatement',
  'ObjectPattern',
  'ArrayPattern',
  'PropertyDefinition',
];

let script = '';
beforeAll(async () => {
  script = await buildShareScript(root);
});

test('the script of the share pages is small', () => {
  expect(script.length).toBeLessThan(30_000);
});

test('the script of the share pages is read by browsers of 2016', () => {
  const { program, errors } = parseSync('share.js', script, { sourceType: 'script' });
  expect(errors).toEqual([]);
  const types = new Set<string>();
  const declared = new Set<string>();
  JSON.stringify(program, (key, value: unknown) => {
    if (key === 'type' && typeof value === 'string') types.add(value);
    if (key === 'kind' && typeof value === 'string') declared.add(value);
    return value;
  });
  expect(TOO_NEW.filter((type) => types.has(type))).toEqual([]);
  expect(declared).not.toContain('let');
  expect(declared).not.toContain('const');
  expect(script).not.toMatch(
    /\bfetch\(|new URLSearchParams|IntersectionObserver|\.append\(|\.replaceChildren\(/u,
  );
});
