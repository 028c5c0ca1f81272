import { describe, expect, it } from 'vitest';
import { aPostgresUrl, POSTGRES_URL } from '../support/databases.ts';
import { anInstallation, FIRST_START, runPaperboy } from './paperboy-process.ts';

const QUESTIONS = 'search low-rank adaptation\nshow PiSSA\nsave PiSSA\nunsave PiSSA\nlist\n';

if (POSTGRES_URL === undefined) process.stdout.write('The program on PostgreSQL is skipped: TEST_DATABASE_URL is not set.\n');

describe.skipIf(POSTGRES_URL === undefined)('the program on PostgreSQL', () => {
  it('gives the answers that it gives on SQLite, to each installation that shares the database', async () => {
    const onSqlite = await runPaperboy(anInstallation(), QUESTIONS);
    const env = { DATABASE_URL: await aPostgresUrl() };
    expect(await runPaperboy(anInstallation(), QUESTIONS, { env })).toEqual({ ...onSqlite, stderr: FIRST_START });
    expect(await runPaperboy(anInstallation(), QUESTIONS, { env })).toEqual({ ...onSqlite, stderr: '' });
  });

  it('shows one installation what another one imported', async () => {
    const env = { DATABASE_URL: await aPostgresUrl() };
    await runPaperboy(anInstallation(), '{"arxivId": "2401.00001", "title": "Carrier Pigeons Reconsidered"}\n', {
      env,
      args: ['import', '-'],
    });
    const { stdout } = await runPaperboy(anInstallation(), 'search carrier pigeons\n', { env });
    expect(stdout).toMatch(/^Results for carrier pigeons\n1 paper\n\n\[1\] Carrier Pigeons Reconsidered\n/);
  });

  it('never says the password, however much it logs', async () => {
    const url = new URL(await aPostgresUrl());
    expect(url.password).not.toBe('');
    const env = { DATABASE_URL: url.href, LOG_LEVEL: 'trace' };
    const { stdout, stderr } = await runPaperboy(anInstallation(), 'about\n', { env });
    expect(stderr).toContain('seed page imported');
    expect(stdout + stderr).not.toContain(`:${url.password}@`);
  });
});
