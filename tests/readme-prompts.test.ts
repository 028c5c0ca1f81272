/**
 * The questions that the README shows are those that the program asks, of the page that it ships with.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readingPrompt } from '../src/core/paper-claims/reading-prompt.ts';
import { makePaperIndex } from '../src/search/paper-index.ts';
import { seedPapers, titled } from './support/seed-papers.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const PAPERS = await seedPapers();
/** More than any wording needs to come round. */
const WEEKS = Array.from({ length: 12 }, (_, week) => week);

const plain = (spans: readonly object[]): string =>
  spans
    .map((span) => ('text' in span ? span.text : ''))
    .join('')
    .replace(/\s+/g, ' ');

describe('the ten questions in the README', () => {
  const [, table = ''] = /\| paper \| one of its questions \|\n\| --- \| --- \|\n((?:\|.*\n)+)/.exec(README) ?? [];
  const rows = [...table.matchAll(/^\| \*(.+?)\* \| (.+) \|$/gm)].map(([, title = '', question = '']) => ({ title, question }));

  it('are of ten papers', () => {
    expect(new Set(rows.map(({ title }) => title)).size).toBe(10);
  });

  it.each(rows)('are asked: $title', ({ title, question }) => {
    const paper = titled(PAPERS, title);
    const asked = WEEKS.flatMap((week) => readingPrompt(paper, { week }).questions.map(({ spans }) => plain(spans)));
    expect(asked).toContain(question);
  });
});

describe('the thread in the README', () => {
  it('is one that a group is given who read PiSSA before', async () => {
    const [, block = ''] = /where the group had read \*PiSSA\*[^`]*```text\n([^`]+)```/.exec(README) ?? [];
    const index = makePaperIndex();
    await index.put(PAPERS);
    const [paper, before] = [titled(PAPERS, 'One Head Eight Arms'), titled(PAPERS, 'PiSSA')];
    const near = (await index.similar(paper.id, PAPERS.length)).find(({ paper: id }) => id === before.id);
    const closest = { paper: before, sharedTerms: near?.sharedTerms ?? [] };
    const threads = WEEKS.map((week) => {
      const { opening, questions } = readingPrompt(paper, { week, closest });
      const [first, second] = opening.map(({ spans }) => plain(spans));
      return [first, second, 'To talk over', ...questions.map(({ spans }) => `• ${plain(spans)}`)].join(' ');
    });
    expect(threads).toContain(block.trim().replace(/\s+/g, ' '));
  });
});
