import { expect, test } from 'vitest';
import { contractCalls } from '../../tests/support/contract-calls.ts';

test('every call says who may make it', () => {
  expect(contractCalls().length).toBeGreaterThan(40);
});

test('what can be asked before sign-in is this short list and nothing else', () => {
  const open = contractCalls().filter(({ meta }) => meta.access === 'anyone');
  expect(open.map(({ path }) => path.join('.')).toSorted()).toEqual([
    'cloud.info',
    'session.me',
    'session.recover',
    'session.signIn',
    'setup.state',
  ]);
});
