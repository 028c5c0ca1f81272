import { describe, expect, it } from 'vitest';
import { aBot, anIndexOf, buttonOf, labelsOf, messageOf, papersIn, wordsOf } from '../support/a-bot.ts';
import { anInstant, aPaper, aUser, somePapers } from '../support/builders.ts';

const TWELVE = somePapers(12, { abstract: 'On sparse attention.' });

describe('search', () => {
  it('shows five papers a page, best first, and how many there are', async () => {
    const { read } = await aBot({ papers: TWELVE });
    const message = await read('search sparse attention');
    expect(message.title).toBe('Results for sparse attention');
    expect(wordsOf(message)).toContain('12 papers · page 1 of 3');
    expect(papersIn(message).map(({ id }) => id)).toEqual(TWELVE.slice(0, 5).map(({ id }) => id));
  });

  it('says how many papers have every word where not all have', async () => {
    const { read } = await aBot({ papers: [...TWELVE, aPaper({ id: 'arxiv:2402.00001', abstract: 'Attention alone.' })] });
    expect(wordsOf(await read('search sparse attention'))).toContain('12 papers with every word, 13 with some');
  });

  it('tells years and organizations on one line of the first page, where there is something to narrow down', async () => {
    const organization = { slug: 'qwen', name: 'Qwen' };
    const papers = TWELVE.map((paper, at) => ({
      ...paper,
      ...(at < 3 ? { organization } : {}),
      publishedOn: aPaper({ publishedOn: at < 4 ? '2026-02-03' : '2024-02-03' }).publishedOn,
    }));
    const { read, press } = await aBot({ papers: papers as typeof TWELVE });
    const first = await read('search sparse attention');
    expect(wordsOf(first)).toContain('2026: 4 · 2024: 8 · most from Qwen (3)');
    expect(wordsOf(messageOf(await press(buttonOf(first, 'Next'))))).not.toContain('most from');
    expect(wordsOf(await read('search sparse attention since:2020'))).not.toContain('2026: 4');
    expect(wordsOf(await read('search sparse attention year:2024'))).not.toContain('2024: 8');
  });

  it('marks matched words in the passage of each hit', async () => {
    const { read } = await aBot({ papers: TWELVE });
    const [first] = (await read('search sparse')).blocks.filter((block) => block.kind === 'paper');
    expect(first?.excerpt).toContainEqual({ kind: 'text', text: 'sparse', weight: 'match' });
  });

  it('turns pages by buttons, forward and back, with ranks that go on', async () => {
    const { read, press } = await aBot({ papers: TWELVE });
    const first = await read('search sparse');
    expect(labelsOf(first)).toEqual(['Next', 'Subscribe']);
    const second = messageOf(await press(buttonOf(first, 'Next')));
    expect(second.blocks.flatMap((block) => (block.kind === 'paper' ? [block.rank] : []))).toEqual([6, 7, 8, 9, 10]);
    expect(labelsOf(second)).toEqual(['Previous', 'Next', 'Subscribe']);
    const third = messageOf(await press(buttonOf(second, 'Next')));
    expect(labelsOf(third)).toEqual(['Previous', 'Subscribe']);
    expect(messageOf(await press(buttonOf(second, 'Previous')))).toEqual(first);
  });

  it('refuses a page after the last one and says where the results end', async () => {
    const { read, press } = await aBot({ papers: TWELVE });
    const next = buttonOf(await read('search sparse'), 'Next');
    expect(await press({ ...next, page: 9 } as typeof next)).toEqual({
      kind: 'notice',
      level: 'error',
      text: 'These results end at page 3, with 12 papers in all.',
    });
  });

  it('says so when the query behind a button is no longer kept', async () => {
    const { read, press, store } = await aBot({ papers: TWELVE });
    const next = buttonOf(await read('search sparse'), 'Next');
    await store.forgetQueriesBefore(anInstant('2030-01-01'));
    expect(await press(next)).toMatchObject({ level: 'error', text: 'This search is too old to page through. Run it again.' });
  });

  it('names the author asked for where the byline leaves the name out', async () => {
    const papers = [aPaper({ authors: ['Ada Lovelace', 'Tri Dao', 'Alan Turing'] })];
    const { read } = await aBot({ papers });
    const reasons = (await read('search author:tri-dao')).blocks.flatMap((block) =>
      block.kind === 'paper' ? [block.reason] : [],
    );
    expect(reasons).toMatchObject([[{ text: 'with ' }, { text: 'Tri Dao' }]]);
  });

  it('names the words that it searched in place of unknown ones', async () => {
    const { read } = await aBot({ papers: [aPaper({ abstract: 'Quantization.' })] });
    expect(wordsOf(await read('search quantizaton'))).toContain('Searched for quantization; no paper has quantizaton.');
  });

  it('leaves out a hit that the store does not have', async () => {
    const { read } = await aBot({ papers: TWELVE.slice(1), index: await anIndexOf(TWELVE) });
    expect(papersIn(await read('search sparse'))).toHaveLength(4);
  });

  it('can be shared as the page that is shown', async () => {
    const { read, press } = await aBot({ papers: TWELVE });
    const message = await read('search sparse');
    if (message.share === undefined) throw new Error('not shareable');
    const shared = messageOf(await press({ kind: 'share', what: message.share }, { asker: aUser('somebody else') }));
    expect(papersIn(shared)).toEqual(papersIn(message));
    expect(shared.share).toBeUndefined();
  });

  it('refuses a query that is too long with its length and the limit', async () => {
    const { ask } = await aBot();
    expect(await ask(`search ${'long '.repeat(200)}`)).toMatchObject({
      kind: 'notice',
      text: expect.stringContaining('at most 500'),
    });
  });
});

describe('a search that finds nothing', () => {
  it('offers the nearest known words, each as a search that finds papers', async () => {
    const papers = [aPaper({ abstract: 'Quantization of weights.' })];
    const { read, press } = await aBot({ papers });
    const message = await read('search quantum');
    expect(wordsOf(message)).toContain('Did you mean');
    expect(labelsOf(message)).toEqual(['quantization (1 paper)']);
    expect(papersIn(messageOf(await press(buttonOf(message, 'quantization (1 paper)'))))).toHaveLength(1);
  });

  it('names the condition that was in the way and offers the search without it', async () => {
    const papers = [aPaper({ abstract: 'Sparse.', publishedOn: '2024-03-01', upvotes: 3 })];
    const { read, press } = await aBot({ papers });
    const message = await read('search sparse since:2024 votes:>50');
    expect(labelsOf(message)).toEqual(['Without votes:>=51 (1 paper)']);
    expect(papersIn(messageOf(await press(buttonOf(message, 'Without votes:>=51 (1 paper)'))))).toHaveLength(1);
  });

  it('offers the bare words where no single condition is to blame', async () => {
    const papers = [aPaper({ abstract: 'Sparse.', publishedOn: '2023-03-01' })];
    const { read } = await aBot({ papers });
    expect(labelsOf(await read('search sparse since:2024 votes:>50'))).toEqual(['Only sparse (1 paper)']);
  });

  it('reads a phrase as plain words where no paper has it', async () => {
    const { read } = await aBot({ papers: [aPaper({ abstract: 'Attention is sparse.' })] });
    expect(labelsOf(await read('search "sparse attention"'))).toEqual(['Without the quotes around sparse attention (1 paper)']);
  });

  it('says what else to try where nothing near is known', async () => {
    const { read } = await aBot();
    expect(wordsOf(await read('search zzz'))).toContain('help search');
  });
});
