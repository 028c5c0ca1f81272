import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LogOptions } from '../src/log.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const Event = z.looseObject({ level: z.int(), time: z.int(), msg: z.string() });

/** Runs `program` in a process of its own, as a log goes to the process's standard error; `log` is what it has. */
async function logged(options: LogOptions, program: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const script = `import { makeLog } from './src/log.ts'; const log = makeLog(${JSON.stringify(options)}); ${program}`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return promisify(execFile)(process.execPath, args, { cwd: PROJECT });
}

function eventsIn(stderr: string): readonly z.infer<typeof Event>[] {
  const lines = stderr.split('\n').filter((line) => line !== '');
  return lines.map((line) => Event.parse(JSON.parse(line)));
}

describe('the log', () => {
  it('is a line of JSON an event on standard error, and nothing on standard output', async () => {
    const { stdout, stderr } = await logged(
      { level: 'info', form: 'json' },
      `log.info({ added: 47 }, 'seed page imported'); log.warn('index could not be saved');`,
    );
    expect(stdout).toBe('');
    expect(eventsIn(stderr)).toMatchObject([{ level: 30, added: 47, msg: 'seed page imported' }, { level: 40 }]);
  });

  it('holds the level that was asked for and what is graver', async () => {
    const { stderr } = await logged(
      { level: 'warn', form: 'json' },
      `for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal']) log[level](level);`,
    );
    expect(eventsIn(stderr).map(({ msg }) => msg)).toEqual(['warn', 'error', 'fatal']);
  });

  it('says nothing at all where it is silent', async () => {
    expect(await logged({ level: 'silent', form: 'json' }, `log.fatal('the end');`)).toEqual({ stdout: '', stderr: '' });
  });

  it('strikes out what could be a secret by its name, up to two levels deep', async () => {
    const { stderr } = await logged(
      { level: 'info', form: 'json' },
      `
        log.info({ token: 'hunter2', config: { databaseUrl: 'postgres://u:hunter2@h/d' } }, 'start');
        log.error({ err: Object.assign(new Error('refused'), { password: 'hunter2', request: { authorization: 'hunter2' } }) });
        log.info({ env: { DATABASE_URL: 'postgres://u:hunter2@h/d' }, pool: { connectionString: 'postgres://u:hunter2@h/d' } });
      `,
    );
    expect(stderr).not.toContain('hunter2');
    expect(stderr.match(/\[secret\]/g)).toHaveLength(6);
  });

  it('keeps where an error came from', async () => {
    const { stderr } = await logged(
      { level: 'error', form: 'json' },
      `log.error({ err: new Error('no more papers', { cause: new Error('the press stopped') }), reference: 'ab12cd' }, 'an answer failed');`,
    );
    expect(eventsIn(stderr)).toMatchObject([
      {
        reference: 'ab12cd',
        err: { message: expect.stringContaining('no more papers'), stack: expect.stringContaining('the press stopped') },
      },
    ]);
  });

  it('is written out for people where they ask for it', async () => {
    const { stdout, stderr } = await logged({ level: 'info', form: 'pretty' }, `log.info({ added: 47 }, 'seed page imported');`);
    expect(stdout).toBe('');
    expect(stripVTControlCharacters(stderr)).toMatch(/INFO: seed page imported\n\s+added: 47/);
  });
});
