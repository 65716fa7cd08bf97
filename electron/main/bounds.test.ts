import { describe, expect, it } from 'vitest';
import { placeWindow } from './bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const right = { x: 1440, y: 0, width: 2560, height: 1440 };
const last = { x: 1600, y: 100, width: 1200, height: 800 };

describe('a window opens', () => {
  it('in the middle the first time, no larger than the screen', () => {
    expect(placeWindow(undefined, [laptop])).toEqual({ width: 1280, height: 820 });
    expect(placeWindow(undefined, [{ ...laptop, width: 1024, height: 700 }])).toEqual({
      width: 1024,
      height: 700,
    });
  });

  it('where it was, on any screen', () => {
    expect(placeWindow(last, [laptop, right])).toEqual(last);
  });

  it('on the main screen when the one it was on is gone', () => {
    expect(placeWindow(last, [laptop])).toEqual({ width: 1200, height: 800 });
  });

  it('where it can be taken hold of, not with its top edge outside', () => {
    expect(placeWindow({ ...last, x: 100, y: -40 }, [laptop])).toEqual({ width: 1200, height: 800 });
    expect(placeWindow({ ...last, x: 1380, y: 100 }, [laptop])).toEqual({ width: 1200, height: 800 });
  });

  it('partly outside, if that is how the person left it', () => {
    expect(placeWindow({ ...last, x: -600, y: 100 }, [laptop])).toEqual({ ...last, x: -600, y: 100 });
  });

  it('never smaller than the page needs', () => {
    expect(placeWindow({ x: 0, y: 25, width: 300, height: 200 }, [laptop])).toEqual({
      x: 0,
      y: 25,
      width: 900,
      height: 600,
    });
  });
});
