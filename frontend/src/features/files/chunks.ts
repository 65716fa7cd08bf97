/** The most ids or handles that one call takes. */
export const CALL_LIMIT = 10_000;

/** Does something with any number of ids, as many at once as a call takes; answers with how many it was done to. */
export async function inChunks(
  ids: readonly string[],
  work: (ids: string[]) => Promise<{ count: number }>,
  limit = CALL_LIMIT,
): Promise<number> {
  let count = 0;
  for (let at = 0; at < ids.length; at += limit) count += (await work(ids.slice(at, at + limit))).count;
  return count;
}
