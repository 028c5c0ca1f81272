/**
 * How a digest reads.
 */
import { describe, expect, it } from 'vitest';
import { deliveryId } from '../../../src/core/delivery.ts';
import type { Message, PaperBlock } from '../../../src/core/message.ts';
import { anInstant } from '../../support/builders.ts';
import { saidBy } from '../../support/said.ts';
import { aDigest, at, type DigestDraft, listed, messageIn } from './a-digest.ts';

const DAO = { authors: ['Tri Dao'] };

async function composed(papers: Parameters<typeof aDigest>[0], draft: DigestDraft = {}, slot = at(7)): Promise<Message> {
  return messageIn(await (await aDigest(papers, draft)).compose(slot));
}

function paperBlocks({ blocks }: Message): readonly PaperBlock[] {
  return blocks.flatMap((block) => (block.kind === 'paper' ? [block] : []));
}

const noteOf = ({ blocks }: Message): string =>
  blocks.flatMap((block) => (block.kind === 'note' ? block.spans.map(saidBy) : [])).join('');
const reasonsOf = (message: Message): readonly (string | undefined)[] =>
  paperBlocks(message).map(({ reason }) =>
    reason?.map((span) => (span.kind === 'code' ? `\`${span.text}\`` : saidBy(span))).join(''),
  );

describe('the head of a digest', () => {
  it('says which list it read, and how many of its papers it brings', async () => {
    const message = await composed([listed(6, 1, 5), listed(6, 2, 9), listed(6, 3, 7, { title: 'Reading', abstract: '' })]);
    expect([message.title, noteOf(message)]).toEqual([
      'Digest: findings',
      '2 papers of 3 on the list of Tue, 6 Jan 2026. Most votes first.',
    ]);
    expect(message.summary).toBe('Digest: Findings on arxiv:2601.06002, and 1 more');
  });

  it.each([
    ['daily at 09:00', 'Digest: findings'],
    ['weekdays at 09:00', 'Digest: findings'],
    ['weekly on wednesday at 09:00', 'Weekly digest: findings'],
    ['fortnightly from 2026-01-07 at 09:00', 'Fortnightly digest: findings'],
    ['monthly on the 7th at 09:00', 'Monthly digest: findings'],
  ])('is called after its schedule and what it is of: %s', async (schedule, title) => {
    const message = await composed([listed(6, 1, 5)], { schedule });
    expect(message.title).toBe(title);
    expect(noteOf(message)).toBe('1 paper of 1 on the list of Tue, 6 Jan 2026.');
  });

  it('names three of its queries and counts the others', async () => {
    const rules = ['findings', 'org:qwen', 'author:ada', 'maps', 'tides'];
    const message = await composed([listed(6, 1, 5)], { rules });
    expect(message.title).toBe('Digest: findings, org:qwen, author:ada and 2 more');
  });

  it('names the first and the last of several lists, and counts late additions apart', async () => {
    const papers = [5, 6, 7, 8].map((day) => listed(day, 1, day));
    const { compose } = await aDigest([...papers, listed(2, 1, 1)], { schedule: 'weekly on friday at 09:00' });
    expect(noteOf(messageIn(await compose(at(9))))).toBe(
      '5 papers of 5 on the 5 lists from Fri, 2 Jan 2026 to Thu, 8 Jan 2026. Most votes first.',
    );
    expect(noteOf(messageIn(await compose(at(16))))).toBe(
      'None of the 5 lists from Fri, 9 Jan 2026 to Thu, 15 Jan 2026 is here. Late additions to earlier lists: 5. Most votes first.',
    );
  });
});

describe('why a paper is there', () => {
  it('is every rule that it matched, as the query language writes it', async () => {
    const papers = [listed(6, 1, 5, DAO), listed(6, 2, 4)];
    const message = await composed(papers, { rules: ['findings', 'author:"tri dao"', 'org:google'] });
    expect(reasonsOf(message)).toEqual(['matched: `findings`, `author:"tri dao"`', 'matched: `findings`']);
  });

  it('is left out where there is one rule only', async () => {
    expect(reasonsOf(await composed([listed(6, 1, 5)]))).toEqual([undefined]);
  });

  it('says of a late addition on which list it was', async () => {
    const papers = [listed(5, 1, 5, DAO), listed(6, 1, 4)];
    expect(reasonsOf(await composed(papers))).toEqual(['late, on the list of Mon, 5 Jan 2026', undefined]);
    expect(reasonsOf(await composed(papers, { rules: ['author:dao', 'findings'] }))).toEqual([
      'matched: `author:dao`, `findings` · late, on the list of Mon, 5 Jan 2026',
      'matched: `findings`',
    ]);
  });
});

describe('the papers of a digest', () => {
  const papers = [1, 2, 3, 4, 5].map((number) => listed(6, number, number));

  it('are shown up to the most that the subscription asks for, and a button tells of the others', async () => {
    const { compose, subscription } = await aDigest(papers, { max: 2 });
    const message = messageIn(await compose(at(7)));
    expect(paperBlocks(message).map(({ paper, rank, detail }) => [paper.id, rank, detail])).toEqual([
      ['arxiv:2601.06005', 1, 'card'],
      ['arxiv:2601.06004', 2, 'card'],
    ]);
    const delivery = deliveryId(subscription.id, anInstant(at(7)));
    expect(message.buttons).toEqual([
      { kind: 'action', label: 'and 3 more', action: { kind: 'digest.rest', delivery, page: 1 } },
    ]);
  });

  it('need no button where all are shown', async () => {
    expect((await composed(papers, { max: 5 })).buttons).toEqual([]);
  });

  it('are a line each where the thread tells more, and there a card with its summary', async () => {
    const { compose } = await aDigest(papers, { max: 2, details: 'in-thread' });
    const post = await compose(at(7));
    expect(paperBlocks(messageIn(post)).map(({ detail }) => detail)).toEqual(['line', 'line']);
    if (post.kind !== 'post' || post.beneath === undefined) throw new Error('no thread');
    expect(post.beneath.thread).toBe('Digest of 7 Jan 2026');
    expect(post.beneath.messages).toHaveLength(1);
    expect(paperBlocks(post.beneath.messages[0]).map(({ paper, detail, excerpt }) => [paper.id, detail, excerpt])).toEqual(
      ['arxiv:2601.06005', 'arxiv:2601.06004'].map((id) => [
        id,
        'card',
        [{ kind: 'text', text: 'We study machines that read, and find that they can.' }],
      ]),
    );
  });

  it('have nothing beneath where no details are asked for', async () => {
    const { compose } = await aDigest(papers);
    expect(await compose(at(7))).not.toHaveProperty('beneath');
  });
});
