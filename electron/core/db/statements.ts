import type Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept; those used longest ago go first. */
const KEPT = 300;

/**
 * The database as Kysely sees it, with its prepared statements kept: the same few hundred statements are asked for
 * all the time, and preparing one often takes longer than running it.
 */
export function keepingStatements(sqlite: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement>();
  return {
    close: () => {
      kept.clear();
      sqlite.close();
    },
    prepare(text): SqliteStatement {
      const known = kept.get(text);
      // One that is being read row by row cannot be begun again.
      if (known?.busy === true) return asKysely(sqlite.prepare(text));
      const statement = known ?? sqlite.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      if (kept.size > KEPT) {
        const [oldest = ''] = kept.keys();
        kept.delete(oldest);
      }
      return asKysely(statement);
    },
  };
}

function asKysely(statement: Database.Statement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters),
    run: (parameters) => statement.run(parameters),
    iterate: (parameters) => statement.iterate(parameters),
  };
}
