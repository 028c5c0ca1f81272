/**
 * `npm run eval -- --ablation FOLDER`: what each part of the ranking is worth, by turning each off in turn.
 *
 * FOLDER holds relevance sets: collections in BEIR's layout in folders of their own (`corpus.jsonl.gz`, `queries.jsonl`,
 * `qrels.tsv`) and lines of known items (`known-item*.jsonl`) over the `hf-papers.jsonl.gz` of the folder above. Over those papers it
 * also asks for four title words with one slip, as `tests/archive` does. What is missing is left out.
 *
 * A table in Markdown comes out: a line a part, and for each set the figure of the whole less that without the part (above zero: the
 * part helps), with the p of a paired randomisation test.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from '../../src/core/paper.ts';
import { wordsQuery } from '../../src/core/query.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import { TUNING, type Tuning } from '../../src/search/tuning.ts';
import { slippedQueries } from '../archive/typing-errors.ts';
import { mean, measure } from './metrics.ts';
import { pairedRandomisation } from './randomisation.ts';
import { archiveBeside, type JudgedQuery, readBeir, readKnownItemQueries, readPapers } from './test-collection.ts';

const SLIPPED_QUERIES = 600;
const SEED = 20_261_127;
const DEPTH = 40;

interface JudgedSet {
  readonly name: string;
  readonly figure: 'ndcg10' | 'mrr10';
  readonly queries: readonly JudgedQuery[];
}

/** Sets over the same papers share an index, as making it takes longest. */
interface Archive {
  readonly papers: readonly Paper[];
  readonly sets: readonly JudgedSet[];
}

/** One figure a query, by the name of the set. */
type Figures = ReadonlyMap<string, readonly number[]>;

export async function ablationTable(folder: string): Promise<string> {
  const archives = await readArchives(folder);
  const whole = await figuresOf(archives, TUNING);
  const rows = [
    ['part', ...whole.keys()],
    ['---', ...[...whole.keys()].map(() => '---')],
  ];
  rows.push(['all parts', ...[...whole.values()].map((figures) => mean(figures).toFixed(4))]);
  for (const part of Object.keys(TUNING)) {
    const without = await figuresOf(archives, { ...TUNING, [part]: 0 });
    rows.push([part, ...[...whole].map(([name, figures]) => gain(without.get(name) ?? [], figures))]);
  }
  return rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function gain(without: readonly number[], whole: readonly number[]): string {
  const { difference, p } = pairedRandomisation(without, whole, SEED);
  if (without.every((figure, query) => figure === whole[query])) return '0';
  return `${difference < 0 ? '' : '+'}${difference.toFixed(4)} (${p.toFixed(3)})`;
}

async function figuresOf(archives: readonly Archive[], tuning: Tuning): Promise<Figures> {
  const figures = new Map<string, readonly number[]>();
  for (const { papers, sets } of archives) {
    const index = makePaperIndex(undefined, tuning);
    await index.put(papers);
    for (const set of sets) figures.set(set.name, await figuresFor(set, index));
  }
  return figures;
}

async function figuresFor({ queries, figure }: JudgedSet, index: PaperIndex): Promise<readonly number[]> {
  const figures: number[] = [];
  for (const { text, judgments } of queries) {
    const { hits } = await index.search(wordsQuery(text), { number: 1, size: DEPTH });
    const measures = measure(
      hits.map(({ paper }) => paper),
      judgments,
    );
    if (measures !== undefined) figures.push(measures[figure]);
  }
  return figures;
}

async function readArchives(folder: string): Promise<readonly Archive[]> {
  const archives: Archive[] = [];
  for (const name of readdirSync(folder).sort()) {
    const file = (ending: string): string => join(folder, name, ending);
    if (!existsSync(file('qrels.tsv'))) continue;
    const files = { corpus: file('corpus.jsonl.gz'), queries: file('queries.jsonl'), qrels: file('qrels.tsv') };
    const { papers, queries } = await readBeir(files);
    archives.push({ papers, sets: [{ name, figure: 'ndcg10', queries }] });
  }
  return [...archives, ...(await readKnownItemArchive(folder))];
}

async function readKnownItemArchive(folder: string): Promise<readonly Archive[]> {
  const names = readdirSync(folder).filter((name) => /^known-item.*\.jsonl$/.test(name));
  const file = archiveBeside(join(folder, names[0] ?? 'known-item.jsonl'));
  if (file === undefined) return [];
  const papers = await readPapers(file);
  const sets: JudgedSet[] = [];
  for (const name of names.sort()) {
    const queries = await readKnownItemQueries(join(folder, name));
    sets.push({ name: name.replace('.jsonl', ''), figure: 'mrr10', queries });
  }
  const slipped = slippedQueries(papers, SLIPPED_QUERIES);
  const queries = slipped.map(({ paper, text }) => ({ text, judgments: new Map([[paper.id, 1]]) }));
  return [{ papers, sets: [...sets, { name: 'one slip', figure: 'mrr10', queries }] }];
}
