import { expect, test } from 'vitest';
import { parseSharePath } from './share-path.ts';

const TOKEN = 'abcdefghij-_ABCDEFGHIJ';
const ID = '019b2c5e-0000-7000-8000-00000000000a';

test.each([
  ['', { kind: 'top' }],
  [`/d/${ID}`, { kind: 'folder', id: ID }],
  [`/p/${ID}`, { kind: 'page', id: ID }],
  [`/f/${ID}`, { kind: 'download', id: ID }],
  [`/v/${ID}`, { kind: 'view', id: ID }],
  [`/t/${ID}`, { kind: 'picture', id: ID }],
  ['/zip', { kind: 'zip', id: null }],
  [`/zip/${ID}`, { kind: 'zip', id: ID }],
  ['/api/begin', { kind: 'api', call: 'begin' }],
])('what lies at %j of a share', (below, target) => {
  expect(parseSharePath(`/s/${TOKEN}${below}`)).toEqual({ token: TOKEN, target });
});

test.each([
  '/s',
  '/s/',
  '/s/short',
  `/s/${TOKEN}%2f`,
  `/s/${TOKEN}/f`,
  `/s/${TOKEN}/f/`,
  `/s/${TOKEN}/f/../${ID}`,
  `/s/${TOKEN}/f/${ID}/x`,
  `/s/${TOKEN}/f/${ID.toUpperCase()}`,
  `/s/${TOKEN}/toString/${ID}`,
  `/s/${TOKEN}/constructor`,
  `/s/${TOKEN}/zip/x`,
  `/s/${TOKEN}/api`,
  `/s/${TOKEN}//f/${ID}`,
  `/s/${'a'.repeat(101)}`,
])('%s is no address of any share', (path) => {
  expect(parseSharePath(path)).toBeNull();
});
