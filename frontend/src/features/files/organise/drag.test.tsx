import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DriveNode } from '../../../../../electron/contract/drive.ts';
import { madeFile } from '../../../test/made.ts';
import { type Changes, ChangesContext } from './changes.ts';
import { dragProps, NODES_MIME, useDropFolder, useDropTrash } from './drag.ts';

const LETTER = madeFile({ id: 'letter' });
const PHOTOS: DriveNode = { ...LETTER, id: 'photos', name: 'Photos', kind: 'folder', type: null };

const nothing = () => Promise.resolve();
const changes = {
  transport: vi.fn<Changes['transport']>(() => Promise.resolve(true)),
  duplicate: nothing,
  rename: nothing,
  setTags: nothing,
  setFavourite: nothing,
  trash: vi.fn<Changes['trash']>(nothing),
  restore: nothing,
  undo: nothing,
} satisfies Changes;

/** What a browser hands along with a drag; jsdom has none. */
function transfer(...types: string[]) {
  const data = new Map(types.map((type) => [type, '']));
  return {
    get types() {
      return [...data.keys()];
    },
    setData: (type: string, value: string) => void data.set(type, value),
    setDragImage: vi.fn<(image: Element, x: number, y: number) => void>(),
    effectAllowed: 'none',
    dropEffect: 'none',
  };
}

function Folder({ id, name, above }: { id: string | null; name: string; above?: (string | null)[] }) {
  const { dropProps, over } = useDropFolder(id, name, above);
  return (
    <div {...dropProps} data-testid={name}>
      {name}
      {over ? <span>yes</span> : null}
    </div>
  );
}

function Trash() {
  return (
    <div {...useDropTrash().dropProps} data-testid="trash">
      Trash
    </div>
  );
}

/** What is selected, and what hangs from the pointer once {@link start} took it up. */
let hanging: ReturnType<typeof transfer>;
function show(selected: readonly DriveNode[], from?: string | null) {
  render(
    <ChangesContext value={changes}>
      <div {...dragProps(() => selected, from)} data-testid="source">
        source
      </div>
      <Folder id="work" name="Work" />
      <Folder id="home" name="Home" />
      <Folder id="2026" name="Inside" above={[null, 'photos']} />
      <Folder id="photos" name="Photos" />
      <Trash />
    </ChangesContext>,
  );
}
function start(): void {
  fireEvent.dragStart(screen.getByTestId('source'), { dataTransfer: hanging });
}
/** Hangs over something; answers whether that takes it. */
function over(name: string, keys: { ctrlKey?: boolean } = {}): boolean {
  const target = screen.getByTestId(name);
  // jsdom knows no drag events, so the keys that are held are handed to a plain one.
  const event = Object.assign(createEvent.dragOver(target, { dataTransfer: hanging }), {});
  Object.defineProperty(event, 'ctrlKey', { value: keys.ctrlKey ?? false });
  fireEvent(target, event);
  return event.defaultPrevented;
}
function drop(name: string, keys: { ctrlKey?: boolean } = {}): void {
  const target = screen.getByTestId(name);
  const event = createEvent.drop(target, { dataTransfer: hanging });
  Object.defineProperty(event, 'ctrlKey', { value: keys.ctrlKey ?? false });
  fireEvent(target, event);
}

beforeEach(() => {
  hanging = transfer();
});
afterEach(() => {
  fireEvent.dragEnd(screen.getByTestId('source'));
  cleanup();
  vi.clearAllMocks();
});

test('all that is selected is moved to the folder that it is dropped on', () => {
  show([LETTER, PHOTOS], 'home');
  start();
  expect(hanging.types).toEqual([NODES_MIME]);
  expect(over('Work')).toBe(true);
  expect(hanging.dropEffect).toBe('move');
  expect(screen.getByTestId('Work')).toHaveProperty('dataset.over', '');
  drop('Work');
  expect(changes.transport.mock.calls).toEqual([['move', [LETTER, PHOTOS], { id: 'work', name: 'Work' }]]);
  expect(screen.getByTestId('Work').dataset['over']).toBeUndefined();
});

test('a number hangs from the pointer when it is more than one', () => {
  show([LETTER, PHOTOS]);
  start();
  const [image] = hanging.setDragImage.mock.calls[0] ?? [];
  expect(image?.textContent).toBe('letter.txt2');
});

test('with Ctrl it is copied, even to where it is', () => {
  show([LETTER], 'home');
  start();
  expect(over('Home')).toBe(false);
  expect(over('Home', { ctrlKey: true })).toBe(true);
  expect(hanging.dropEffect).toBe('copy');
  drop('Home', { ctrlKey: true });
  expect(changes.transport.mock.calls).toEqual([['copy', [LETTER], { id: 'home', name: 'Home' }]]);
});

test.each(['Photos', 'Inside', 'Home'])('%s refuses it, and shows that', (name) => {
  show([PHOTOS], 'home');
  start();
  expect(over(name)).toBe(false);
  expect(screen.getByTestId(name).dataset['refused']).toBe('');
  drop(name);
  expect(changes.transport).not.toHaveBeenCalled();
  expect(screen.getByTestId(name).dataset['refused']).toBeUndefined();
});

test('the trash takes anything', () => {
  show([LETTER], 'home');
  start();
  expect(over('trash')).toBe(true);
  drop('trash');
  expect(changes.trash.mock.calls).toEqual([[[LETTER]]]);
});

test('files of the computer and drags of other windows are left to others', () => {
  show([LETTER], 'home');
  hanging = transfer('Files');
  expect(over('Work')).toBe(false);
  hanging = transfer(NODES_MIME);
  expect(over('Work'), 'nothing was taken up in this window').toBe(false);
  drop('Work');
  expect(changes.transport).not.toHaveBeenCalled();
});
