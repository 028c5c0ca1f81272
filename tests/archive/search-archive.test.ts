/**
 * The search over every paper of the real archive and over the judged collections: what must always hold, and figures that
 * must not fall. Runs where the data is; what is measured is printed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Paper, type PaperId, titleKey } from '../../src/core/paper.ts';
import { wordsQuery } from '../../src/core/query.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import { type Measures, mean, measure } from '../bench/metrics.ts';
import { type JudgedQuery, readBeir, readKnownItemQueries, readKnownItems } from '../bench/test-collection.ts';
import { slippedQueries } from './typing-errors.ts';

const SHARED = new URL('../../../shared/data', import.meta.url).pathname;
const ARCHIVE = join(SHARED, 'hf-papers.jsonl.gz');
const RELEVANCE = join(SHARED, 'relevance');
const isHere = existsSync(ARCHIVE);
if (!isHere) process.stdout.write('skipped: searching the whole archive, as ../shared/data is not here\n');

/** Deep enough for recall@100 where negative grades are taken out. */
const DEPTH = 200;
const SEED = 20_261_123;
/** Raw MiniSearch takes a fifth of a second for a query over the whole archive. */
const RAW_QUERIES = 120;

type Search = (text: string) => Promise<readonly string[]>;

interface Figures {
  readonly ndcg: number;
  readonly mrr: number;
}

const paperboy =
  (index: PaperIndex): Search =>
  async (text) =>
    (await index.search(wordsQuery(text), { number: 1, size: DEPTH })).hits.map(({ paper }) => paper);

/** MiniSearch as it comes: default options, title and abstract as fields. */
function rawMiniSearch(papers: readonly Paper[]): Search {
  const index = new MiniSearch<Paper>({ fields: ['title', 'abstract'] });
  index.addAll(papers);
  return async (text) =>
    index
      .search(text)
      .slice(0, DEPTH)
      .map(({ id }) => id);
}

async function figuresOf(search: Search, queries: readonly JudgedQuery[]): Promise<Figures> {
  const measures: Measures[] = [];
  for (const { text, judgments } of queries) measures.push(...[measure(await search(text), judgments)].filter((one) => !!one));
  return { ndcg: mean(measures.map(({ ndcg10 }) => ndcg10)), mrr: mean(measures.map(({ mrr10 }) => mrr10)) };
}

function tell(what: string, figures: object): void {
  process.stdout.write(
    `${what}: ${JSON.stringify(figures, (_key, value) => (typeof value === 'number' ? round(value) : value))}\n`,
  );
}

