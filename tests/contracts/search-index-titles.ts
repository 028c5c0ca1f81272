/**
 * Titles and names in the index's contract: who asks for a paper by what it is called gets it first, always.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import { wordsQuery } from '../../src/core/query.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import { answerTo, firstFor, found } from '../support/ask-index.ts';
import { aPaper, somePapers } from '../support/builders.ts';
import { seedPapers, titled } from '../support/seed-papers.ts';
import type { TestedIndex } from './search-index.ts';

export function titlesContract(tested: TestedIndex): void {
  describe('asked for a title', () => {
    exactTitles(tested);
    shortNames(tested);
    suggestions(tested);
  });
}

function exactTitles({ make, seeded }: TestedIndex): void {
  it('puts every paper of the seed page first for its exact title, in any case, as words and as a typed query', async () => {
    const [papers, index] = [await seedPapers(), await seeded()];
    expect(papers).toHaveLength(47);
    for (const { id, title } of papers) {
      const spellings = [title, title.toLowerCase(), title.toUpperCase(), title.replace(/[^\p{L}\p{N}]+/gu, ' ')];
      for (const spelling of spellings) {
        expect(await firstFor(index, wordsQuery(spelling)), spelling).toBe(id);
        expect(await firstFor(index, spelling), spelling).toBe(id);
        expect(index.named(spelling), spelling).toEqual([id]);
      }
    }
  });

  it('puts an exact title before papers that say the same words more often', async () => {
    const exact = aPaper({ id: 'arxiv:exact', title: 'Attention and memory', abstract: 'Nothing to the point.' });
    const eager = aPaper({ id: 'arxiv:eager', title: 'Memory attention, attention memory', abstract: 'Attention, memory.' });
    const index = await make([eager, exact]);
    expect(await found(index, 'attention and memory')).toEqual(['arxiv:exact', 'arxiv:eager']);
    expect(await found(index, 'memory attention')).toEqual(['arxiv:eager', 'arxiv:exact']);
  });

  it('puts a title that the query says in another order before papers that say the same words more often', async () => {
    const said = 'Scaling of laws, neural views of language, models.';
    const index = await make([
      aPaper({ id: 'arxiv:eager', title: `${said} Findings, measures, outlooks, remarks, methods`, abstract: `${said} ${said}` }),
      aPaper({
        id: 'arxiv:meant',
        title: 'Scaling Laws for Neural Language Models',
        abstract: 'Findings, measures, outlooks. '.repeat(5),
      }),
      ...somePapers(20),
    ]);
    expect(await firstFor(index, 'laws scaling models language neural')).toBe('arxiv:meant');
  });

  it('finds a title that has no word to search by', async () => {
    const papers = ['🎉', '注意力机制', 'מנגנון קשב', 'What You Are Is What You Do', 'C'].map((title) =>
      aPaper({ id: title, title }),
    );
    const index = await make(papers);
    for (const { id, title } of papers) {
      expect(index.named(title)).toEqual([id]);
      expect(await firstFor(index, wordsQuery(title))).toBe(id);
    }
  });

  it('gives both of two papers under one title, and keeps the other conditions of the query', async () => {
    const one = aPaper({ id: 'arxiv:2401.00001', title: 'Twice Told', upvotes: 3 });
    const two = aPaper({ id: 'arxiv:2402.00002', title: 'Twice told.' });
    const index = await make([one, two]);
    expect(index.named('twice told')).toEqual([two.id, one.id]);
    expect(await found(index, 'twice told')).toEqual([two.id, one.id]);
    expect(await found(index, 'twice told votes:>2')).toEqual([one.id]);
  });

  it('names no paper for a part of a title or for nothing', async () => {
    const index = await seeded();
    for (const text of ['Efficient', 'Low-rank matrix', 'matrix', '', ' ', '...', '\u200b'])
      expect(index.named(text)).toEqual([]);
  });
}

function shortNames({ make, seeded }: TestedIndex): void {
  let papers: readonly Paper[];
  let index: SearchIndex;
  beforeAll(async () => {
    papers = await seedPapers();
    index = await seeded();
  });

  it.each([
    ['PiSSA: Principal', ['PiSSA', 'pissa', 'PISSA', ' PiSSA. ']],
    ['LLM.int8():', ['LLM.int8()', 'llm.int8()', 'LLM.int8', 'LLM int8', 'llmint8', 'LLM-int8()']],
    ['SliceGPT:', ['SliceGPT', 'slicegpt', 'slice-gpt', 'Slice GPT']],
    ['How to Train Your HiPPO', ['HiPPO', 'hippo', 'HIPPO', '(HiPPO)']],
    ['MTQA:Matrix', ['MTQA', 'mtqa']],
    ['CUDA-L2:', ['CUDA-L2', 'cuda l2', 'CUDAL2']],
    ['LQ-LoRA:', ['LQ-LoRA', 'lq lora', 'LQLoRA']],
    ['Mosaic-SDF for 3D', ['Mosaic-SDF', 'mosaic sdf']],
    ['SVD-Free Low-Rank', ['SVD-Free']],
  ])('finds "%s…" first by its short name, however written', async (beginning, names) => {
    const { id } = titled(papers, beginning);
    for (const name of names) {
      expect(await firstFor(index, wordsQuery(name)), name).toBe(id);
      expect(index.named(name)[0], name).toBe(id);
    }
  });

  it('puts a paper of that name before papers that compare themselves with it', async () => {
    const named = aPaper({ id: 'arxiv:2301.00001', title: 'Zebra: Stripes for Sequences', abstract: 'We give a model.' });
    const others = [2, 3, 4].map((at) =>
      aPaper({
        id: `arxiv:2401.0000${at}`,
        title: `Faster than zebra ${at}`,
        abstract: 'Zebra here, zebra there: zebra beaten.',
      }),
    );
    const filled = await make([...others, named]);
    expect(await firstFor(filled, 'zebra')).toBe(named.id);
    expect(await found(filled, 'zebra')).toHaveLength(4);
  });
}

function suggestions({ make, seeded }: TestedIndex): void {
  const suggested = (index: SearchIndex, typed: string, limit = 10) => index.suggest(typed, limit).map(({ title }) => title);
  const filled = () =>
    make(
      ['Low-Rank Adaptation', 'Adaptation of low resolution', 'Rank Aggregation', 'Über die Quantisierung'].map((title) =>
        aPaper({ id: title, title }),
      ),
    );

  it('completes the last word typed and wants every word before it', async () => {
    const index = await filled();
    expect(suggested(index, 'low ada')).toEqual(expect.arrayContaining(['Low-Rank Adaptation', 'Adaptation of low resolution']));
    expect(suggested(index, 'low rank ada')).toEqual(['Low-Rank Adaptation']);
    expect(suggested(index, 'rank agg')).toEqual(['Rank Aggregation']);
    expect(suggested(index, 'lo resol')).toEqual([]);
    expect(suggested(index, 'UBER')).toEqual(['Über die Quantisierung']);
  });

  it('offers a title that begins as typed before one that has the words further on', async () => {
    const index = await filled();
    expect(suggested(index, 'adaptation')[0]).toBe('Adaptation of low resolution');
    expect(suggested(index, 'rank')[0]).toBe('Rank Aggregation');
  });

  it('looks past a slip only where nothing fits as typed', async () => {
    const index = await filled();
    expect(suggested(index, 'agregation')).toEqual(['Rank Aggregation']);
    expect(suggested(index, 'low adaptatoin')).toContain('Low-Rank Adaptation');
    expect(suggested(index, 'rank aggregation')).toEqual(['Rank Aggregation']);
  });

  it('gives at most as many as asked for, and none for text without a word', async () => {
    const index = await seeded();
    expect(suggested(index, 'matrix', 3)).toHaveLength(3);
    expect(suggested(index, 'matrix', 0)).toEqual([]);
    for (const typed of ['', ' ', '?!', '🎉']) expect(suggested(index, typed)).toEqual([]);
    expect(suggested(index, 'zzzzqqqq')).toEqual([]);
  });

  it('offers every paper of the seed page for its title cut off anywhere after the twelfth letter', async () => {
    const [papers, index] = [await seedPapers(), await seeded()];
    for (const { id, title } of papers) {
      for (const length of [12, 20, title.length]) {
        const offered = index.suggest(title.slice(0, length), 10);
        expect(offered, title.slice(0, length)).toContainEqual({ paper: id, title });
      }
    }
  });

  it('suggests the same in the same order whatever the order in which papers were put', async () => {
    const papers = await seedPapers();
    const [one, other] = [await make(papers), await make(papers.toReversed())];
    for (const typed of ['matrix', 'lo', 'language models', 'efficient', 'lora']) {
      expect(suggested(one, typed)).toEqual(suggested(other, typed));
    }
    expect((await answerTo(one, 'matrix')).hits).not.toEqual([]);
  });
}
