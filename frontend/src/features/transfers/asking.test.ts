import { expect, test } from 'vitest';
import type { Transfer, TransfersEvent } from '../../../../electron/contract/transfers.ts';
import { madeTotals } from '../../test/made.ts';
import { type AskingState, askingNext, NOTHING_ASKED, oneAnswer } from './asking.ts';

const upload = (name: string, batchId: string, status: Transfer['status'] = 'asking'): Transfer => ({
  id: name,
  batchId,
  direction: 'upload',
  status,
  name,
  folderId: null,
  totalBytes: 5,
  doneBytes: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  failure: null,
  modifiedAt: '2026-02-03T04:05:06.000Z',
  existing: { sizeBytes: 3, modifiedAt: '2026-01-01T00:00:00.000Z' },
  createdAt: '2026-03-01T00:00:00.000Z',
});
const event = (items: Transfer[], reading = false): TransfersEvent => ({
  items,
  totals: madeTotals({ asking: items.filter(({ status }) => status === 'asking').length, reading }),
});
const after = (state: AskingState, next: TransfersEvent) => askingNext(state, { kind: 'event', event: next });

test('a batch is asked about once all of it has been read, with what is here and what comes', () => {
  const reading = after(NOTHING_ASKED, event([upload('a', '1')], true));
  expect(reading.asked).toBeNull();
  const read = after(reading, event([upload('a', '1'), upload('b', '1'), upload('x', '1', 'running')]));
  expect(read.asked).toEqual({
    batchId: '1',
    conflicts: ['a', 'b'].map((id) => ({
      id,
      name: id,
      kind: 'file',
      incoming: { sizeBytes: 5, modifiedAt: '2026-02-03T04:05:06.000Z' },
      existing: { sizeBytes: 3, modifiedAt: '2026-01-01T00:00:00.000Z' },
      canReplace: true,
    })),
  });
});

test('what is being asked stays as it is, whatever comes meanwhile', () => {
  const asked = after(NOTHING_ASKED, event([upload('a', '1')]));
  const later = after(asked, event([upload('a', '1'), upload('b', '2')], true));
  expect(later.asked).toBe(asked.asked);
});

test('closing asks no more by itself, the next batch does, and the person can ask again', () => {
  const asked = after(NOTHING_ASKED, event([upload('a', '1')]));
  const closed = after(askingNext(asked, { kind: 'close' }), event([upload('a', '1')]));
  expect(closed.asked).toBeNull();
  expect(after(closed, event([upload('a', '1'), upload('b', '2')])).asked?.batchId).toBe('2');
  expect(askingNext(closed, { kind: 'ask' }).asked?.batchId).toBe('1');
});

test('one answer for all is told from answers that differ', () => {
  expect(
    oneAnswer(
      new Map([
        ['a', 'skip'],
        ['b', 'skip'],
      ]),
    ),
  ).toBe('skip');
  expect(
    oneAnswer(
      new Map([
        ['a', 'skip'],
        ['b', 'replace'],
      ]),
    ),
  ).toBeNull();
});
