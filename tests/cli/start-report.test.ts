import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { greeting, startReport } from '../../src/cli/start-report.ts';
import { aDay, anInstant } from '../support/builders.ts';

describe('the greeting', () => {
  it('says how many papers there are, and on a small archive how to get more', () => {
    expect(greeting('0.1.0', { papers: 47, withAbstract: 47, newestPaper: aDay('2025-12-02') })).toBe(
      [
        'Paperboy 0.1.0 · 47 papers, the newest of 2 Dec 2025',
        'More papers: `npm run import -- FILE` (the README says which files).',
        'Try `search low-rank adaptation`, `show PiSSA` or `help`. `quit` leaves.',
        '\n',
      ].join('\n'),
    );
  });

  it('is shorter on a large one', () => {
    const facts = { papers: 17_400, withAbstract: 15_908, newestPaper: aDay('2026-08-20') };
    expect(greeting('0.1.0', facts)).toBe(
      [
        'Paperboy 0.1.0 · 17,400 papers, the newest of 20 Aug 2026',
        'Try `search low-rank adaptation`, `trending month` or `help`. `quit` leaves.',
        '\n',
      ].join('\n'),
    );
  });

  it('does without a date where no paper has one', () => {
    expect(greeting('0.1.0', { papers: 1, withAbstract: 0 })).toMatch(/^Paperboy 0\.1\.0 · 1 paper\n/);
  });
});

describe('the report of a start', () => {
  const reported = (report: (tell: ReturnType<typeof startReport>) => void): string => {
    const stderr = new PassThrough();
    report(startReport(stderr, () => anInstant()));
    return String(stderr.read() ?? '');
  };

  it('tells of a first start', () => {
    expect(reported((tell) => tell({ kind: 'seeded', papers: 47 }))).toBe(
      'First start: read 47 papers from the page that Paperboy ships with.\n',
    );
  });

  it('keeps silent about indexing that is over before anybody wonders', () => {
    expect(
      reported((tell) => {
        tell({ kind: 'indexing', done: 47, total: 47 });
        tell({ kind: 'indexed' });
      }),
    ).toBe('');
  });

  it('tells now and then how far long indexing is', () => {
    const said = reported((tell) => {
      for (let done = 250; done <= 17_500; done += 250) tell({ kind: 'indexing', done, total: 17_500 });
      tell({ kind: 'indexed' });
    });
    expect(said.split('\n')[0]).toMatch(/^indexing: 5,000 papers, 28%$/);
    expect(said.trim().split('\n')).toHaveLength(3);
  });
});
