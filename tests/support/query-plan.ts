import { sql } from 'kysely';
import type { Db } from '../../electron/core/db/schema.ts';

/** How SQLite would answer a query, a line a step. */
export async function queryPlan(
  db: Db,
  query: { compile(): { sql: string; parameters: readonly unknown[] } },
): Promise<string[]> {
  const { sql: text, parameters } = query.compile();
  const parts = text.split('?').map((part) => sql.raw(part));
  const whole = parts.flatMap((part, index) =>
    index < parameters.length ? [part, sql.val(parameters[index])] : [part],
  );
  const explained = sql<{ detail: string }>`explain query plan ${sql.join(whole, sql.raw(''))}`;
  return (await explained.execute(db)).rows.map(({ detail }) => detail);
}
