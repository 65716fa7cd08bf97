import fc from 'fast-check';

/** One thing that somebody does; the numbers choose among what there is at that moment. */
export interface Act {
  readonly kind:
    | 'folder'
    | 'upload'
    | 'replace'
    | 'rename'
    | 'move'
    | 'copy'
    | 'tag'
    | 'favourite'
    | 'trash'
    | 'restore'
    | 'version'
    | 'undo'
    | 'forever';
  readonly one: number;
  readonly other: number;
  readonly name: number;
  readonly how: number;
}

/** Any of them, those that can be taken back and undo more often than others. */
export const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(
    'folder',
    'folder',
    'upload',
    'upload',
    'upload',
    'replace',
    'rename',
    'move',
    'move',
    'move',
    'copy',
    'copy',
    'tag',
    'favourite',
    'trash',
    'trash',
    'restore',
    'version',
    'undo',
    'undo',
    'undo',
    'undo',
    'forever',
  ),
  one: fc.nat(1000),
  other: fc.nat(1000),
  name: fc.nat(1000),
  how: fc.nat(1000),
});
