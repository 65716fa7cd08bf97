import Database from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { migrations } from './migrations/list.ts';
import type { Db, Schema } from './schema.ts';
import { addSearchFunctions } from './search-functions.ts';
import { keepingStatements } from './statements.ts';

export interface OpenOptions {
  /** The database file; its folder is made when missing. */
  readonly file: string;
  /** Path of the native binding where the shipped one does not fit this runtime. */
  readonly nativeBinding: string | null;
  readonly log: Log;
}

export interface OpenDatabase {
  readonly db: Db;
  /** Writes a consistent copy beside a running database. */
  backup(to: string): Promise<void>;
  close(): Promise<void>;
}

/** Backups made before migrations that are kept. */
const BACKUPS_KEPT = 3;

/**
 * Opens the database, checks it and brings it up to date, after a backup when there is anything to lose.
 * Throws DATABASE_DAMAGED or DATABASE_NEWER_VERSION.
 */
export async function openDatabase({ file, nativeBinding, log }: OpenOptions): Promise<OpenDatabase> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const sqlite = openChecked(file, nativeBinding);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepingStatements(sqlite) }) });
  const backup = async (to: string) => {
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await sqlite.backup(`${to}.part`);
    await rename(`${to}.part`, to);
  };
  try {
    await migrate(db, file, backup, log);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, backup, close: () => db.destroy() };
}

function openChecked(file: string, nativeBinding: string | null): Database.Database {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(file, nativeBinding === null ? {} : { nativeBinding });
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('cache_size = -16384');
    // A statement with triggers keeps a journal of its own, which needs no disk.
    sqlite.pragma('temp_store = MEMORY');
    addSearchFunctions(sqlite);
    const check = sqlite.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw new Error(`quick_check: ${String(check)}`);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    const code = error instanceof Database.SqliteError ? error.code : '';
    const damaged = code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
    if (damaged || (error instanceof Error && error.message.startsWith('quick_check')))
      throw fail('DATABASE_DAMAGED', undefined, error);
    throw error;
  }
}

async function migrate(db: Db, file: string, backup: (to: string) => Promise<void>, log: Log): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const tables = await db.introspection.getTables();
  if (tables.some((table) => table.name === 'cloud')) {
    const executed = await db
      .withTables<{ kysely_migration: { name: string } }>()
      .selectFrom('kysely_migration')
      .select('name')
      .execute();
    if (executed.some(({ name }) => !(name in migrations))) throw fail('DATABASE_NEWER_VERSION');
    if (executed.length === Object.keys(migrations).length) return;
    const folder = path.join(path.dirname(file), 'backups');
    await backup(path.join(folder, `${new Date().toISOString().replaceAll(/[:.]/gu, '-')}.sqlite`));
    const old = (await readdir(folder)).toSorted().slice(0, -BACKUPS_KEPT);
    await Promise.all(old.map((name) => rm(path.join(folder, name))));
  }
  const { error, results } = await migrator.migrateToLatest();
  for (const { migrationName, status } of results ?? []) log.info({ migrationName, status }, 'migration');
  if (error !== undefined) throw new Error('migration failed', { cause: error });
}
