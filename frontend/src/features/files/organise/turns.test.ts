import { expect, test } from 'vitest';
import { makeTurns } from './turns.ts';

test('one thing is done after the other, even when the one before it fails', async () => {
  const inTurn = makeTurns();
  const told: string[] = [];
  let finish: () => void = () => undefined;
  const first = inTurn(async () => {
    told.push('first begins');
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    told.push('first ends');
    throw new Error('it failed');
  });
  const second = inTurn(() => {
    told.push('second');
    return Promise.resolve('done');
  });
  await Promise.resolve();
  await Promise.resolve();
  expect(told).toEqual(['first begins']);
  finish();
  await expect(first).rejects.toThrow('it failed');
  expect(await second).toBe('done');
  expect(told).toEqual(['first begins', 'first ends', 'second']);
});
