import { expect, test, vi } from 'vitest';
import type { Changed } from '../../../../../electron/contract/drive.ts';
import type { Client } from '../../../api/client.ts';
import { madeFile } from '../../../test/made.ts';
import type { Changes } from './changes.ts';
import { makeChanges } from './make-changes.ts';
import { makeTurns } from './turns.ts';
import type { Say } from './use-say.ts';

const NODES = ['a', 'b', 'c'].map((id) => madeFile({ id }));
const silent = vi.fn<() => void>();

/**
 * Makes changes by calls of two ids at most; `restore` finds the first name taken, and moving breaks off after so many
 * calls. Tells the batch of each call.
 */
function world(movesBefore = 0) {
  const batches: (string | undefined)[] = [];
  const call = vi.fn<(input: { batch?: string | undefined }) => Promise<Changed>>(({ batch }) => {
    batches.push(batch);
    return Promise.resolve({ count: 1, undoId: `undo ${String(batches.length)}`, conflicts: [] });
  });
  const restore = (input: { ids: string[]; conflicts?: string; batch?: string | undefined }) =>
    call(input).then((done) => ({
      ...done,
      conflicts: NODES.filter(
        ({ id }) => id === 'a' && input.conflicts === 'ask' && input.ids.includes(id),
      ).map((node) => ({ node, existing: node })),
    }));
  const move = (input: { batch?: string | undefined }) =>
    batches.length < movesBefore ? call(input) : Promise.reject(new Error('broken off'));
  const told: (readonly string[])[] = [];
  const tell = (_nodes: unknown, outcome: { undoIds: readonly string[] }) => void told.push(outcome.undoIds);
  const say = {
    transported: tell,
    tagged: tell,
    favoured: tell,
    trashed: tell,
    restored: tell,
    failed: silent,
  };
  const parts: unknown = {
    client: { drive: { trash: call, restore }, organise: { setTags: call, setFavourite: call, move } },
    ask: () => Promise.resolve(new Map([['a', 'keepBoth']])),
    say: () => say,
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what these changes call is stood in for
  const given = parts as { client: Client; ask: Parameters<typeof makeChanges>[0]['ask']; say: () => Say };
  const changes = makeChanges({
    ...given,
    refresh: () => Promise.resolve(),
    nameOf: () => Promise.resolve(''),
    inTurn: makeTurns(),
    limit: 2,
  });
  return { changes, batches, told };
}

test.each<[string, (changes: Changes) => Promise<unknown>]>([
  ['deleting', (changes) => changes.trash(NODES)],
  ['tagging', (changes) => changes.setTags(NODES, { add: ['red'], remove: [] })],
  ['marking', (changes) => changes.setFavourite(NODES, true)],
  ['restoring, with a name that is taken', (changes) => changes.restore(NODES)],
])('%s in several calls is one change, which one Ctrl+Z takes back', async (_what, act) => {
  const { changes, batches, told } = world();
  await act(changes);
  expect(batches.length).toBeGreaterThan(1);
  expect(new Set(batches).size).toBe(1);
  expect(batches[0]).toBeDefined();
  expect(told).toEqual([[`undo ${String(batches.length)}`]]);
  expect(silent).not.toHaveBeenCalled();
});

test.each([
  ['nothing', 0, false],
  ['a part', 1, true],
  ['all', 2, true],
])('moving tells whether it did anything: %s', async (_what, movesBefore, done) => {
  const { changes } = world(movesBefore);
  expect(await changes.transport('move', NODES, { id: 'goal', name: 'Goal' })).toBe(done);
});
