import { beforeEach, expect, test, vi } from 'vitest';
import { makeMoments, type Moments } from './moments.ts';

interface Answer {
  readonly owner: string;
  readonly number: number;
}

let moments: Moments<Answer>;
let asked: number;
beforeEach(() => {
  moments = makeMoments(({ owner }) => owner);
  asked = 0;
});

async function answerOf(owner: string): Promise<Answer> {
  asked += 1;
  const number = asked;
  await new Promise(setImmediate);
  return { owner, number };
}
const ask = (question: string, owner = 'ana') => moments.answer(question, () => answerOf(owner));

test('what many ask at the same moment is asked once', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask('page')));
  expect(new Set(answers).size).toBe(1);
  expect(asked).toBe(1);
  await ask('another page');
  expect(asked).toBe(2);
});

test('what changed is asked anew, and nothing else is', async () => {
  await ask('page of ana');
  await ask('page of bia', 'bia');
  moments.forget('ana');
  expect((await ask('page of bia', 'bia')).number).toBe(2);
  expect((await ask('page of ana')).number).toBe(3);
});

test('what changed while it was being asked is asked anew', async () => {
  const early = ask('page');
  moments.forget('ana');
  expect((await ask('page')).number).toBe(2);
  expect((await early).number).toBe(1);
});

test('a failure is told to those who asked, and not kept', async () => {
  const failing = () => Promise.reject(new Error('not now'));
  const both = await Promise.allSettled([moments.answer('page', failing), moments.answer('page', failing)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await ask('page')).number).toBe(1);
});

test('after a moment it is asked anew', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    await ask('page');
    vi.advanceTimersByTime(999);
    expect((await ask('page')).number).toBe(1);
    vi.advanceTimersByTime(2);
    expect((await ask('page')).number).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test('only so many answers are kept', async () => {
  for (let at = 0; at < 400; at += 1) await ask(`page ${at}`);
  expect((await ask('page 399')).number).toBe(400);
  expect((await ask('page 0')).number).toBe(401);
});
