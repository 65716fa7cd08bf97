import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { dropPlace, useFileDrop } from './use-file-drop.ts';

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
    useFileDrop(
      (files, over) => dropped.push([...files.map(({ name }) => name), ...(over === null ? [] : [over.id])]),
      disabled,
    ),
  );
  return { dropped, hovering: () => hook.result.current, unmount: hook.unmount };
}

test('files that hang over the page are noticed until they leave it', () => {
  const { hovering } = setUp();
  drag('dragenter');
  drag('dragenter');
  drag('dragleave');
  expect(hovering()).toEqual({ over: null });
  drag('dragleave');
  expect(hovering()).toBeNull();
});

test('a drop hands over all files and ends the hovering', () => {
  const { dropped, hovering } = setUp();
  drag('dragenter');
  const event = drag('drop', [new File(['x'], 'a.txt'), new File([], 'holidays')]);
  expect(dropped).toEqual([['a.txt', 'holidays']]);
  expect(hovering()).toBeNull();
  expect(event.defaultPrevented).toBe(true);
});

test('dragged text is none of its business', () => {
  const { dropped, hovering } = setUp();
  const event = drag('dragenter', [], ['text/plain']);
  drag('drop', [], ['text/plain']);
  expect(hovering()).toBeNull();
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

test('over a folder of the list, that folder is where they go, and it shows', () => {
  const folder = document.body.appendChild(document.createElement('div'));
  for (const [name, value] of Object.entries(dropPlace({ id: 'photos', name: 'Photos' })))
    folder.setAttribute(name, value);
  const inside = folder.appendChild(document.createElement('span'));
  const { dropped, hovering } = setUp();
  drag('dragenter', [], ['Files'], inside);
  expect(hovering()).toEqual({ over: { id: 'photos', name: 'Photos' } });
  expect(folder.hasAttribute('data-over')).toBe(true);
  drag('drop', [new File(['x'], 'a.txt')], ['Files'], inside);
  expect(dropped).toEqual([['a.txt', 'photos']]);
  expect(folder.hasAttribute('data-over')).toBe(false);
  drag('dragenter');
  drag('drop', [new File(['x'], 'b.txt')]);
  expect(dropped.at(-1)).toEqual(['b.txt']);
  folder.remove();
});
