/**
 * Fresh databases for tests, one a test, removed when the test is over: SQLite files always, PostgreSQL databases where
 * TEST_DATABASE_URL names a server on which databases may be made.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { type OpenStore, openStore, type StoreOptions } from '../../src/store/open-store.ts';

/**
 * Address of a PostgreSQL server whose user may make databases and roles, as `postgres://postgres:password@host:5432/postgres`;
 * undefined where there is none to test on.
 */
export const POSTGRES_URL = process.env.TEST_DATABASE_URL || undefined;

/** A folder that is empty, for one test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The path of a SQLite file that does not exist yet. */
export function aSqlitePath(): string {
  return join(aFolder(), 'paperboy.sqlite');
}

/** The address of an empty PostgreSQL database. Needs `POSTGRES_URL`. */
export async function aPostgresUrl(): Promise<string> {
  const name = `paperboy_test_${randomUUID().replaceAll('-', '')}`;
  await onPostgres(`create database ${name}`);
  onTestFinished(() => onPostgres(`drop database ${name} with (force)`));
  const url = new URL(POSTGRES_URL ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on the server's own database, or on that of `url`. */
export async function onPostgres(statement: string, url: string | undefined = POSTGRES_URL): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Opens a store that is closed when the test is over. */
export async function openTestStore(options: StoreOptions): Promise<OpenStore> {
  const store = await openStore(options);
  onTestFinished(() => store.close());
  return store;
}
