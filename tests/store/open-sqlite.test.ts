import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Libsql from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, storeOver } from '../../src/store/open-store.ts';
import { openSqliteFile, sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { explainSqlite } from '../../src/store/sqlite-errors.ts';
import { anInstant, aPaper, aUser, somePapers } from '../support/builders.ts';
import { aFolder, aSqlitePath, openTestStore } from '../support/databases.ts';

const NOW = anInstant();

/** Another program at the same file. */
function anotherProgram(path: string): Libsql.Database {
  const connection = new Libsql(path);
  onTestFinished(() => {
    connection.close();
  });
  return connection;
}

/** A database of some pages, closed. */
async function aUsedDatabase(): Promise<string> {
  const path = aSqlitePath();
  const store = await openStore({ url: path });
  await store.upsertPapers(somePapers(300), NOW);
  await store.close();
  return path;
}

describe('opening a SQLite database', () => {
  it('makes the file and the folders above it', async () => {
    const path = join(aFolder(), 'some', 'where', 'paperboy.sqlite');
    await openTestStore({ url: path });
    expect(existsSync(path)).toBe(true);
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const path = aSqlitePath();
    for (const content of ['not a database', 'a longer text that is no database either. '.repeat(500)]) {
      writeFileSync(path, content);
      await expect(openStore({ url: path })).rejects.toMatchObject({ name: 'OperatorError', code: 'database-not-a-database' });
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
  });

  it('refuses a database with a page of rubbish in it, and leaves it as it is', async () => {
    const path = await aUsedDatabase();
    const damaged = readFileSync(path).fill(0xff, 4096 * 10, 4096 * 12);
    writeFileSync(path, damaged);
    await expect(openStore({ url: path })).rejects.toMatchObject({ name: 'OperatorError', code: 'database-damaged' });
    expect(readFileSync(path).equals(damaged)).toBe(true);
  });

  it('refuses a database that was cut off, and leaves it as it is', async () => {
    const path = await aUsedDatabase();
    const whole = readFileSync(path);
    const half = whole.subarray(0, whole.length / 2);
    writeFileSync(path, half);
    await expect(openStore({ url: path })).rejects.toMatchObject({ code: 'database-damaged' });
    expect(readFileSync(path).equals(half)).toBe(true);
  });

  it('refuses a database that a newer version has used', async () => {
    const path = await aUsedDatabase();
    anotherProgram(path).exec("insert into migration values ('9999-telepathy')");
    const refusal = openStore({ url: path });
    await expect(refusal).rejects.toMatchObject({ name: 'OperatorError', code: 'database-newer' });
    await expect(refusal).rejects.toThrow(/9999-telepathy.*Install that version/);
  });

  it('says so where the path or a part of it is of the wrong kind', async () => {
    const folder = aFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    mkdirSync(join(folder, 'folder'));
    for (const path of [
      join(folder, 'folder'),
      join(file, 'paperboy.sqlite'),
      join(file, 'x', 'paperboy.sqlite'),
      '/proc/x/paperboy.sqlite',
    ]) {
      const refusal = openStore({ url: path });
      await expect(refusal).rejects.toMatchObject({ name: 'OperatorError', code: 'database-cannot-open' });
      await expect(refusal).rejects.toThrow(path);
    }
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
  });

  it('refuses an address of another kind of database without repeating its password', async () => {
    const refusal = openStore({ url: 'mysql://paperboy:secret@localhost/papers' });
    await expect(refusal).rejects.toMatchObject({ name: 'OperatorError', code: 'database-address' });
    await expect(refusal).rejects.not.toThrow('secret');
  });

  it('finds every paper in the main file alone once the store was closed', async () => {
    const [path, copy] = [await aUsedDatabase(), aSqlitePath()];
    copyFileSync(path, copy);
    const store = await openTestStore({ url: copy });
    expect((await store.archiveFacts()).papers).toBe(300);
  });
});

describe('a SQLite database that another program has locked', () => {
  it('is refused when the lock outlasts the wait', async () => {
    const path = await aUsedDatabase();
    anotherProgram(path).exec('begin immediate');
    const refusal = openStore({ url: path, waitMs: 40 });
    await expect(refusal).rejects.toMatchObject({ name: 'OperatorError', code: 'database-locked' });
    await expect(refusal).rejects.toThrow('more than 0.04 seconds');
  });

  it('is opened as soon as the lock is gone', async () => {
    const path = await aUsedDatabase();
    const other = anotherProgram(path);
    other.exec('begin immediate');
    const opening = openTestStore({ url: path });
    for (let turn = 0; turn < 10; turn += 1) await nextTurn();
    other.exec('rollback');
    expect((await (await opening).archiveFacts()).papers).toBe(300);
  });

  it('can still be read', async () => {
    const path = await aUsedDatabase();
    const store = await openTestStore({ url: path, waitMs: 40 });
    anotherProgram(path).exec('begin immediate; delete from paper');
    expect((await store.archiveFacts()).papers).toBe(300);
  });

  it('refuses a write, and takes and keeps the next one', async () => {
    const path = await aUsedDatabase();
    const store = await openTestStore({ url: path, waitMs: 40 });
    const other = anotherProgram(path);
    other.exec('begin immediate');
    await expect(store.changeSettings(aUser(), { locale: 'de' })).rejects.toMatchObject({ code: 'database-locked' });
    await expect(store.upsertPapers([aPaper({ title: 'New' })], NOW)).rejects.toMatchObject({ code: 'database-locked' });
    other.exec('rollback');
    await store.changeSettings(aUser(), { locale: 'fr' });
    expect(other.prepare('select locale from person_settings').all([])).toEqual([{ locale: 'fr' }]);
  });
});

describe('a full disk', () => {
  /** SQLite's own bound on the pages of a file makes the same error as a disk without space. */
  async function aCrampedFile(pages: number) {
    const file = await openSqliteFile(aSqlitePath(), 40);
    file.connection.exec(`pragma max_page_count = ${pages}`);
    return file;
  }

  it('refuses to open a database that has no room for its tables', async () => {
    const file = await aCrampedFile(3);
    await expect(storeOver(sqliteDialect(file))).rejects.toMatchObject({ name: 'OperatorError', code: 'database-disk-full' });
    const store = await openTestStore({ url: file.path });
    expect(await store.archiveFacts()).toEqual({ papers: 0, withAbstract: 0 });
  });

  it('undoes the whole batch that did not fit, and goes on when there is room', async () => {
    const file = await aCrampedFile(80);
    const store = await storeOver(sqliteDialect(file));
    onTestFinished(() => store.close());
    await store.upsertPapers(somePapers(3), NOW);
    const before = await store.fingerprints();
    const batch = somePapers(200, { abstract: 'A long abstract. '.repeat(100) });
    for (const tooMuch of [batch, [aPaper({ abstract: 'So long. '.repeat(50_000) })]]) {
      await expect(store.upsertPapers(tooMuch, NOW)).rejects.toMatchObject({ name: 'OperatorError', code: 'database-disk-full' });
      expect(await store.fingerprints()).toEqual(before);
    }
    file.connection.exec('pragma max_page_count = 10000');
    expect(await store.upsertPapers(batch, NOW)).toEqual({ added: 197, changed: 3, unchanged: 0 });
  });
});

describe('a SQLite database that may not be written', () => {
  it('is refused, and says which rights are missing', async () => {
    const path = await aUsedDatabase();
    const file = await openSqliteFile(path, 40);
    file.connection.exec('pragma query_only = on');
    const refusal = storeOver(sqliteDialect(file));
    await expect(refusal).rejects.toMatchObject({ name: 'OperatorError', code: 'database-read-only' });
    await expect(refusal).rejects.toThrow('right to write');
  });

  it.each([
    ['EACCES', 'database-read-only'],
    ['EROFS', 'database-read-only'],
    ['ENOSPC', 'database-disk-full'],
    ['SQLITE_READONLY_DIRECTORY', 'database-read-only'],
    ['SQLITE_IOERR_WRITE', 'database-disk-error'],
    ['SQLITE_BUSY_SNAPSHOT', 'database-locked'],
  ])('knows %s as %s', (code, known) => {
    const error = Object.assign(new Error('as the driver says'), { code });
    expect(explainSqlite(error, { path: 'papers.sqlite', waitMs: 5_000 })).toMatchObject({ code: known, cause: error });
  });

  it.each([new TypeError('a bug'), Object.assign(new Error('a bug'), { code: 'SQLITE_ERROR' }), 'text'])(
    'leaves a bug of ours (%s) to be reported as one',
    (bug) => {
      expect(explainSqlite(bug, { path: 'papers.sqlite', waitMs: 5_000 })).toBeUndefined();
    },
  );
});
