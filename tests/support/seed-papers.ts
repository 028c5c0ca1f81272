/**
 * The 47 papers of the page that the program ships with: real titles and abstracts that every checkout has.
 */
import type { Paper } from '../../src/core/paper.ts';
import { seedRecords } from '../../src/sources/paper-file.ts';

const PAGE = new URL('../../data/daily-papers-search-page.txt', import.meta.url).pathname;

/** In the order of the page. */
export async function seedPapers(): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  for await (const record of seedRecords(PAGE)) if (record.kind === 'paper') papers.push(record.paper);
  return papers;
}

/** The one paper whose title begins so. */
export function titled(papers: readonly Paper[], beginning: string): Paper {
  const [paper, ...others] = papers.filter(({ title }) => title.startsWith(beginning));
  if (paper === undefined || others.length > 0) throw new Error(`not one paper: ${beginning}`);
  return paper;
}
