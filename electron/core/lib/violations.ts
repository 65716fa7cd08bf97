/** What the databases say when a row would break a rule: SQLite's names, and the numbers of the SQL standard. */
const BROKEN = /^(?:SQLITE_CONSTRAINT|23503$|23505$)/;

/** True for an error that means: a name, a key or a reference that the database watches over would be broken. */
export function breaksRule(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && BROKEN.test(error.code)
  );
}
