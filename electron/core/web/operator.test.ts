import { expect, test } from 'vitest';
import { makeOperator } from './operator.ts';

function start() {
  let done = false;
  let told = 0;
  const operator = makeOperator({
    setupDone: () => done,
    onCode: () => {
      told += 1;
    },
  });
  return {
    operator,
    told: () => told,
    finish: () => {
      done = true;
    },
  };
}

test('the code is worth one token, also typed in small letters and without its hyphens', () => {
  const { operator } = start();
  const code = operator.code() ?? '';
  const token = operator.exchange(code.toLowerCase().replaceAll('-', ' '));
  expect(operator.is(token ?? undefined)).toBe(true);
  expect(operator.exchange(code)).toBeNull();
});

test('a wrong code gives nothing, and neither does a made-up token', () => {
  const { operator } = start();
  expect(operator.exchange('AAAAA-AAAAA-AAAAA-AAAAA')).toBeNull();
  expect(operator.is('made up')).toBe(false);
  expect(operator.is(undefined)).toBe(false);
});

test('wrong codes leave the one that is shown as it is', () => {
  const { operator, told } = start();
  const code = operator.code() ?? '';
  for (let tries = 0; tries < 100; tries += 1) operator.exchange('AAAAA-AAAAA-AAAAA-AAAAA');
  expect(told()).toBe(0);
  expect(operator.exchange(code)).not.toBeNull();
});

test('a code that was used is followed by another, and whoever shows it is told', () => {
  const { operator, told } = start();
  const code = operator.code() ?? '';
  operator.exchange(code);
  expect(told()).toBe(1);
  expect(operator.code()).not.toBe(code);
});

test('after the first run neither code nor token is worth anything', () => {
  const { operator, finish } = start();
  const code = operator.code() ?? '';
  const token = operator.exchange(code) ?? undefined;
  finish();
  expect(operator.code()).toBeNull();
  expect(operator.exchange(code)).toBeNull();
  expect(operator.is(token)).toBe(false);
});
