import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useFileDrop } from './use-file-drop.ts';

afterEach(cleanup);

/** jsdom has no drag events of its own. */
function drag(
  type: string,
  files: File[] = [],
  types = ['Files'],
  target: EventTarget = document.body,
): Event {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types, files, dropEffect: 'none' } });
  act(() => {
    target.dispatchEvent(event);
  });
  return event;
}

function setUp(disabled = false) {
  const dropped: string[][] = [];
  const hook = renderHook(() =>
    useFileDrop((files) => dropped.push(files.map(({ name }) => name)), disabled),
  );
  return { dropped, hovering: () => hook.result.current, unmount: hook.unmount };
}

test('files that hang over the page are noticed until they leave it', () => {
  const { hovering } = setUp();
  drag('dragenter');
  drag('dragenter');
  drag('dragleave');
  expect(hovering()).toBe(true);
  drag('dragleave');
  expect(hovering()).toBe(false);
});

test('a drop hands over all files and ends the hovering', () => {
  const { dropped, hovering } = setUp();
  drag('dragenter');
  const event = drag('drop', [new File(['x'], 'a.txt'), new File([], 'holidays')]);
  expect(dropped).toEqual([['a.txt', 'holidays']]);
  expect(hovering()).toBe(false);
  expect(event.defaultPrevented).toBe(true);
});

test('dragged text is none of its business', () => {
  const { dropped, hovering } = setUp();
  const event = drag('dragenter', [], ['text/plain']);
  drag('drop', [], ['text/plain']);
  expect(hovering()).toBe(false);
  expect(dropped).toEqual([]);
  expect(event.defaultPrevented).toBe(false);
});

test('while it is off, and once the page is left, drops are ignored', () => {
  const off = setUp(true);
  drag('drop', [new File(['x'], 'a.txt')]);
  expect(off.dropped).toEqual([]);
  const left = setUp();
  left.unmount();
  drag('drop', [new File(['x'], 'a.txt')]);
  expect(left.dropped).toEqual([]);
});
