import { expect, test } from 'vitest';
import { letGo } from './let-go.ts';

test('memory that is a chunk’s own is gone', () => {
  const chunk = Buffer.allocUnsafeSlow(1024);
  letGo(chunk);
  expect(chunk.length).toBe('transfer' in ArrayBuffer.prototype ? 0 : 1024);
});

test('memory that others share stays', () => {
  const whole = Buffer.allocUnsafeSlow(1024).fill(7);
  letGo(whole.subarray(0, 512));
  expect(whole[0]).toBe(7);
});
