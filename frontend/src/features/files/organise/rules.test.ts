import { describe, expect, test } from 'vitest';
import type { DriveNode, PlacedNode } from '../../../../../electron/contract/drive.ts';
import { madeFile } from '../../../test/made.ts';
import { afterPasting, type Clipboard, leaving, pasting } from './clipboard.ts';
import { type Dragged, verdict } from './drag-rules.ts';
import { commonFolder, refusal } from './place-rules.ts';
import { recentPlaces, rememberPlace } from './recent-places.ts';
import { changesEnding, stemLength } from './stem.ts';

function node(id: string, kind: 'file' | 'folder' = 'file'): DriveNode {
  return madeFile({ id, kind, name: id, sizeBytes: null, type: null, mime: null });
}
const placed = (id: string, ...path: string[]): PlacedNode => ({
  ...node(id),
  path: path.map((name) => ({ id: name, name })),
});

describe('what is dragged', () => {
  const dragged: Dragged = {
    nodes: [node('photos', 'folder'), node('letter')],
    from: 'home',
    reach: 'own',
  };
  const folder = (id: string | null, ...above: (string | null)[]) => ({
    kind: 'folder' as const,
    id,
    above,
    own: false,
  });

  test('is moved to another folder, and copied when that is wanted', () => {
    expect(verdict(dragged, folder('work'), false)).toBe('move');
    expect(verdict(dragged, folder(null), false)).toBe('move');
    expect(verdict(dragged, folder('work'), true)).toBe('copy');
  });

  test('does not go into itself, nor into what is in it, not even as a copy', () => {
    expect(verdict(dragged, folder('photos', 'home'), false)).toBe('refused');
    expect(verdict(dragged, folder('2026', null, 'home', 'photos'), false)).toBe('refused');
    expect(verdict(dragged, folder('2026', null, 'home', 'photos'), true)).toBe('refused');
  });

  test('is not moved to where it is, but may be copied there', () => {
    expect(verdict(dragged, folder('home'), false)).toBe('refused');
    expect(verdict(dragged, folder('home'), true)).toBe('copy');
    expect(verdict({ ...dragged, from: null }, folder(null), false)).toBe('refused');
  });

  test('from several folders may go to any of them', () => {
    expect(verdict({ ...dragged, from: undefined }, folder('home'), false)).toBe('move');
  });

  test('goes into the trash, unless one may only look', () => {
    expect(verdict(dragged, { kind: 'trash' }, true)).toBe('move');
    expect(verdict({ ...dragged, reach: 'write' }, { kind: 'trash' }, false)).toBe('move');
    expect(verdict({ ...dragged, reach: 'read' }, { kind: 'trash' }, false)).toBe('refused');
  });

  test('from what somebody shares is copied to one’s own, and moved within it by those who may', () => {
    const mine = { ...folder('work'), own: true };
    expect(verdict({ ...dragged, reach: 'write' }, mine, false)).toBe('copy');
    expect(verdict({ ...dragged, reach: 'read' }, mine, false)).toBe('copy');
    expect(verdict({ ...dragged, reach: 'write' }, folder('work'), false)).toBe('move');
    expect(verdict({ ...dragged, reach: 'read' }, folder('work'), false)).toBe('refused');
    expect(verdict({ ...dragged, reach: 'read' }, folder('work'), true)).toBe('refused');
  });
});

describe('the clipboard', () => {
  const cut: Clipboard = { how: 'cut', nodes: [node('a'), node('b')], from: null };
  const copied: Clipboard = { ...cut, how: 'copy' };

  test('pastes into a folder only', () => {
    expect(pasting(cut, 'folder')).toBe('move');
    expect(pasting(cut, null)).toBe('move');
    expect(pasting(copied, 'folder')).toBe('copy');
    expect(pasting(copied, undefined)).toBeNull();
    expect(pasting(null, 'folder')).toBeNull();
    expect(pasting({ ...cut, nodes: [] }, 'folder')).toBeNull();
  });

  test('gives what was cut once, and what was copied as often as one likes', () => {
    expect(afterPasting(cut)).toBeNull();
    expect(afterPasting(copied)).toBe(copied);
  });

  test('draws faint what was cut', () => {
    expect(leaving(cut)).toEqual(new Set(['a', 'b']));
    expect(leaving(copied)).toEqual(new Set());
    expect(leaving(null)).toEqual(new Set());
  });
});

describe('a place in the dialog', () => {
  const nodes = [node('photos', 'folder')];
  const place = (id: string | null, ...above: string[]) => ({
    id,
    name: id ?? 'Files',
    above: above.map((name) => ({ id: name, name })),
  });

  test('is refused where something would go into itself', () => {
    expect(refusal('move', nodes, null, place('photos'))).toBe('intoItself');
    expect(refusal('copy', nodes, null, place('2026', 'photos'))).toBe('intoItself');
  });

  test('is refused where they are, except for copies', () => {
    expect(refusal('move', nodes, 'home', place('home'))).toBe('alreadyHere');
    expect(refusal('move', nodes, null, place(null))).toBe('alreadyHere');
    expect(refusal('copy', nodes, 'home', place('home'))).toBeNull();
    expect(refusal('move', nodes, undefined, place(null))).toBeNull();
  });

  test('begins in the folder that all have in common', () => {
    expect(commonFolder([node('a')], 'shown')).toBe('shown');
    expect(commonFolder([placed('a', 'x', 'y'), placed('b', 'x', 'y')], undefined)).toBe('y');
    expect(commonFolder([placed('a'), placed('b')], undefined)).toBeNull();
    expect(commonFolder([placed('a', 'x'), placed('b', 'y')], undefined)).toBeUndefined();
    expect(commonFolder([node('a')], undefined)).toBeUndefined();
  });
});

test('the folders used last are kept for each person, the newest first, each once', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  for (const id of ['a', 'b', 'a', 'c', 'd', 'e']) rememberPlace(storage, 'ana', id);
  rememberPlace(storage, 'ana', null);
  expect(recentPlaces(storage, 'ana')).toEqual(['e', 'd', 'c', 'a']);
  expect(recentPlaces(storage, 'bia')).toEqual([]);
});

describe('a name to be changed', () => {
  test('is marked up to its ending', () => {
    expect(stemLength({ kind: 'file', name: 'holiday.2026.jpg' })).toBe('holiday.2026'.length);
    expect(stemLength({ kind: 'file', name: 'README' })).toBe('README'.length);
    expect(stemLength({ kind: 'file', name: '.profile' })).toBe('.profile'.length);
    expect(stemLength({ kind: 'folder', name: 'v1.2' })).toBe('v1.2'.length);
  });

  test('warns of another ending, not of other letters in it', () => {
    expect(changesEnding({ kind: 'file', name: 'a.jpg' }, 'b.png')).toBe(true);
    expect(changesEnding({ kind: 'file', name: 'a.jpg' }, 'b')).toBe(true);
    expect(changesEnding({ kind: 'file', name: 'a.jpg' }, 'b.JPG')).toBe(false);
    expect(changesEnding({ kind: 'file', name: 'a.jpg' }, '')).toBe(false);
    expect(changesEnding({ kind: 'folder', name: 'v1.2' }, 'v1.3')).toBe(false);
  });
});
