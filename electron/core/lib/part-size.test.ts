import { expect, test } from 'vitest';
import { partBytesOf, partCount, partLength, WHOLE_MAXIMUM } from './part-size.ts';

const MIB = 1024 * 1024;

test.each([0, 1, WHOLE_MAXIMUM, WHOLE_MAXIMUM + 1, 1024 * MIB, 3000 * MIB, 200_000 * MIB, 5_000_000 * MIB])(
  'the parts of %i bytes are all of them, and no more than S3 takes',
  (size) => {
    const partBytes = partBytesOf(size);
    const count = partCount(size, partBytes);
    expect(count).toBeLessThanOrEqual(10_000);
    const last = partLength(count, size, partBytes) ?? -1;
    expect((count - 1) * partBytes + last).toBe(size);
    expect(partLength(count + 1, size, partBytes)).toBeNull();
    // S3 takes no smaller parts but the last.
    expect(count === 1 || partBytes >= 5 * MIB).toBe(true);
  },
);

test.each([0, -1, 1.5, Number.NaN])('there is no part %d', (number) => {
  expect(partLength(number, 100 * MIB, 8 * MIB)).toBeNull();
});
