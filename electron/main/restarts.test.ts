import { expect, it } from 'vitest';
import { makeRestarts } from './restarts.ts';

function clocked() {
  let time = 1_000_000;
  const restarts = makeRestarts(() => time);
  return {
    dieAfter(ms: number) {
      restarts.started();
      time += ms;
      return restarts.died();
    },
  };
}

it('waits longer each time and gives up after five deaths in a row', () => {
  const process = clocked();
  const delays = Array.from({ length: 6 }, () => process.dieAfter(100));
  expect(delays).toEqual([500, 1000, 2000, 4000, 8000, null]);
});

it('begins anew after a process that lived for a minute', () => {
  const process = clocked();
  for (let death = 0; death < 5; death += 1) process.dieAfter(100);
  expect(process.dieAfter(60_000)).toBe(500);
});
