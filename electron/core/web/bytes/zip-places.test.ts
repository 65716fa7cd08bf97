import { expect, test } from 'vitest';
import { makeZipPlaces } from './zip-places.ts';

test('a device has so many places and no more, until it gives one back, once', () => {
  const places = makeZipPlaces({ all: 10, ofOne: 2 });
  const first = places.take('192.168.1.5');
  expect(places.take('192.168.1.5')).not.toBeNull();
  expect(places.take('192.168.1.5')).toBeNull();
  expect(places.take('192.168.1.6')).not.toBeNull();
  first?.();
  first?.();
  expect(places.take('192.168.1.5')).not.toBeNull();
  expect(places.take('192.168.1.5')).toBeNull();
});

test('all devices together have so many places', () => {
  const places = makeZipPlaces({ all: 2, ofOne: 2 });
  places.take('192.168.1.5');
  const last = places.take('192.168.1.6');
  expect(places.take('192.168.1.7')).toBeNull();
  last?.();
  expect(places.take('192.168.1.7')).not.toBeNull();
});
