import { expect, test } from 'vitest';
import { rememberedVolume, rememberVolume } from './volume.ts';

function memory(kept: string | null = null) {
  let value = kept;
  return {
    getItem: () => value,
    setItem(_: string, next: string) {
      value = next;
    },
  };
}

test('it is full to begin with', () => {
  expect(rememberedVolume(memory())).toEqual({ level: 1, muted: false });
});

test('it is as it was the last time', () => {
  const storage = memory();
  rememberVolume(storage, { level: 0.25, muted: true });
  expect(rememberedVolume(storage)).toEqual({ level: 0.25, muted: true });
});

test.each(['loud', '7', '-1'])('what is no volume (%s) counts as full', (kept) => {
  expect(rememberedVolume(memory(kept)).level).toBe(1);
});
