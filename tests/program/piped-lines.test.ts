import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anInstallation, FIRST_START, runPaperboy, startPaperboy } from './paperboy-process.ts';

const LIST_IS_EMPTY = `Your reading list is empty. Put a paper on it with its Save button, or with
\`save 2106.09685\`.`;
const SAVED = `Saved “PiSSA: Principal Singular Values and Singular Vectors Adaptation of Large
Language Models”. \`list\` shows your reading list.`;
const TAKEN_OFF = `“PiSSA: Principal Singular Values and Singular Vectors Adaptation of Large
Language Models” is off your reading list.`;

/** Answers as they come out of a pipe: one blank line between two. */
function answers(...texts: readonly string[]): string {
  return `${texts.join('\n\n')}\n`;
}

describe('lines piped into the program', () => {
  it('are answered in their order, with one blank line between answers and nothing else', async () => {
    const installation = anInstallation();
    expect(await runPaperboy(installation, 'list\nsave PiSSA\nunsave PiSSA\nlist\n')).toEqual({
      code: 0,
      signal: null,
      stdout: answers(LIST_IS_EMPTY, SAVED, TAKEN_OFF, LIST_IS_EMPTY),
      stderr: FIRST_START,
    });
    expect(await runPaperboy(installation, 'list\n')).toEqual({
      code: 0,
      signal: null,
      stdout: answers(LIST_IS_EMPTY),
      stderr: '',
    });
  });

  it('may be none at all', async () => {
    expect(await runPaperboy(anInstallation(), '')).toEqual({ code: 0, signal: null, stdout: '', stderr: FIRST_START });
  });

  it('may end without a line break', async () => {
    const { code, stdout } = await runPaperboy(anInstallation(), 'list\nsave PiSSA');
    expect({ code, stdout }).toEqual({ code: 0, stdout: answers(LIST_IS_EMPTY, SAVED) });
  });

  it('may be blank, or come from Windows', async () => {
    const { stdout } = await runPaperboy(anInstallation(), '\r\n  \r\nlist\r\n\r\n\tsave PiSSA\r\n');
    expect(stdout).toBe(answers(LIST_IS_EMPTY, SAVED));
  });

  it('end with quit, whatever follows', async () => {
    const { code, stdout } = await runPaperboy(anInstallation(), 'list\nquit\nsave PiSSA\n');
    expect({ code, stdout }).toEqual({ code: 0, stdout: answers(LIST_IS_EMPTY) });
  });

  it('may be thousands, and each has its answer', async () => {
    const ids = Array.from({ length: 2000 }, (_, at) => `2401.${10_000 + at}`);
    const { code, stdout } = await runPaperboy(anInstallation(), ids.map((id) => `show ${id}\n`).join(''));
    expect(code).toBe(0);
    expect([...stdout.matchAll(/^(\S+) is not in the archive here/gm)].map(([, id]) => id)).toEqual(ids);
  });

  it('of ten thousand characters are refused with a sentence, and the next one is answered', async () => {
    const { code, stdout } = await runPaperboy(anInstallation(), `search ${'x'.repeat(10_000)}\nlist\n`);
    const refusal = `That line has 10007 characters; at most 8000 can be read. Shorten it and try
again.`;
    expect({ code, stdout }).toEqual({ code: 0, stdout: answers(refusal, LIST_IS_EMPTY) });
  });

  it('of ten million characters do no harm', async () => {
    const { code, stdout } = await runPaperboy(anInstallation(), `${'lorem ipsum '.repeat(830_000)}\nlist\n`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^That line has 9960000 characters;/);
    expect(stdout.endsWith(`\n\n${answers(LIST_IS_EMPTY)}`)).toBe(true);
  });

  it('of any bytes do no harm, and bring no control characters out', async () => {
    const everyByte = Buffer.from(Array.from({ length: 65_536 }, (_, at) => (at * 167 + (at >> 8) * 31) % 256));
    const hostile = Buffer.from(
      '\x1b]0;owned\x07\x1b[2J\nsearch \x1b[31mred\x00\u202e\nshow \ufeff\u200b\nsearch \ud800\n\nlist\n',
    );
    const { code, stdout, stderr } = await runPaperboy(anInstallation(), Buffer.concat([everyByte, Buffer.from('\n'), hostile]));
    expect({ code, stderr }).toEqual({ code: 0, stderr: FIRST_START });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(stdout.endsWith(`\n\n${answers(LIST_IS_EMPTY)}`)).toBe(true);
  });
});

describe('the output of piped lines', () => {
  it('may lose its reader, as with `| head`, and the program ends quietly', async () => {
    const running = startPaperboy(anInstallation());
    running.type('help\n'.repeat(3000));
    await running.says('Find papers');
    running.stopReading();
    expect(await running.ended).toMatchObject({ code: 0, signal: null, stderr: FIRST_START });
  });

  it('carries no log: that goes to standard error, as JSON, where LOG_LEVEL asks for it', async () => {
    const installation = anInstallation();
    const { stdout, stderr } = await runPaperboy(installation, 'list\n', { env: { LOG_LEVEL: 'info' } });
    expect(stdout).toBe(answers(LIST_IS_EMPTY));
    const events = stderr.split('\n').filter((line) => line.startsWith('{'));
    expect(events.map((line) => JSON.parse(line).msg)).toContain('seed page imported');
    expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([FIRST_START.trimEnd()]);
  });

  it('has no escape codes, also where no colour was not asked for', async () => {
    const { stdout } = await runPaperboy(anInstallation(), 'search low-rank\n', {
      env: { FORCE_COLOR: '1', TERM: 'xterm-256color' },
    });
    expect(stdout).toMatch(/^Results for low-rank/);
    expect(stdout).not.toContain('\x1b');
  });
});

describe('a reading list', () => {
  it('is there again after a restart, and can be taken along as a file', async () => {
    const installation = anInstallation();
    await runPaperboy(installation, 'save PiSSA\n');
    const { stdout } = await runPaperboy(installation, 'list\nexport\n');
    expect(stdout).toContain('[1] PiSSA: Principal Singular Values');
    const file = join(installation.folder, 'paperboy-reading-list.bib');
    expect(stdout).toMatch(/^Your reading list: 1 paper as BibTeX\.\nWritten to /m);
    expect(readFileSync(file, 'utf8')).toContain('Principal Singular Values and Singular Vectors Adaptation');
  });
});
