import { z } from 'zod';
import type { Db } from '../db/schema.ts';

/** What a copy of the records says of itself, so that it can be offered without being fetched. */
const about = z.object({
  format: z.literal(1),
  at: z.string(),
  cloudId: z.string(),
  cloudName: z.string(),
  people: z.int(),
  files: z.int(),
});
export type About = z.infer<typeof about>;

/** Reads what a copy says of itself; null when it does not say it in a way that is known here. */
export function parseAbout(text: string): About | null {
  try {
    return about.parse(JSON.parse(text));
  } catch {
    return null; // damaged or from another version: the copy itself decides
  }
}

/** How much the records tell of. */
export async function contentsOf(db: Db): Promise<Pick<About, 'people' | 'files'>> {
  const row = await db
    .selectFrom('users')
    .select((eb) => [
      eb.fn.countAll<number>().as('people'),
      eb.fn.sum<number | null>('file_count').as('files'),
    ])
    .executeTakeFirst();
  return { people: row?.people ?? 0, files: row?.files ?? 0 };
}
