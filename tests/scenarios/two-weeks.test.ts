/**
 * Two weeks of a lab's channel, played on the terminal: the whole bot over a real database, with the clock moved by hand.
 *
 * It is March 2026 in Berlin, where clocks go forward on Sunday the 29th. Lists are of weekdays; that of Wednesday the 25th
 * never comes, and that of Thursday the 26th fills up late.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Paper } from '../../src/core/paper.ts';
import { makeLog } from '../../src/log.ts';
import { terminalChannels } from '../../src/platforms/terminal/channels.ts';
import { makeConversation } from '../../src/platforms/terminal/conversation.ts';
import { makeStage } from '../../src/platforms/terminal/stage.ts';
import { stageClock } from '../../src/platforms/terminal/stage-clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type Paperboy, startPaperboy } from '../../src/wiring.ts';
import { anInstant, aPaper, aUser, MANAGER } from '../support/builders.ts';
import { aFolder } from '../support/databases.ts';

const LISTS = ['20', '23', '24', '26', '27', '30', '31'];

/** Three papers a list; the first has the most votes. */
function papersOf(day: string, topic = 'agents'): readonly Paper[] {
  return [3, 2, 1].map((votes) =>
    aPaper({
      id: `arxiv:2603.${day}00${votes}`,
      title: `March ${day} paper with ${votes} votes on ${topic}`,
      listedOn: `2026-03-${day}`,
      upvotes: votes,
    }),
  );
}

