import { expect, test } from 'vitest';
import { Speed } from './speed.ts';

function clocked() {
  let now = 10_000;
  const speed = new Speed(() => now);
  return { speed, pass: (ms: number) => (now += ms) };
}

test('speed is what moved over the last four seconds', () => {
  const { speed, pass } = clocked();
  for (let step = 0; step < 40; step += 1) {
    speed.add(250);
    pass(250);
  }
  expect(speed.bytesPerSecond()).toBeGreaterThanOrEqual(900);
  expect(speed.bytesPerSecond()).toBeLessThanOrEqual(1000);
});

test('speed goes down to nothing when nothing moves', () => {
  const { speed, pass } = clocked();
  speed.add(1_000_000);
  pass(2000);
  expect(speed.bytesPerSecond()).toBeGreaterThan(0);
  pass(2500);
  expect(speed.bytesPerSecond()).toBe(0);
});

test('time left is unknown while nothing moves, and until something has moved for two seconds', () => {
  const { speed, pass } = clocked();
  expect(speed.secondsFor(1000)).toBeNull();
  for (let step = 0; step < 8; step += 1) {
    speed.add(100);
    expect(speed.secondsFor(1000)).toBeNull();
    pass(250);
  }
  speed.add(100);
  expect(speed.secondsFor(4001)).toBe(11);
  expect(speed.secondsFor(0)).toBe(0);
  pass(5000);
  expect(speed.secondsFor(1000)).toBeNull();
});

test('a time of days is not told', () => {
  const { speed, pass } = clocked();
  for (let step = 0; step < 12; step += 1) {
    speed.add(100);
    pass(250);
  }
  expect(speed.secondsFor(1_000_000)).toBeGreaterThan(1000);
  expect(speed.secondsFor(1_000_000_000)).toBeNull();
});
