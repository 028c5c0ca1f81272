import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runSync } from '../../src/cli/sync.ts';
import { SourceError } from '../../src/core/errors.ts';
import type { DailyList, ListSource } from '../../src/core/source.ts';
import type { LocalDate, Milliseconds } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aClock } from '../support/a-clock.ts';
import { aPaper } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';

/** One paper and one bad record a day; each list takes 600 ms of the clock. */
const aSource = (clock: ReturnType<typeof aClock>, failing: (day: LocalDate) => SourceError | undefined): ListSource => ({
  name: 'hugging-face',
  dailyList: async (date, signal): Promise<DailyList> => {
    signal?.throwIfAborted();
    clock.advance({ seconds: 0.6 });
    const error = failing(date);
    if (error !== undefined) throw error;
    const id = `arxiv:${date.slice(2, 4)}${date.slice(5, 7)}.100${date.slice(8)}`;
    return { kind: 'list', date, papers: [aPaper({ id, listedOn: date, upvotes: 3 })], rejected: [] };
  },
});

interface RunOptions {
  readonly failing?: (day: LocalDate) => SourceError | undefined;
  readonly isTTY?: boolean;
  readonly stop?: AbortSignal;
  readonly store?: OpenStore;
}

const run = async (args: readonly string[], { failing = () => undefined, isTTY = false, stop, store }: RunOptions = {}) => {
  const clock = aClock('2026-06-12T15:00:00Z');
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 100 });
  const surroundings = {
    ...{ source: aSource(clock, failing), store: store ?? (await openTestStore({ url: aSqlitePath() })), clock, stdout, stderr },
    ...(stop === undefined ? {} : { signal: stop }),
  };
  const code = await runSync(args, surroundings);
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
};

describe('the sync command', () => {
  it('reads the last lists where no range is given, and ends with the counts', async () => {
    expect(await run([])).toEqual({ code: 0, out: 'lists 8 · added 8 · changed 0 · unchanged 0 · rejected 0\n', err: '' });
  });

  it('reads all lists since a day', async () => {
    expect(await run(['--since', '2026-06-01'])).toMatchObject({ code: 0, out: expect.stringMatching(/^lists 10 · added 10 /) });
  });

  it('reads a range with an end, and begins with the first list that there is', async () => {
    const { out } = await run(['--since', '2020-01-01', '--until', '2023-05-05']);
    expect(out).toMatch(/^lists 2 · added 2 /);
  });

  it('tells a line now and then with the time that is left, where nobody watches', async () => {
    const { err } = await run(['--since', '2026-01-01']);
    expect(err).toBe(
      [
        '2026-03-11: 50 of 117 lists, 50 papers, less than a minute left',
        '2026-05-20: 100 of 117 lists, 100 papers, less than a minute left\n',
      ].join('\n'),
    );
  });

  it('draws one line on a terminal, with the time that is left, and clears it', async () => {
    const { err } = await run(['--since', '2026-05-01'], { isTTY: true });
    expect(err).not.toContain('\n');
    expect(stripVTControlCharacters(err)).toMatch(/[█░]{24} +\d+% {2}\d+ papers {2}\d+\/s {2}\d+ s left {2}list of 2026-05-\d\d/);
  });

  it('says how to go on where the source is in trouble, and when', async () => {
    const trouble = { kind: 'overloaded', what: 'asks to be left alone for a while (status 429)' } as const;
    const error = new SourceError('hugging-face', { ...trouble, retryAfter: 900_000 as Milliseconds });
    const { code, out, err } = await run(['--since', '2026-06-01'], {
      failing: (day) => (day > '2026-06-02' ? error : undefined),
    });
    expect({ code, out }).toEqual({ code: 1, out: 'lists 2 · added 2 · changed 0 · unchanged 0 · rejected 0\n' });
    expect(err).toBe(
      'list of 2026-06-03: Hugging Face asks to be left alone for a while (status 429).\n' +
        'Hugging Face is in trouble. Run the same command again in 15 min to go on.\n',
    );
  });

  it('ends with 2 where nothing could be read', async () => {
    const error = new SourceError('hugging-face', { kind: 'unreachable', what: 'cannot be reached (ENOTFOUND)' });
    const { code, err } = await run([], { failing: () => error });
    expect(code).toBe(2);
    expect(err).toMatch(
      /cannot be reached \(ENOTFOUND\)\.\nHugging Face is in trouble\. Run the same command again a little later/,
    );
  });

  it('goes on past a list that cannot be read, names it and ends with 1', async () => {
    const error = new SourceError('hugging-face', { kind: 'unreadable', what: 'sent something else than a list of papers' });
    const { code, out, err } = await run(['--since', '2026-06-01'], {
      failing: (day) => (day === '2026-06-03' ? error : undefined),
    });
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringMatching(/^lists 9 /) });
    expect(err).toBe('list of 2026-06-03: Hugging Face sent something else than a list of papers.\n');
  });

  it('that was stopped goes on where it was when it is given again', async () => {
    const store = await openTestStore({ url: aSqlitePath() });
    const stop = new AbortController();
    const failing = (day: LocalDate): undefined => {
      if (day === '2026-06-04') stop.abort();
    };
    const stopped = await run(['--since', '2026-06-01'], { store, failing, stop: stop.signal });
    expect(stopped).toMatchObject({ code: 130, err: 'Stopped. Run the same command again to go on.\n' });
    expect(await run(['--since', '2026-06-01'], { store })).toMatchObject({ code: 0, out: expect.stringMatching(/^lists 6 /) });
  });

  it.each([
    ['a date that is none', ['--since', '2026-02-30'], '--since 2026-02-30 is no date.'],
    ['an end that is none', ['--since', '2026-02-01', '--until', 'May'], '--until May is no date.'],
    ['a day to come', ['--since', '2026-07-01'], '2026-07-01 is still to come.'],
    ['an end before its start', ['--since', '2026-05-01', '--until', '2026-04-01'], '2026-04-01 lies before 2026-05-01'],
    ['an end alone', ['--until', '2026-04-01'], '--until needs --since DATE beside it.'],
    ['an unknown option', ['--fast'], "Unknown option '--fast'"],
    ['a word', ['everything'], 'everything'],
  ])('ends with 2 on %s, and explains itself', async (_, args, sentence) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).toContain('Usage: npm run sync');
  });

  it('explains itself', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
