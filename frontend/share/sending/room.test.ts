import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer, Room } from './calls.ts';
import { followRoom } from './room.ts';

let answers: ((answer: Answer<Room>) => void)[];
let calls: Parameters<typeof followRoom>[0];

beforeEach(() => {
  vi.useFakeTimers();
  // Of this test alone: the pages before it go on listening.
  const own: typeof answers = [];
  answers = own;
  calls = { room: (done) => void own.push(done) };
  document.body.innerHTML = `<p id="full" tabindex="-1" hidden>Full.</p>
    <div id="open"><button>Choose</button><ul id="room"><li>3 more</li><li>Private.</li></ul></div>`;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const answer = (full: boolean, lines: string[] = []) =>
  answers.shift()?.({ kind: 'ok', value: { full, lines } });
const lines = () => [...document.querySelectorAll('li')].map(({ textContent }) => textContent);
const full = () => document.getElementById('full');
const open = () => document.getElementById('open');

test('the page says again and again what still fits', () => {
  followRoom(calls);
  vi.advanceTimersByTime(20_000);
  answer(false, ['2 more', 'Up to 5 MB']);
  expect(lines()).toEqual(['2 more', 'Up to 5 MB', 'Private.']);
  vi.advanceTimersByTime(20_000);
  answer(false, ['1 more']);
  expect(lines()).toEqual(['1 more', 'Private.']);
});

test('once nothing fits the page says so in place of the button, to who was about to press it too', () => {
  document.querySelector('button')?.focus();
  followRoom(calls).look();
  answer(true, ['0 more']);
  expect([full()?.hidden, open()?.hidden]).toEqual([false, true]);
  expect(document.activeElement).toBe(full());
});

test('the button comes back where the owner made room', () => {
  const { look } = followRoom(calls);
  look();
  answer(true);
  look();
  answer(false, ['3 more']);
  expect([full()?.hidden, open()?.hidden]).toEqual([true, false]);
});

test('nothing is asked while nobody looks at the page, and at once when they come back', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  followRoom(calls);
  vi.advanceTimersByTime(60_000);
  const asked = answers.length;
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect([asked, answers.length]).toEqual([0, 1]);
});

test('what happens while an answer is on its way is asked for after it', () => {
  const { look } = followRoom(calls);
  look();
  look();
  const before = answers.length;
  answer(false, ['2 more']);
  expect([before, answers.length]).toEqual([1, 1]);
});

test('it is asked again after nobody answered, and no more once the request is closed', () => {
  followRoom(calls).look();
  answers.shift()?.({ kind: 'away' });
  vi.advanceTimersByTime(20_000);
  expect(answers).toHaveLength(1);
  answers.shift()?.({ kind: 'closed' });
  vi.advanceTimersByTime(60_000);
  expect(answers).toEqual([]);
});
