import { expect, test } from 'vitest';
import { readPort } from './read-port.ts';

test.each([
  ['8710', 8710],
  [' 1024 ', 1024],
  ['65535', 65_535],
  ['1023', null],
  ['65536', null],
  ['80', null],
  ['8e3', null],
  ['', null],
])('%j is read as %s', (typed, port) => {
  expect(readPort(typed)).toBe(port);
});
