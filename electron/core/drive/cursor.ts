import type { z } from 'zod';
import { fail } from '../lib/errors.ts';

/** Where a page ended, as an opaque text. */
export function encodeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/** What {@link encodeCursor} was given; throws INVALID_INPUT for anything else. */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (error) {
    throw fail('INVALID_INPUT', { fields: ['cursor'] }, error);
  }
}
