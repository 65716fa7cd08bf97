import { renderHook } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { errors } from '../../../electron/contract/errors.ts';
import { useFailureText } from './failure-text.ts';
import { startTexts } from './i18n.ts';

/** Details as the core would send them, made up from what the contract says they are. */
function detailsOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries<z.core.$ZodType>(schema.shape).map(([key, inner]) => [key, detailsOf(inner)]),
    );
  if (schema instanceof z.ZodArray) return [detailsOf(schema.element)];
  if (schema instanceof z.ZodNumber) return 1_500_000;
  if (schema instanceof z.ZodNullable) return detailsOf(schema.unwrap());
  return 'SAMPLE';
}

function textsOf(language: 'en' | 'pt-BR') {
  const texts = startTexts(language);
  return renderHook(() => useFailureText(), {
    wrapper: ({ children }) => <I18nextProvider i18n={texts}>{children}</I18nextProvider>,
  }).result.current;
}

const cases = Object.entries(errors).map(([code, { data }]: [string, { data?: z.ZodType }]) => ({
  code,
  data: data === undefined ? undefined : detailsOf(data),
}));

test.each(['en', 'pt-BR'] as const)('every failure reads as whole sentences in %s', (language) => {
  const text = textsOf(language);
  const odd = cases
    .map((failure) => ({ code: failure.code, ...text(failure) }))
    .filter(
      ({ title, message }) =>
        !/^\p{L}[^.{}]+$/u.test(title) ||
        !/^[^{}]+\.$/u.test(message) ||
        /undefined|NaN|errors\./u.test(`${title} ${message}`),
    );
  expect(cases.length).toBeGreaterThan(50);
  expect(odd).toEqual([]);
});

test.each(['en', 'pt-BR'] as const)('a failure without its details still reads well in %s', (language) => {
  const { message } = textsOf(language)({ code: 'DATA_FOLDER_MISSING' });
  expect(message).toMatch(/^(?:The folder of your cloud|A pasta da sua nuvem) /u);
});

test('amounts are written as people read them', () => {
  const { message } = textsOf('pt-BR')({ code: 'QUOTA_EXCEEDED', data: { needed: 1_500_000, free: 999 } });
  expect(message).toContain('1,5\u00A0MB');
  expect(message).toContain('999\u00A0B');
});

test('the last try before a wait is announced', () => {
  const text = textsOf('en');
  const message = (attemptsBeforeWait: number) =>
    text({ code: 'WRONG_CREDENTIALS', data: { attemptsBeforeWait } }).message;
  expect(message(1)).toMatch(/wait/u);
  expect(message(3)).not.toMatch(/wait/u);
});

test('after the last try without a wait nobody is told to try again at once, in Portuguese neither', () => {
  const failure = { code: 'WRONG_CREDENTIALS', data: { attemptsBeforeWait: 0 } };
  expect(textsOf('en')(failure).message).toMatch(/Before the next try/u);
  expect(textsOf('pt-BR')(failure).message).toMatch(/Antes da próxima tentativa/u);
});

test('a code that nobody knows reads like an unexpected error', () => {
  const text = textsOf('en');
  expect(text({ code: 'FROM_THE_FUTURE' })).toEqual(text({ code: 'INTERNAL' }));
});

test('what can be done stands in the order of what helps', () => {
  expect(textsOf('en')({ code: 'DATA_FOLDER_MISSING' }).actions).toEqual([
    'retry',
    'findFolder',
    'chooseFolder',
  ]);
});
