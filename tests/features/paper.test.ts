import { describe, expect, it } from 'vitest';
import { aBot, buttonOf, labelsOf, messageOf, papersIn, wordsOf } from '../support/a-bot.ts';
import { anInstant, aPagePaper, aPaper, aUser, MEMBER } from '../support/builders.ts';

const LORA = aPaper({
  id: 'arxiv:2106.09685',
  title: 'LoRA: Low-Rank Adaptation of Large Language Models',
  abstract: 'Weights are frozen and small matrices are learnt.',
  keywords: ['adapters', 'rank'],
});
const DORA = aPaper({
  id: 'arxiv:2402.09353',
  title: 'DoRA: Weight-Decomposed Low-Rank Adaptation',
  abstract: 'Magnitude and direction are learnt apart.',
  keywords: ['rank', 'adapters'],
});
const HIPPO = aPaper({
  id: 'arxiv:2008.07669',
  title: 'HiPPO: Recurrent Memory with Optimal Polynomial Projections',
  abstract: 'History is kept online.',
});
const PAPERS = [LORA, DORA, HIPPO];

describe('show', () => {
  it.each([
    '2106.09685',
    'arXiv:2106.09685v2',
    'https://arxiv.org/pdf/2106.09685',
    'https://huggingface.co/papers/2106.09685',
    'lora',
    'LoRA: Low-Rank Adaptation of Large Language Models',
  ])('finds the paper called %s', async (typed) => {
    const { read } = await aBot({ papers: PAPERS });
    expect((await read(`show ${typed}`)).blocks).toMatchObject([{ kind: 'paper', detail: 'full', paper: { id: LORA.id } }]);
  });

  it('takes words that one title fits clearly better than the others', async () => {
    const { read } = await aBot({ papers: PAPERS });
    expect(papersIn(await read('show polynomial projections'))).toEqual([HIPPO]);
  });

  it('offers a short list where several papers fit', async () => {
    const { read } = await aBot({ papers: PAPERS });
    const message = await read('show low-rank adaptation');
    expect(message.title).toBe('Which paper is “low-rank adaptation”?');
    expect(message.blocks.filter((block) => block.kind === 'paper').map(({ detail }) => detail)).toEqual(['line', 'line']);
  });

  it('does not take a paper that only mentions the name for the paper of that name', async () => {
    const { read } = await aBot({ papers: [aPaper({ title: 'A Survey', abstract: 'We compare PiSSA and others.' })] });
    const message = await read('show PiSSA');
    expect(message.title).toBe('No paper here is called “PiSSA”. The nearest:');
    expect(message.blocks).toMatchObject([{ kind: 'paper', detail: 'line' }, { kind: 'note' }]);
  });

  it('says that an unknown id is not here, with the plain links', async () => {
    const { read } = await aBot({ papers: PAPERS });
    const message = await read('show 2404.02948');
    expect(wordsOf(message)).toContain('2404.02948 is not in the archive here.');
    expect(message.buttons).toMatchObject([
      { kind: 'link', url: 'https://arxiv.org/abs/2404.02948' },
      { kind: 'link', url: 'https://huggingface.co/papers/2404.02948' },
    ]);
  });

  it('says so where nothing is called that, without repeating a pasted page', async () => {
    const { read } = await aBot({ papers: PAPERS });
    const words = wordsOf(await read(`show ${'zzz '.repeat(90)}`));
    expect(words).toContain('No paper here is called “zzz');
    expect(words.length).toBeLessThan(300);
  });

  it('shows a paper without an arXiv id by its title', async () => {
    const page = aPagePaper('Recommender AI Agent');
    const { read, press } = await aBot({ papers: [page] });
    expect(papersIn(await read('show recommender ai agent'))).toEqual([page]);
    expect(papersIn(messageOf(await press({ kind: 'paper.show', paper: page.id })))).toEqual([page]);
  });

  it('offers Save, or Unsave where the paper is on the list already, and always Save to a channel', async () => {
    const { read, ask, press } = await aBot({ papers: PAPERS });
    expect(labelsOf(await read('show lora'))).toEqual(['Similar', 'Save']);
    await ask('save lora');
    const saved = await read('show lora');
    expect(labelsOf(saved)).toEqual(['Similar', 'Unsave']);
    expect(labelsOf(await read('show lora', { asker: aUser('another') }))).toEqual(['Similar', 'Save']);
    if (saved.share === undefined) throw new Error('not shareable');
    expect(labelsOf(messageOf(await press({ kind: 'share', what: saved.share })))).toEqual(['Similar', 'Save']);
  });

  it('tells the presser of an old button that the paper is gone', async () => {
    const { press } = await aBot();
    expect(await press({ kind: 'paper.show', paper: LORA.id })).toMatchObject({
      level: 'error',
      text: expect.stringContaining('not in the archive any more'),
    });
  });
});

describe('similar', () => {
  it('explains each paper by the words it shares', async () => {
    const { read } = await aBot({ papers: PAPERS });
    const message = await read('similar lora');
    expect(message.title).toBe(`Similar to ${LORA.title}`);
    expect(message.blocks).toMatchObject([
      { paper: { id: DORA.id }, reason: [{ text: 'shares: ' }, { text: expect.stringMatching(/^rank, /) }] },
    ]);
  });

  it('is behind the button of a paper, and leads back to it', async () => {
    const { read, press } = await aBot({ papers: PAPERS });
    const similar = messageOf(await press(buttonOf(await read('show lora'), 'Similar')));
    expect(papersIn(messageOf(await press(buttonOf(similar, 'The paper itself'))))).toEqual([LORA]);
  });

  it('says so where no other paper is near', async () => {
    const { read } = await aBot({ papers: PAPERS });
    expect(wordsOf(await read('similar hippo'))).toContain('No other paper here comes near it.');
  });
});

describe('finding the papers of a text', () => {
  const TEXT = 'see https://arxiv.org/abs/2106.09685v1, hf.co/papers/2402.09353 and 2404.02948';

  it('shows those that are here and links those that are not', async () => {
    const { read } = await aBot({ papers: PAPERS });
    const message = await read(`find ${TEXT}`);
    expect(papersIn(message)).toEqual([LORA, DORA]);
    expect(wordsOf(message)).toContain('3 papers are named there.');
    expect(wordsOf(message)).toContain('https://arxiv.org/abs/2404.02948');
  });

  it('answers a message of another person privately in the same way', async () => {
    const { bot, read } = await aBot({ papers: PAPERS });
    const plan = bot.plan({ kind: 'find-papers', text: TEXT });
    expect(plan.answer).toBe('private');
    const reply = await plan.run({
      asker: aUser(),
      place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      standing: MEMBER,
      now: anInstant(),
    });
    expect(messageOf(reply)).toEqual(await read(`find ${TEXT}`));
  });

  it('caps what it shows and says how many more there are', async () => {
    const { read } = await aBot();
    const ids = Array.from({ length: 14 }, (_, at) => `2404.${String(10_000 + at)}`).join(' ');
    expect(wordsOf(await read(`find ${ids}`))).toContain('and 4 more');
  });

  it('says what it looks for where a text names no paper', async () => {
    const { read } = await aBot();
    expect(wordsOf(await read('find hello there'))).toContain('No paper is named there');
  });
});
