/**
 * What `about` says of sources and lists, and what `trending movers` makes of snapshots.
 */
import { describe, expect, it } from 'vitest';
import { listDayAsRead } from '../../src/core/list-day.ts';
import type { PaperId } from '../../src/core/paper.ts';
import { aBot } from '../support/a-bot.ts';
import { aDay, anInstant, aPaper } from '../support/builders.ts';

/** Friday. */
const NOW = '2026-08-21T09:00:00Z';

async function about(now = NOW) {
  const bot = await aBot({ now });
  const said = async (): Promise<string> => {
    const { blocks } = await bot.read('about');
    return blocks
      .flatMap((block) => (block.kind === 'list' ? block.items : []))
      .map((spans) => spans.map((span) => ('text' in span ? span.text : '')).join(''))
      .join('\n');
  };
  return { ...bot, said };
}

describe('about', () => {
  it('says nothing of sources that were never asked', async () => {
    const { said } = await about();
    expect(await said()).not.toMatch(/Hugging Face|Today's list/);
  });

  it('says when a source was read, and how far the lists are', async () => {
    const { store, said } = await about();
    await store.sourceSucceeded('hugging-face', anInstant('2026-08-21T08:07:00Z'));
    await store.recordList({ day: listDayAsRead(aDay('2026-08-21'), 12, anInstant('2026-08-21T08:07:00Z')), votes: [] });
    await store.recordList({ day: listDayAsRead(aDay('2026-08-20'), 34, anInstant('2026-08-21T08:07:00Z')), votes: [] });
    expect(await said()).toMatch(/Hugging Face: read Fri, 21 Aug 2026, 08:07 \(UTC\)/);
    expect(await said()).toContain("Today's list: filling, with 12 papers so far");
    expect(await said()).toContain('List before it: Thu, 20 Aug 2026, settled, with 34 papers');
  });

  it('says since when a source is in trouble, why, and when it was last read', async () => {
    const { store, said } = await about();
    await store.sourceSucceeded('hugging-face', anInstant('2026-08-20T08:07:00Z'));
    await store.sourceFailed('hugging-face', 'Hugging Face did not answer within 20 s.', anInstant('2026-08-20T09:07:00Z'));
    expect(await said()).toContain(
      'Hugging Face: in trouble since Thu, 20 Aug 2026, 09:07 (UTC); last read Thu, 20 Aug 2026, 08:07 (UTC). Hugging Face did not answer within 20 s.',
    );
    expect(await said()).toContain("Today's list: not read yet");
  });

  it('takes a weekend and a feast day for no trouble', async () => {
    const { store, said } = await about('2026-08-22T09:00:00Z');
    await store.sourceSucceeded('hugging-face', anInstant('2026-08-22T08:07:00Z'));
    expect(await said()).toContain("Today's list: none is due at the weekend");
    await store.recordList({ day: listDayAsRead(aDay('2026-08-21'), 0, anInstant('2026-08-24T08:07:00Z')), votes: [] });
    expect(await said()).toContain('List before it: Fri, 21 Aug 2026, stayed empty, as on a feast day');
  });
});

describe('movers', () => {
  const PAPERS = [1, 2, 3].map((at) =>
    aPaper({ id: `arxiv:2608.1000${at}`, title: `Paper ${at}`, listedOn: '2026-08-19', upvotes: 10 }),
  );

  it('are the papers whose votes rose since yesterday, by how much', async () => {
    const { store, read } = await aBot({ now: NOW, papers: PAPERS });
    const snapshot = async (at: string, votes: readonly number[]) =>
      store.recordList({
        day: listDayAsRead(aDay('2026-08-19'), 3, anInstant(at)),
        votes: votes.map((upvotes, paper) => ({ paper: `arxiv:2608.1000${paper + 1}` as PaperId, upvotes, comments: 0 })),
      });
    await snapshot('2026-08-19T10:00:00Z', [1, 1, 10]);
    await snapshot('2026-08-20T08:00:00Z', [5, 4, 10]);
    await snapshot('2026-08-21T08:00:00Z', [6, 16, 10]);
    const { title, blocks } = await read('trending movers');
    expect(title).toBe('Movers');
    const shown = blocks.flatMap((block) =>
      block.kind === 'paper'
        ? [`${block.paper.title}: ${block.reason?.map((span) => 'text' in span && span.text).join('')}`]
        : [],
    );
    expect(shown).toEqual(['Paper 2: +12 votes since yesterday', 'Paper 1: +1 vote since yesterday']);
  });

  it('are none where no votes were seen to move, and the answer says what it takes', async () => {
    const { read } = await aBot({ now: NOW, papers: PAPERS });
    expect(JSON.stringify((await read('trending movers')).blocks)).toContain('two fetches of the lists');
  });
});
