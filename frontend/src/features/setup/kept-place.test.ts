import { beforeEach, expect, test } from 'vitest';
import { keepPlace, type KeptPlace, lostPlaceOf, readPlace } from './kept-place.ts';

const SERVER = { endpoint: 'http://nas:9000', region: 'us-east-1', bucket: 'ours' };

beforeEach(() => localStorage.clear());

test.each<KeptPlace>([
  { use: 'new', kind: 'folder', folder: '/home/zoé/Nuvem' },
  { use: 'lost', kind: 'server', server: SERVER },
])('what was chosen is there again when the app is opened again: $kind', (place) => {
  keepPlace(place);
  expect(readPlace()).toEqual(place);
  keepPlace(null);
  expect(localStorage).toHaveLength(0);
});

test('keys to a server are never kept, nor an address that holds some', () => {
  const server = {
    ...SERVER,
    endpoint: 'http://key:girafa@nas:9000',
    accessKey: 'girafa',
    secretKey: 'girafa',
  };
  keepPlace({ use: 'lost', kind: 'server', server });
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('girafa');
});

test('a server is looked at again once its keys are entered again', () => {
  expect(lostPlaceOf({ use: 'lost', kind: 'server', server: SERVER })).toEqual({
    kind: 'server',
    external: { ...SERVER, accessKey: '', secretKey: '' },
  });
  expect(lostPlaceOf({ use: 'new', kind: 'folder', folder: '/data' })).toBeNull();
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"use":"new","kind":"folder"}',
  '{"use":"x","kind":"folder","folder":"/a"}',
  '{"use":"new","kind":"server","server":{"endpoint":1}}',
])('what cannot be read is no place: %j', (kept) => {
  localStorage.setItem('mcm.setup.place', kept);
  expect(readPlace()).toBeNull();
});
