/**
 * Every paper of the real archive through the border, each kind of oddity counted before and after. Runs where the data is.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import { cleanText } from '../../src/sources/clean-text.ts';
import { jsonRecord } from '../../src/sources/json-record.ts';
import { cleanNames } from '../../src/sources/person-name.ts';

const ARCHIVE = new URL('../../../shared/data/hf-papers.jsonl.gz', import.meta.url).pathname;
const isHere = existsSync(ARCHIVE);
if (!isHere) process.stdout.write('skipped: the suite over the whole archive, as ../shared/data is not here\n');

/** What these tests look at in a raw line. */
interface RawLine {
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly aiKeywords?: readonly string[];
  readonly githubRepo?: string;
  readonly categories?: readonly string[];
}

type Counted = 'abstract' | 'title' | 'an author' | 'a keyword' | 'code link' | 'a category' | 'author list';

/** `after`: how many papers may still show it, each looked at by hand. */
interface Oddity {
  readonly what: string;
  readonly where: Counted;
  readonly is: (text: string) => boolean;
  readonly after: number;
}

const has = (pattern: RegExp) => (text: string) => pattern.test(text);
const ODDITIES: readonly Oddity[] = [
  { what: 'hard line break', where: 'abstract', is: has(/\n/), after: 0 },
  { what: 'hard line break', where: 'title', is: has(/\n/), after: 0 },
  {
    what: 'dropped times (3times, 64times64)',
    where: 'abstract',
    is: has(/\dtimes|(?<!\w)times\d/),
    after: 0,
  },
  {
    what: 'dropped sim, geq, leq, approx before a number',
    where: 'abstract',
    is: has(/(?<![A-Za-z\\-])(?:sim(?=\+?\d)(?!2[a-su-z])|[gl]eq ?(?=\d)|approx ?(?=\d))/),
    after: 0,
  },
  {
    what: 'other dropped mark (ell_, rightarrow, 360^circ, {sim})',
    where: 'abstract',
    is: has(/(?<![A-Za-z])ell_|(?<![A-Za-z\\])\w*(?:right|up|down)arrow|\^circ|\{(?:sim|times|approx)\}/),
    after: 0,
  },
  { what: String.raw`\% \_ \& \# \$`, where: 'abstract', is: has(/\\[%_&#$]/), after: 0 },
  { what: 'LaTeX command', where: 'abstract', is: has(/\\[A-Za-z]{2,}/), after: 0 },
  { what: 'LaTeX command or escape', where: 'title', is: has(/\\/), after: 0 },
  { what: '$…$ or \\(…\\) math', where: 'abstract', is: has(/\$[^$\d\s][^$]{0,80}[^$\s]?\$|\\\(/), after: 2 },
  { what: '$…$ (two prices in one title stay)', where: 'title', is: has(/\$[^$]+\$/), after: 1 },
  { what: String.raw`LaTeX accent (\"u, \'e)`, where: 'abstract', is: has(/\\["'`^~=.]\{?\\?[A-Za-z]/), after: 0 },
  { what: "LaTeX quotes (``x'')", where: 'abstract', is: has(/``|''/), after: 0 },
  { what: 'HTML tag', where: 'abstract', is: has(/<\/?(?:a|span|b|i|p|br)(?:\s[^<>]*)?>/), after: 0 },
  { what: 'HTML entity', where: 'abstract', is: has(/&(?:[a-z]+|#\d+);/), after: 0 },
  {
    what: 'invisible character, or text not in NFC',
    where: 'abstract',
    is: (text) => /[\u200b-\u200f\ufeff\ufffd]/.test(text) || text !== text.normalize('NFC'),
    after: 0,
  },
  { what: 'LaTeX or stray mark', where: 'an author', is: has(/[\\~{}$]|^[^\p{L}]*$/u), after: 0 },
  { what: 'same name twice', where: 'author list', is: has(/(?:^|\n)([^\n]+)\n(?:[^\n]+\n)*?\1(?:\n|$)/i), after: 0 },
  { what: 'stray blank', where: 'a keyword', is: has(/^\s|\s$|\s\s/), after: 0 },
  {
    what: 'not plain https://github.com/owner/name',
    where: 'code link',
    is: (text) => !/^https:\/\/github\.com\/[\w-]+\/[\w.-]+$/.test(text),
    after: 4,
  },
  { what: 'no class of arXiv', where: 'a category', is: has(/^[A-Z\d]|[;,\s]/), after: 0 },
];

const rawTexts = (line: RawLine): Record<Counted, readonly string[]> => ({
  abstract: [line.abstract ?? ''],
  title: [line.title],
  'an author': line.authors ?? [],
  'author list': [(line.authors ?? []).join('\n')],
  'a keyword': line.aiKeywords ?? [],
  'code link': line.githubRepo === undefined ? [] : [line.githubRepo],
  'a category': line.categories ?? [],
});
const cleanTexts = (paper: Paper): Record<Counted, readonly string[]> => ({
  abstract: [paper.abstract],
  title: [paper.title],
  'an author': paper.authors,
  'author list': [paper.authors.join('\n')],
  'a keyword': paper.keywords,
  'code link': paper.codeUrl === undefined ? [] : [paper.codeUrl],
  'a category': paper.categories,
});

describe.skipIf(!isHere)('the whole archive', () => {
  const raw: RawLine[] = [];
  const papers: Paper[] = [];
  const rejected: unknown[] = [];

  beforeAll(() => {
    for (const [at, line] of gunzipSync(readFileSync(ARCHIVE)).toString('utf8').trim().split('\n').entries()) {
      raw.push(JSON.parse(line) as RawLine);
      const record = jsonRecord(line, `hf-papers.jsonl.gz:${at + 1}`);
      if (record.kind === 'paper') papers.push(record.paper);
      else rejected.push(record);
    }
  });

  it('is read without a rejected record', () => {
    expect(rejected).toEqual([]);
    expect(papers).toHaveLength(17_400);
    expect(new Set(papers.map(({ id }) => id)).size).toBe(17_400);
  });

  it('has its oddities mended', () => {
    const table = ODDITIES.map(({ what, where, is, after }) => ({
      what: `${where}: ${what}`,
      before: raw.filter((line) => rawTexts(line)[where].some(is)).length,
      after: papers.filter((paper) => cleanTexts(paper)[where].some(is)).length,
      allowed: after,
    }));
    const rows = table.map(
      ({ what, before, after }) => `${what.padEnd(64)} ${String(before).padStart(6)} ${String(after).padStart(6)}\n`,
    );
    process.stdout.write(`${'papers with'.padEnd(64)} before  after\n${rows.join('')}`);
    for (const { what, after, allowed } of table) expect(after, what).toBeLessThanOrEqual(allowed);
  });

  it('is the same when cleaned again', () => {
    for (const { title, abstract, summary, authorsNote, keywords, authors } of papers) {
      for (const text of [title, abstract, summary ?? '', authorsNote ?? '', ...keywords]) expect(cleanText(text)).toBe(text);
      expect(cleanNames(authors)).toEqual(authors);
    }
  });

  it('keeps every web address that an abstract names', () => {
    const addresses = (text: string) =>
      [...text.matchAll(/https?:\/\/[\w./~%#?=&-]*[\w/]/g)].map(([address]) => address.replace(/\/$/, ''));
    for (const [at, line] of raw.entries()) {
      const unescaped = (line.abstract ?? '').replace(/\\allowbreak\s*/g, '').replace(/\\([%_&#~])(?:\{\})?/g, '$1');
      const kept = papers[at]?.abstract ?? '';
      expect(addresses(unescaped).filter((address) => !kept.includes(address))).toEqual([]);
    }
  });

  it('loses no words', () => {
    const words = (text: string) => new Set(text.match(/[a-z]{5,}/g) ?? []);
    const commands = /\\[A-Za-z]+|[a-z]*(?:times|arrow|approx(?![a-z])|infty|varepsilon|math[a-z]+|text[a-z]+)|x201[34]/g;
    for (const [at, line] of raw.entries()) {
      const kept = words(papers[at]?.abstract ?? '');
      const lost = [...words((line.abstract ?? '').replace(commands, ' '))].filter((word) => !kept.has(word));
      expect(lost.length, `${papers[at]?.id}: ${lost.join(' ')}`).toBeLessThanOrEqual(3);
    }
  });
});
