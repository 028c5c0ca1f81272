/**
 * When lists are fetched while the bot runs. Only the beat at the start is awaited: the others come by the machine's clock.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import type { ListSource } from '../../src/core/source.ts';
import { type KeepCurrentDeps, keepCurrent } from '../../src/jobs/keep-current.ts';
import type { SyncReport } from '../../src/jobs/sync-report.ts';
import { aClock } from '../support/a-clock.ts';
import { anInstant, aPaper } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';

const NOW = '2026-06-12T15:00:00Z';

async function aSetting(answer: ListSource['dailyList'] = async (date) => ({ kind: 'list', date, papers: [], rejected: [] })) {
  const store = await openTestStore({ url: aSqlitePath() });
  const asked: string[] = [];
  const reports: SyncReport[] = [];
  const steps: string[] = [];
  const source: ListSource = {
    name: 'hugging-face',
    dailyList: async (date, signal) => {
      signal?.throwIfAborted();
      asked.push(date);
      return answer(date, signal);
    },
  };
  const start = (draft: Partial<KeepCurrentDeps> = {}) => {
    let ended = (): void => {};
    const round = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const keeping = keepCurrent({
      source,
      store,
      clock: aClock(NOW),
      minute: 7,
      afterLists: async () => {
        steps.push('after');
        ended();
      },
      onReport: (report) => {
        steps.push('report');
        reports.push(report);
      },
      onError: (error) => {
        throw error;
      },
      ...draft,
    });
    onTestFinished(keeping.stop);
    return { ...keeping, round };
  };
  return { store, asked, reports, steps, start };
}

describe('keeping the archive current', () => {
  it('reads the newest lists at the first start, then what is missing, then asks for what else there is', async () => {
    const { asked, steps, start } = await aSetting();
    const { round } = start();
    await round;
    expect(asked.slice(0, 2)).toEqual(['2026-06-12', '2026-06-11']);
    expect(asked.length).toBeGreaterThan(8);
    expect(steps).toEqual(['report', 'after']);
  });

  it('says that the newest lists are read before it goes on with older ones', async () => {
    let askedAtFirst = 0;
    const { asked, start } = await aSetting();
    const { firstRead, round } = start();
    await firstRead;
    askedAtFirst = asked.length;
    await round;
    expect(askedAtFirst).toBeGreaterThanOrEqual(8);
    expect(askedAtFirst).toBeLessThan(asked.length);
  });

  it('asks nothing at a start where the lists were read within the hour, by whichever process', async () => {
    const { store, asked, start } = await aSetting();
    await store.sourceSucceeded('hugging-face', anInstant('2026-06-12T14:30:00Z'));
    const { firstRead } = start();
    await firstRead;
    expect(asked).toEqual([]);
  });

  it('asks again soon after trouble, and where a clock was set back', async () => {
    const troubled = await aSetting();
    await troubled.store.sourceSucceeded('hugging-face', anInstant('2026-06-12T14:30:00Z'));
    await troubled.store.sourceFailed('hugging-face', 'It failed.', anInstant('2026-06-12T14:58:00Z'));
    await troubled.start().round;
    expect(troubled.asked.length).toBeGreaterThan(0);
    const ahead = await aSetting();
    await ahead.store.sourceSucceeded('hugging-face', anInstant('2026-07-12T15:00:00Z'));
    await ahead.start().round;
    expect(ahead.asked.length).toBeGreaterThan(0);
  });

  it('holds nobody up where the source is in trouble', async () => {
    const { reports, start } = await aSetting(async () => {
      throw new SourceError('hugging-face', { kind: 'unreachable', what: 'cannot be reached' });
    });
    const { firstRead, round } = start();
    await firstRead;
    await round;
    expect(reports).toMatchObject([{ end: 'broken-off', lists: 0 }]);
  });

  it('stops in the middle, and keeps what it has', async () => {
    let begun = (): void => {};
    const second = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { store, asked, start } = await aSetting(async (date, signal) => {
      if (date !== '2026-06-12') {
        begun();
        await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      }
      return { kind: 'list', date, papers: [aPaper({ listedOn: date, upvotes: 3 })], rejected: [] };
    });
    const { stop } = start();
    await second;
    await stop();
    expect(asked).toEqual(['2026-06-12', '2026-06-11']);
    expect((await store.archiveFacts()).papers).toBe(1);
  });
});
