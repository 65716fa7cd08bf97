import { expect, test } from 'vitest';
import { endInOrder } from './end-in-order.ts';

test('each thing ends when the one before has ended', async () => {
  const ended: string[] = [];
  const slow = async () => {
    await new Promise(setImmediate);
    ended.push('first');
  };
  await endInOrder(
    [
      ['first', slow],
      ['second', () => ended.push('second')],
    ],
    () => expect.unreachable(),
  );
  expect(ended).toEqual(['first', 'second']);
});

test('what fails, at once or later, is told and keeps nothing from ending', async () => {
  const ended: string[] = [];
  const failed: [string, unknown][] = [];
  const [now, later] = [new Error('now'), new Error('later')];
  await endInOrder(
    [
      [
        'throws',
        () => {
          throw now;
        },
      ],
      ['rejects', () => Promise.reject(later)],
      ['last', () => ended.push('last')],
    ],
    (name, error) => failed.push([name, error]),
  );
  expect(ended).toEqual(['last']);
  expect(failed).toEqual([
    ['throws', now],
    ['rejects', later],
  ]);
});
