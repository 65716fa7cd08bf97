import { expect, test } from 'vitest';
import { levelOf, measureStrength } from './password-strength.ts';

const level = async (password: string, about: string[] = []) =>
  (await measureStrength(password, about)).level;

test('what is on every list is very weak, in both languages', async () => {
  expect(await level('password1')).toBe('veryWeak');
  expect(await level('senha1234')).toBe('veryWeak');
  expect(await level('P@ssw0rd')).toBe('veryWeak');
});

test('four words that nobody puts together are strong', async () => {
  expect(await level('girafa lanterna pudim trovão')).toBe('strong');
});

test('a password made of the own name is weaker than the same for somebody else', async () => {
  const own = await measureStrength('valdirene.quixaba', ['Valdirene Quixabá', 'valdirene.quixaba']);
  const other = await measureStrength('valdirene.quixaba', ['Ana']);
  expect(own.secondsToGuess).toBeLessThan(other.secondsToGuess / 1000);
  expect(own.level).toBe('veryWeak');
});

test('levels begin where guessing takes a minute, a day, months and centuries', () => {
  expect([1e5, 1e7, 1e9, 1e11, 1e14].map(levelOf)).toEqual(['veryWeak', 'weak', 'fair', 'good', 'strong']);
});

test('a very long password is measured by its beginning, not for minutes', async () => {
  expect(await level('x'.repeat(5000))).toBe('veryWeak');
});
