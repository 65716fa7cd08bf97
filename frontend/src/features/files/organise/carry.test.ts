import { describe, expect, test, vi } from 'vitest';
import type {
  Changed,
  ConflictChoice,
  DriveNode,
  Moved,
  NameConflict,
} from '../../../../../electron/contract/drive.ts';
import type { ConflictDecision } from '../../../ui/conflict-dialog.tsx';
import { madeFile } from '../../../test/made.ts';
import { type Ask, carry, withoutOwn } from './carry.ts';

const node = (id: string): DriveNode => madeFile({ id });
const conflict = (id: string, existing = `${id} there`): NameConflict => ({
  node: node(id),
  existing: node(existing),
});

/** A place where the names of `taken` are taken; remembers what it was asked to do. */
function place(...taken: string[]) {
  const calls: [string[], ConflictChoice][] = [];
  const call = (ids: string[], choice: ConflictChoice): Promise<Changed> => {
    calls.push([ids, choice]);
    const conflicts =
      choice === 'ask' ? ids.filter((id) => taken.includes(id)).map((id) => conflict(id)) : [];
    const count = ids.length - conflicts.length;
    return Promise.resolve({ count, undoId: count === 0 ? null : `undo ${String(calls.length)}`, conflicts });
  };
  return { calls, call };
}

const never: Ask = () => Promise.reject(new Error('nothing was to be asked'));
const answer =
  (decisions: Record<string, ConflictDecision>): Ask =>
  () =>
    Promise.resolve(new Map(Object.entries(decisions)));

test('what does not conflict needs no answer', async () => {
  const { calls, call } = place();
  const outcome = await carry({ ids: ['a', 'b'], call, ask: never });
  expect(calls).toEqual([[['a', 'b'], 'ask']]);
  expect(outcome).toEqual({ count: 2, leftOut: new Set(), undoIds: ['undo 1'], leftIn: [] });
});

test('more than a call takes goes in several, and what conflicts in any of them is asked about once', async () => {
  const { calls, call } = place('b', 'e');
  const ask = vi.fn<Ask>(answer({ b: 'skip', e: 'skip' }));
  const outcome = await carry({ ids: ['a', 'b', 'c', 'd', 'e'], call, ask, limit: 2 });
  expect(calls.map(([ids]) => ids)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(ask.mock.calls[0]?.[0].map(({ node: { id } }) => id)).toEqual(['b', 'e']);
  expect(outcome.count).toBe(3);
  expect(outcome.leftOut).toEqual(new Set(['b', 'e']));
});

test('what conflicts is done again by answer: all that is replaced together, all that is kept together', async () => {
  const { calls, call } = place('a', 'b', 'c', 'd');
  const ask = answer({ a: 'replace', b: 'keepBoth', c: 'replace', d: 'skip' });
  const outcome = await carry({ ids: ['a', 'b', 'c', 'd', 'e'], call, ask });
  expect(calls.slice(1)).toEqual([
    [['a', 'c'], 'replace'],
    [['b'], 'keepBoth'],
  ]);
  expect(outcome).toEqual({
    count: 4,
    leftOut: new Set(['d']),
    undoIds: ['undo 1', 'undo 2', 'undo 3'],
    leftIn: [],
  });
});

test('an answer that does not come leaves out what conflicts, and nothing else', async () => {
  const { calls, call } = place('a');
  const outcome = await carry({ ids: ['a', 'b'], call, ask: () => Promise.resolve(null) });
  expect(calls).toHaveLength(1);
  expect(outcome).toMatchObject({ count: 1, leftOut: new Set(['a']) });
});

test('a failure in the middle tells what was done before it', async () => {
  const failure = new Error('the disk is full');
  const { call } = place();
  const failing = (ids: string[], choice: ConflictChoice): Promise<Changed> =>
    ids.includes('c') ? Promise.reject(failure) : call(ids, choice);
  const outcome = await carry({ ids: ['a', 'b', 'c'], call: failing, ask: never, limit: 2 });
  expect(outcome).toEqual({ count: 2, leftOut: new Set(), undoIds: ['undo 1'], leftIn: [], failure });
});

test('says once whose trash has the originals, however many calls put something there', async () => {
  const { call } = place();
  const from = { a: { owner: '', mine: true }, b: { owner: 'Bia', mine: false } };
  const moving = async ([id]: string[], choice: ConflictChoice): Promise<Moved> => ({
    ...(await call([id ?? ''], choice)),
    leftIn: [id === 'b' ? from.b : from.a],
  });
  const outcome = await carry({ ids: ['a', 'b', 'c'], call: moving, ask: never, limit: 1 });
  expect(outcome.leftIn).toEqual([from.a, from.b]);
});

describe('what stands in its own way', () => {
  const own = conflict('a', 'a');

  test('is copied beside itself without a question', async () => {
    expect(await withoutOwn('copy', never)([own])).toEqual(new Map([['a', 'keepBoth']]));
  });

  test('stays where it is when it is moved', async () => {
    expect(await withoutOwn('move', never)([own])).toEqual(new Map([['a', 'skip']]));
  });

  test('is no reason not to ask about the others', async () => {
    const ask = vi.fn<Ask>(answer({ b: 'replace' }));
    const decisions = await withoutOwn('copy', ask)([own, conflict('b')]);
    expect(ask.mock.calls[0]?.[0].map(({ node: { id } }) => id)).toEqual(['b']);
    expect(decisions).toEqual(
      new Map([
        ['b', 'replace'],
        ['a', 'keepBoth'],
      ]),
    );
  });
});
