import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { anInstallation, type Ended, type Installation, type RunOptions, runPaperboy } from './paperboy-process.ts';

/** An installation that has been started once. */
async function aUsedInstallation(): Promise<Installation> {
  const installation = anInstallation();
  await runPaperboy(installation, 'save PiSSA\n');
  return installation;
}

/** What both programs say: the bot, and an import. */
async function bothPrograms(installation: Installation, options: RunOptions = {}): Promise<readonly Ended[]> {
  return [
    await runPaperboy(installation, 'list\n', options),
    await runPaperboy(installation, '{"arxivId":"2401.00001","title":"A"}\n', { ...options, args: ['import', '-'] }),
  ];
}

/** Every file of a folder with its bytes. */
function contents(folder: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

describe('the program refuses, with 2, a sentence and nothing touched,', () => {
  it('a damaged database', async () => {
    const installation = await aUsedInstallation();
    writeFileSync(installation.database, readFileSync(installation.database).fill(0xff, 4096 * 3, 4096 * 9));
    const before = contents(installation.dataDir);
    for (const { code, stdout, stderr } of await bothPrograms(installation)) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^The database \S+ is damaged\. Move it away .*put a backup in its place.*\n$/);
    }
    expect(contents(installation.dataDir)).toEqual(before);
  });

  it('a file that is no database', async () => {
    const installation = anInstallation();
    mkdirSync(installation.dataDir);
    writeFileSync(installation.database, 'Dear diary, '.repeat(1000));
    for (const { code, stderr } of await bothPrograms(installation)) {
      expect(code).toBe(2);
      expect(stderr).toMatch(/^The file \S+ is not a database\. Move it away, .*\n$/);
    }
    expect(contents(installation.dataDir)).toEqual(new Map([['paperboy.sqlite', 'Dear diary, '.repeat(1000)]]));
  });

  it('a database that a newer version has used', async () => {
    const installation = await aUsedInstallation();
    const newer = new Libsql(installation.database);
    newer.exec("insert into migration values ('9999-telepathy')");
    newer.close();
    for (const { code, stderr } of await bothPrograms(installation)) {
      expect(code).toBe(2);
      expect(stderr).toMatch(/^The database \S+ was last used by a newer version of Paperboy .*Nothing was changed\.\n$/);
    }
  });

  it('a data folder that is a file', async () => {
    const installation = anInstallation();
    writeFileSync(installation.dataDir, 'a shopping list');
    for (const { code, stdout, stderr } of await bothPrograms(installation)) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(installation.dataDir);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    expect(readFileSync(installation.dataDir, 'utf8')).toBe('a shopping list');
  });

  it('a data folder that cannot be made', async () => {
    const installation = anInstallation();
    writeFileSync(installation.dataDir, '');
    const DATA_DIR = join(installation.dataDir, 'deeper', 'still');
    for (const { code, stderr } of await bothPrograms(installation, { env: { DATA_DIR } })) {
      expect(code).toBe(2);
      expect(stderr).toContain(DATA_DIR);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('wrong settings, all at once, naming variables and no value', async () => {
    const installation = anInstallation();
    const env = { LOG_LEVEL: 'hunter2', DATABASE_URL: 'mysql://paperboy:hunter3@localhost/papers' };
    for (const { code, stdout, stderr } of await bothPrograms(installation, { env })) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('  LOG_LEVEL is one of trace, debug');
      expect(stderr).toContain('  DATABASE_URL is a postgres:// address');
      expect(stderr).not.toContain('hunter');
    }
    expect(readdirSync(installation.folder)).toEqual([]);
  });

  it('a PostgreSQL server that does not answer, without the password', async () => {
    const env = { DATABASE_URL: 'postgres://paperboy:hunter2@127.0.0.1:1/papers', LOG_LEVEL: 'trace' };
    for (const { code, stderr } of await bothPrograms(anInstallation(), { env })) {
      expect(code).toBe(2);
      expect(stderr).toMatch(/^PostgreSQL at 127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)\. Check .*\n$/);
      expect(stderr).not.toContain('hunter2');
    }
  });

  it('a program that it does not have, and says which it has', async () => {
    const { code, stdout, stderr } = await runPaperboy(anInstallation(), '', { args: ['frobnicate'] });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^There is no program called frobnicate\.\nUsage: npm start/);
  });
});

describe('settings in .env', () => {
  it('count, and those of the environment count more', async () => {
    const installation = anInstallation();
    writeFileSync(join(installation.folder, '.env'), 'LOG_LEVEL=loud\n');
    expect(await runPaperboy(installation, '')).toMatchObject({ code: 2 });
    expect(await runPaperboy(installation, '', { env: { LOG_LEVEL: 'error' } })).toMatchObject({ code: 0 });
  });
});
