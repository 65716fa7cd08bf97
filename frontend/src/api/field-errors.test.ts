import { expect, test } from 'vitest';
import type { Failure } from '../../../electron/contract/errors.ts';
import { sortFailure } from './field-errors.ts';

const text = ({ code }: Failure) => ({
  title: `title of ${code}`,
  message: `message of ${code}`,
  actions: [],
});
const sort = (failure: Failure, ...shown: Parameters<typeof sortFailure>[1]) =>
  sortFailure(failure, shown, text, 'no spaces');

test('a failure about a box stands beside that box', () => {
  expect(sort({ code: 'USER_NAME_TAKEN' }, 'userName')).toEqual({
    fields: { userName: 'message of USER_NAME_TAKEN' },
    other: null,
  });
});

test('a failure about a box that the form does not have stands above the form', () => {
  const failure: Failure = { code: 'USER_NAME_TAKEN' };
  expect(sort(failure, 'name')).toEqual({ fields: {}, other: failure });
});

test('an invalid user name is told how it should be', () => {
  const failure: Failure = { code: 'INVALID_INPUT', data: { fields: ['userName'] } };
  expect(sort(failure, 'name', 'userName').fields).toEqual({ userName: 'no spaces' });
});

test('anything else stands above the form', () => {
  const failure: Failure = { code: 'INTERNAL' };
  expect(sort(failure, 'name').other).toEqual(failure);
});
