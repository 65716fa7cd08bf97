import { expect, test } from 'vitest';
import { FairLine, type Way } from './ways.ts';

const line = () => new FairLine<string>();
const from = (way: Way, origin = 'one') => ({ way, origin });

/** Everybody in the order of their turns. */
function turns(of: FairLine<string>): string[] {
  const all: string[] = [];
  for (let job = of.next(); job !== undefined; job = of.next()) all.push(job);
  return all;
}

test('the window goes first, the other ways take turns', () => {
  const waiting = line();
  for (const at of [1, 2]) {
    for (const way of ['share', 'network', 'here'] as const)
      waiting.enter(from(way, `${way} ${String(at)}`), `${way} ${String(at)}`);
  }
  waiting.enter(from('window'), 'window');
  expect(turns(waiting)).toEqual([
    'window',
    'here 1',
    'network 1',
    'share 1',
    'here 2',
    'network 2',
    'share 2',
  ]);
});

test('addresses of one way take turns', () => {
  const waiting = line();
  for (const at of [1, 2, 3]) waiting.enter(from('network', 'many'), `many ${String(at)}`);
  waiting.enter(from('network', 'phone'), 'phone');
  expect(turns(waiting)).toEqual(['many 1', 'phone', 'many 2', 'many 3']);
});

test('strangers at the passwords of shares take no place of people, nor of this computer', () => {
  const waiting = line();
  for (let at = 0; at < 100; at += 1) waiting.enter(from('share', String(at)), `guess ${String(at)}`);
  for (const way of ['window', 'here', 'inside', 'network'] as const)
    expect(waiting.enter(from(way), way)).toBeNull();
  expect(turns(waiting).slice(0, 6)).toEqual(['window', 'here', 'inside', 'network', 'guess 0', 'guess 1']);
});

test('one address has few places, and where a line is full, who has most gives way to who has less', () => {
  const waiting = line();
  for (let at = 0; at < 6; at += 1) expect(waiting.enter(from('network', 'a'), `a${String(at)}`)).toBeNull();
  expect(waiting.enter(from('network', 'a'), 'a6')).toBe('a6');
  for (const origin of ['b', 'c', 'd']) {
    for (let at = 0; at < 6; at += 1) waiting.enter(from('network', origin), `${origin}${String(at)}`);
  }
  expect(waiting.enter(from('network', 'phone'), 'phone')).toBe('a5');
  expect(turns(waiting)).toHaveLength(24);
});

test('who comes when all have as few is refused', () => {
  const waiting = line();
  for (let at = 0; at < 24; at += 1) waiting.enter(from('share', String(at)), String(at));
  expect(waiting.enter(from('share', 'late'), 'late')).toBe('late');
  expect(waiting.clear()).toHaveLength(24);
  expect(waiting.next()).toBeUndefined();
});
