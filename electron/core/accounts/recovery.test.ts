import { expect, test } from 'vitest';
import { hashRecoveryCode, makeRecoveryCode } from './recovery.ts';

test('a code is five groups of five signs that cannot be misread', () => {
  for (let n = 0; n < 200; n += 1) {
    expect(makeRecoveryCode().code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){4}$/u);
  }
});

test('no code comes twice', () => {
  const codes = Array.from({ length: 1000 }, () => makeRecoveryCode().code);
  expect(new Set(codes).size).toBe(1000);
});

test('what is kept does not hold the code', () => {
  const { code, hash } = makeRecoveryCode();
  expect(hash).toMatch(/^[0-9a-f]{64}$/u);
  expect(hash).not.toContain(code.slice(0, 5).toLowerCase());
});

test.each([
  ['small letters', '0123a-bcdef-ghjkm-npqrs-tvwxy'],
  ['no hyphens', '0123ABCDEFGHJKMNPQRSTVWXY'],
  ['spaces and line ends', ' 0123A BCDEF\nGHJKM NPQRS TVWXY '],
  ['other dashes', '0123A–BCDEF—GHJKM‐NPQRS−TVWXY'],
  ['the letter O for the digit 0, I or l for 1', 'O l23a-bcdef-ghjkm-npqrs-tvwxy'],
])('it is recognised when typed with %s', (_how, typed) => {
  expect(hashRecoveryCode(typed)).toBe(hashRecoveryCode('0123A-BCDEF-GHJKM-NPQRS-TVWXY'));
});

test('one wrong sign makes another code', () => {
  expect(hashRecoveryCode('0123B-BCDEF-GHJKM-NPQRS-TVWXY')).not.toBe(
    hashRecoveryCode('0123A-BCDEF-GHJKM-NPQRS-TVWXY'),
  );
});
