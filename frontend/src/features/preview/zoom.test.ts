import { describe, expect, test } from 'vitest';
import { fitScale, fitted, isLarger, kept, LARGEST, pushed, wheelFactor, zoomedTo } from './zoom.ts';

const STAGE = { width: 1048, height: 648 };
const LARGE = { width: 4000, height: 3000 };
const SMALL = { width: 32, height: 32 };

describe('a picture that fits', () => {
  test('a large one is made small enough in both ways, with some room around it', () => {
    expect(fitScale(STAGE, LARGE)).toBe(0.2);
    expect(fitScale(STAGE, { width: 10_000, height: 10 })).toBe(0.1);
  });

  test('a small one is not blown up', () => {
    expect(fitScale(STAGE, SMALL)).toBe(1);
  });

  test('a stage or picture without extent is no reason to divide by nothing', () => {
    expect(fitScale({ width: 0, height: 0 }, LARGE)).toBe(1);
    expect(fitScale(STAGE, { width: 0, height: 0 })).toBe(1);
  });
});

describe('magnifying', () => {
  test('what is below the pointer stays there', () => {
    const before = fitted(STAGE, LARGE);
    const around = { x: 60, y: -40 };
    const after = zoomedTo(before, 1, around, STAGE, LARGE);
    const under = ({ scale, x, y }: typeof before) => [(around.x - x) / scale, (around.y - y) / scale];
    expect(after.scale).toBe(1);
    expect(under(after)).toEqual(under(before));
  });

  test('it ends at the largest magnification and at the whole picture', () => {
    const whole = fitted(STAGE, LARGE);
    expect(zoomedTo(whole, 1000, { x: 0, y: 0 }, STAGE, LARGE).scale).toBe(LARGEST);
    expect(zoomedTo(whole, 0.001, { x: 0, y: 0 }, STAGE, LARGE).scale).toBe(whole.scale);
  });

  test('a wheel turned away makes larger, back again the same as before', () => {
    expect(wheelFactor(-100, false)).toBeGreaterThan(1);
    expect(wheelFactor(-100, false) * wheelFactor(100, false)).toBeCloseTo(1);
    expect(wheelFactor(-100, true)).toBeGreaterThan(wheelFactor(-100, false));
  });
});

describe('pushing', () => {
  test('a picture that is larger than the stage never leaves a gap at its edge', () => {
    const full = { scale: 1, x: 0, y: 0 };
    expect(isLarger(full, STAGE, LARGE)).toBe(true);
    const pushedFar = pushed(full, { x: 99_999, y: -99_999 }, STAGE, LARGE);
    expect(pushedFar).toEqual({ scale: 1, x: (4000 - 1048) / 2, y: -(3000 - 648) / 2 });
  });

  test('a picture that fits stays in the middle', () => {
    const small = { scale: 1, x: 0, y: 0 };
    expect(isLarger(small, STAGE, SMALL)).toBe(false);
    expect(pushed(small, { x: 50, y: 50 }, STAGE, SMALL)).toEqual(small);
  });

  test('when the window grows, a picture that was pushed comes back into sight', () => {
    const pushedAside = { scale: 0.3, x: 500, y: 500 };
    expect(kept(pushedAside, { width: 2000, height: 2000 }, LARGE)).toEqual({ scale: 0.3, x: 0, y: 0 });
  });
});
