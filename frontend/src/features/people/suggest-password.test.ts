import { expect, test } from 'vitest';
import { measureStrength } from '../../ui/password-strength.ts';
import { suggestPassword } from './suggest-password.ts';

test('a suggested password is strong, readable and never the same', async () => {
  const suggested = Array.from({ length: 50 }, suggestPassword);
  expect(new Set(suggested).size).toBe(50);
  for (const password of suggested) expect(password).toMatch(/^[a-z]{6}-[a-z]{6}-[a-z]{6}$/u);
  expect((await measureStrength(suggested[0] ?? '', [])).level).toBe('strong');
});