/** About `count` of them, evenly spread. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.ceil(all.length / count);
  return all.filter((_, at) => at % step === 0);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

describe.skipIf(!isHere)('searching the whole archive', () => {
  let papers: readonly Paper[] = [];
  let human: readonly JudgedQuery[] = [];
  let index: PaperIndex;
  let raw: Search;
  const byId = new Map<string, Paper>();

  beforeAll(async () => {
    ({ papers, queries: human } = await readKnownItems(join(RELEVANCE, 'known-item.jsonl'), ARCHIVE));
    for (const paper of papers) byId.set(paper.id, paper);
    index = makePaperIndex();
    await index.put(papers);
    raw = rawMiniSearch(papers);
  }, 180_000);

  const firstFor = async (text: string): Promise<PaperId | undefined> =>
    (await index.search(wordsQuery(text), { number: 1, size: 1 })).hits[0]?.paper;
  const sameTitle = (id: string | undefined, title: string): boolean =>
    titleKey(byId.get(id ?? '')?.title ?? '') === titleKey(title);
  const sampleOf = <T>(all: readonly T[], count: number): readonly T[] =>
    fc.sample(fc.constantFrom(...all), { numRuns: count, seed: SEED });

  it('names every paper first for its exact title', () => {
    const missed = papers.filter(({ title }) => !sameTitle(index.named(title)[0], title));
    expect(missed.map(({ title }) => title)).toEqual([]);
    expect(papers).toHaveLength(17_400);
  });

  it('finds papers first for their exact titles', async () => {
    const missed: string[] = [];
    for (const { title } of sampleOf(papers, 500)) if (!sameTitle(await firstFor(title), title)) missed.push(title);
    expect(missed).toEqual([]);
  });

  it('finds papers first by the short names before their colons, unless another paper has the name too', async () => {
    const nameOf = ({ title }: Paper): string => /^(\S{2,30}(?: \S{1,20}){0,2}):/.exec(title)?.[1] ?? '';
    const bearers = new Map<string, number>();
    for (const name of papers.flatMap((paper) => [nameOf(paper), paper.title])) {
      bearers.set(titleKey(name), (bearers.get(titleKey(name)) ?? 0) + 1);
    }
    const named = papers.filter((paper) => nameOf(paper) !== '' && bearers.get(titleKey(nameOf(paper))) === 1);
    const missed: string[] = [];
    for (const paper of sampleOf(named, 300)) {
      for (const name of [nameOf(paper), nameOf(paper).toLowerCase()]) if ((await firstFor(name)) !== paper.id) missed.push(name);
    }
    expect(missed).toEqual([]);
    expect(named.length).toBeGreaterThan(5_000);
  });

  it('finds a paper of a person first by the person’s whole name as plain words', async () => {
    const people = papers.flatMap((paper) => paper.authors).filter((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name));
    const isBy = (id: string | undefined, name: string): boolean => byId.get(id ?? '')?.authors.includes(name) === true;
    const missed: string[] = [];
    for (const name of sampleOf([...new Set(people)], 300)) if (!isBy(await firstFor(name), name)) missed.push(name);
    tell('names that find something else first', missed);
    expect(missed.length).toBeLessThanOrEqual(6);
  });

  it('finds the papers of people’s summaries at MRR@10 of 0.84 at least', async () => {
    const figures = await figuresOf(paperboy(index), human);
    tell('known items, human', figures);
    expect(figures.mrr).toBeGreaterThanOrEqual(0.84);
  });

  it('finds the papers of summaries, by people and by a model, not worse than raw MiniSearch', async () => {
    const machine = await readKnownItemQueries(join(RELEVANCE, 'known-item-machine.jsonl'));
    for (const queries of [human, machine]) {
      const some = spread(queries, RAW_QUERIES);
      const figures = { paperboy: await figuresOf(paperboy(index), some), raw: await figuresOf(raw, some) };
      tell(`known items, ${some.length} of ${queries.length}`, figures);
      expect(figures.paperboy.mrr).toBeGreaterThanOrEqual(figures.raw.mrr);
    }
  }, 180_000);

  it('finds papers by four words of their titles with one typing error', async () => {
    const ranks: number[] = [];
    for (const { paper, text } of slippedQueries(papers, 200)) {
      const { hits } = await index.search(wordsQuery(text), { number: 1, size: 10 });
      const rank = hits.findIndex((hit) => hit.paper === paper.id);
      ranks.push(rank < 0 ? 0 : 1 / (rank + 1));
    }
    tell('one typing error in four words, MRR@10', { paperboy: mean(ranks) });
    expect(mean(ranks)).toBeGreaterThanOrEqual(0.9);
  });
});

describe.skipIf(!isHere)('searching a judged collection', () => {
  it.each([
    ['cranfield', 0.39],
    ['cacm', 0.52],
    ['scirepeval-search-sample', 0.79],
  ])('%s reaches nDCG@10 of %d, and is not worse than raw MiniSearch', async (name, least) => {
    const file = (ending: string): string => join(RELEVANCE, name, ending);
    const collection = { corpus: file('corpus.jsonl.gz'), queries: file('queries.jsonl'), qrels: file('qrels.tsv') };
    const { papers, queries } = await readBeir(collection);
    const index = makePaperIndex();
    await index.put(papers);
    const figures = {
      paperboy: await figuresOf(paperboy(index), queries),
      raw: await figuresOf(rawMiniSearch(papers), queries),
    };
    tell(name, figures);
    expect(figures.paperboy.ndcg).toBeGreaterThanOrEqual(least);
    expect(figures.paperboy.ndcg).toBeGreaterThanOrEqual(figures.raw.ndcg);
  });
});
