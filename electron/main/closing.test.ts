import { expect, it } from 'vitest';
import { onLastWindowClosed } from './closing.ts';

it.each([
  [{ keepRunning: true, transfers: 0 }, 'stay'],
  [{ keepRunning: true, transfers: 2 }, 'stay'],
  [{ keepRunning: false, transfers: 0 }, 'quit'],
  [{ keepRunning: false, transfers: 1 }, 'stay-until-idle'],
])('with %o, closing the last window means: %s', (state, closing) => {
  expect(onLastWindowClosed(state)).toBe(closing);
});