interface Lab {
  /** What is printed after a line, at the moment that the clock shows. */
  readonly type: (line: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The program in a folder of its own; started again, it finds all that was there. */
async function startLab(folder: string, start: string): Promise<Lab> {
  const clock = stageClock({ now: () => anInstant(start) });
  const log = makeLog({ level: 'silent', form: 'json' });
  const stage = makeStage({
    clock,
    channels: terminalChannels(join(folder, 'channels.jsonl')),
    asker: aUser('mei'),
    screen: () => ({ width: 100, color: false }),
    beat: () => paperboy.beat(),
    nextMoment: (after) => paperboy.nextMoment(after),
    die: () => {},
  });
  const terminal = { name: 'terminal', messenger: stage.messenger, check: stage.check, linkTo: async () => undefined } as const;
  const service = {
    platforms: [terminal],
    deliveries: 'when-asked',
    lists: 'as-they-are',
    watch: stage.tell,
    version: '0.1.0',
  } as const;
  const paperboy: Paperboy = await startPaperboy(parseConfig({ DATA_DIR: folder, SYNC: 'off' }), service, {
    clock,
    log,
    tell: () => {},
  });
  const { answer } = makeConversation({
    bot: paperboy.bot,
    screen: () => ({ width: 100, color: false }),
    context: () => ({ asker: aUser('mei'), place: stage.place(), standing: MANAGER, now: clock.now() }),
    direct: stage.direct,
    writeFile: async ({ name }) => name,
  });
  return {
    type: async (line) => {
      const said = await answer(line);
      return said.kind === 'print' ? said.text : '';
    },
    stop: paperboy.stop,
  };
}

/** A lab with papers on its lists, in whose channel a line was typed. */
async function aLab(start: string, line: string, papers = LISTS.flatMap((day) => papersOf(day))) {
  const folder = aFolder();
  await addPapers(folder, papers);
  const lab = await startLab(folder, start);
  await lab.type(line);
  return { folder, lab };
}

async function addPapers(folder: string, papers: readonly Paper[]): Promise<void> {
  const store = await openStore({ url: join(folder, 'paperboy.sqlite') });
  await store.upsertPapers(papers, anInstant('2026-03-20'));
  await store.close();
}

/** Each post's heading and the titles in it. */
function posts(printed: string): readonly string[] {
  return printed
    .split(/^── /m)
    .filter((part) => part.startsWith('#') && !part.includes('`'))
    .map((part) => {
      const [heading = ''] = part.split('\n');
      const titles = [...part.matchAll(/March (\d\d) paper with (\d) votes/g)].map(([, day, votes]) => `${day}/${votes}`);
      return `${heading.replace('#general · ', '').replace(' 2026,', '')}: ${[...new Set(titles)].join(' ')}`;
    });
}

const DAYS_OF_THE_FIRST_WEEK = [
  'Mon, 23 Mar 08:00 UTC: 20/3',
  'Tue, 24 Mar 08:00 UTC: 23/3',
  'Wed, 25 Mar 08:00 UTC: 24/3',
  // The list of the 25th never came: the best of the week that was not posted here
  'Thu, 26 Mar 08:00 UTC: 24/2',
  'Fri, 27 Mar 08:00 UTC: 26/3',
];

describe('two weeks of a paper of the day in Berlin', () => {
  it('bring one paper on each weekday at nine by the wall clock, never one twice', async () => {
    const { lab } = await aLab('2026-03-22T12:00:00Z', 'subscribe paper-of-the-day weekdays at 9 zone Europe/Berlin');
    expect(posts(await lab.type(':tick 2026-03-28T12:00Z'))).toEqual(DAYS_OF_THE_FIRST_WEEK);
    expect(posts(await lab.type(':tick 2026-04-03T12:00Z'))).toEqual([
      'Mon, 30 Mar 07:00 UTC: 27/3',
      'Tue, 31 Mar 07:00 UTC: 30/3',
      'Wed, 1 Apr 07:00 UTC: 31/3',
      'Thu, 2 Apr 07:00 UTC: 31/2',
      'Fri, 3 Apr 07:00 UTC: 30/2',
    ]);
    await lab.stop();
  });

  it('bring the same when the program is started anew between any two posts', async () => {
    const { folder, lab: first } = await aLab(
      '2026-03-22T12:00:00Z',
      'subscribe paper-of-the-day weekdays at 9 zone Europe/Berlin',
    );
    await first.stop();
    const seen: string[] = [];
    for (let hour = 0; hour < 6 * 24; hour += 7) {
      const at = new Date(Date.parse('2026-03-22T12:00:00Z') + hour * 3_600_000).toISOString();
      const lab = await startLab(folder, at);
      seen.push(...posts(await lab.type(':tick +6h')));
      await lab.stop();
    }
    // What fell into the hour between two runs is posted late, by the run that follows
    expect(seen.map((post) => post.replace(/ \d\d:\d\d UTC/, ''))).toEqual(
      DAYS_OF_THE_FIRST_WEEK.map((post) => post.replace(/ \d\d:\d\d UTC/, '')),
    );
  });

  it('are silent at the weekend where the channel asks for every day but weekends', async () => {
    const { lab } = await aLab(
      '2026-03-27T12:00:00Z',
      'subscribe paper-of-the-day daily at 9 zone Europe/Berlin weekends:silent',
    );
    const printed = await lab.type(':tick 2026-03-29T12:00Z');
    expect(posts(printed)).toEqual([]);
    expect(printed.replace(/\s+/g, ' ')).toContain('nothing posted. Sat, 28 Mar 2026 is on a weekend, which has no lists.');
    await lab.stop();
  });
});

describe('two weeks of a digest in Berlin', () => {
  it('bring each matching paper once, those of a list that filled up late marked, and say why on days without', async () => {
    const papers = [...papersOf('20'), ...papersOf('23'), ...papersOf('24', 'quarks'), ...papersOf('26').slice(0, 1)];
    const line = 'subscribe digest agents daily at 9 zone Europe/Berlin details:none';
    const { folder, lab } = await aLab('2026-03-22T12:00:00Z', line, papers);
    const before = await lab.type(':tick 2026-03-27T12:00Z');
    expect(posts(before)).toEqual([
      'Mon, 23 Mar 08:00 UTC: 20/3 20/2 20/1',
      'Tue, 24 Mar 08:00 UTC: 23/3 23/2 23/1',
      'Wed, 25 Mar 08:00 UTC: ',
      'Thu, 26 Mar 08:00 UTC: ',
      'Fri, 27 Mar 08:00 UTC: 26/3',
    ]);
    expect(before).toContain('Nothing new matched on the list of Tue, 24 Mar 2026 (3 papers).');
    expect(before).toContain('No list of Wed, 25 Mar 2026 is here: it may have been a holiday.');
    await lab.stop();
    await addPapers(folder, [...papersOf('26'), ...papersOf('27')]);
    const later = await startLab(folder, '2026-03-27T12:00:00Z');
    const after = await later.type(':tick 2026-03-30T12:00Z');
    expect(posts(after)).toEqual([
      'Sat, 28 Mar 08:00 UTC: 26/2 26/1',
      'Sun, 29 Mar 07:00 UTC: ',
      'Mon, 30 Mar 07:00 UTC: 27/3 27/2 27/1',
    ]);
    expect(after).toContain('late, on the list of Thu, 26 Mar 2026');
    expect(after).toContain('stays open over the weekend');
    await later.stop();
  });
});

describe('a channel that dies', () => {
  it('is told to its owner once, and nothing more is tried there', async () => {
    const { lab } = await aLab('2026-03-22T12:00:00Z', 'subscribe paper-of-the-day weekdays at 9 zone Europe/Berlin');
    await lab.type(':close general');
    const printed = await lab.type(':tick +5d');
    expect(printed.match(/A subscription was paused/g)).toHaveLength(1);
    expect(printed).toContain('Posts to #general are paused, as the channel is gone');
    expect(printed.match(/not posted: the channel is gone/g)).toHaveLength(1);
    expect(await lab.type('subscriptions')).toContain('paused, as the channel is gone');
    await lab.type(':channel general');
    await lab.type('resume');
    expect(posts(await lab.type(':tick +3d'))).toEqual(['Mon, 30 Mar 07:00 UTC: 27/3']);
    await lab.stop();
  });
});
