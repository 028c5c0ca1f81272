/**
 * SQLite through `libsql`: one connection to one file, which other processes may have open too.
 *
 * Every transaction begins as a writer (`begin immediate`), so none can fail halfway for want of the lock. Waiting for the
 * lock is done here and not by SQLite's own busy handler, which would block this process, and with it a transaction of ours
 * on another connection that the wait is for. Transactions begin and end by `exec`, as libsql keeps a prepared statement that
 * failed open until it is collected, and an open statement keeps the connection from committing.
 */
import { dirname } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { type Dialect, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import Libsql from 'libsql';
import type { SqlDialect } from './dialect.ts';
import { makeFolder } from './make-folder.ts';
import { explainSqlite } from './sqlite-errors.ts';

const PAUSE_MS = 20;

/** Statements kept for the next time; each holds on to the values that it was last run with. */
const KEPT_STATEMENTS = 32;

export interface SqliteFile {
  readonly path: string;
  readonly connection: Libsql.Database;
  /** How long to wait for a lock that another program holds. */
  readonly waitMs: number;
}

/**
 * Opens the file, and makes it and its folder where they are missing.
 * @throws OperatorError where it cannot be opened, is no database or is damaged; a file that is there is left as it is.
 */
export async function openSqliteFile(path: string, waitMs: number): Promise<SqliteFile> {
  try {
    makeFolder(dirname(path));
    const file = { path, connection: new Libsql(path), waitMs };
    await prepare(file);
    return file;
  } catch (error) {
    throw explainSqlite(error, { path, waitMs }) ?? error;
  }
}

async function prepare(file: SqliteFile): Promise<void> {
  const { connection } = file;
  try {
    await patiently(file, () => checkPages(connection));
    await patiently(file, () => connection.exec('pragma journal_mode = wal'));
    // With less than `full` a power cut takes back the last commits, and with them that a post was claimed and may be out.
    connection.exec('pragma synchronous = full; pragma foreign_keys = on');
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Reads every page, about 1 ms a megabyte: damage is better found now than by whoever first asks for what is gone. */
function checkPages(connection: Libsql.Database): void {
  const [found] = connection.prepare('pragma quick_check(1)').all([]);
  const verdict = String(Object.values(Object(found))[0]);
  if (verdict !== 'ok') throw new Libsql.SqliteError(verdict, 'SQLITE_CORRUPT');
}

/** For what fails at once and whole where another connection has the lock. */
async function patiently({ connection, waitMs }: SqliteFile, attempt: () => void): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    connection.exec('pragma busy_timeout = 0');
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || waited >= waitMs) throw error;
    } finally {
      connection.exec(`pragma busy_timeout = ${waitMs}`);
    }
    await pause(PAUSE_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Libsql.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

export function sqliteDialect(file: SqliteFile): SqlDialect {
  return {
    kysely: kyselyDialect(file),
    name: file.path,
    lockMigrations: async () => {},
    lockRows: (query) => query,
    skipLocked: (query) => query,
    explain: (error) => explainSqlite(error, file),
  };
}

function kyselyDialect(file: SqliteFile): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class ImmediateDriver extends SqliteDriver {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    super({ database: { prepare: keepStatements(file.connection), close: () => close(file) } });
    this.#file = file;
  }

  /** Gives way first: libsql works at once, so transactions in a row would keep all else in the process waiting. */
  override async beginTransaction(): Promise<void> {
    await nextTurn();
    await patiently(this.#file, () => this.#file.connection.exec('begin immediate'));
  }

  override async commitTransaction(): Promise<void> {
    this.#file.connection.exec('commit');
  }

  /** A full disk makes SQLite roll back by itself, and a second time is an error. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#file.connection.inTransaction) this.#file.connection.exec('rollback');
  }
}

/** The same SQL is prepared once while it is in use, as libsql frees a statement and its values only when it is collected. */
function keepStatements(connection: Libsql.Database): (sql: string) => Libsql.Statement {
  const kept = new Map<string, Libsql.Statement>();
  return (sql) => {
    const statement = kept.get(sql) ?? connection.prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement); // last in the order: used last
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_STATEMENTS) break;
      kept.delete(oldest);
    }
    return statement;
  };
}

/** Leaves all in the main file, so that a copy of it alone is whole; libsql itself may keep the write-ahead log open for a while. */
function close({ connection }: SqliteFile): void {
  try {
    connection.exec('pragma busy_timeout = 0; pragma wal_checkpoint(truncate)');
  } finally {
    connection.close();
  }
}
