import { parse as parseBibtex } from '@retorquere/bibtex-parser';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SavedPaper } from '../../../src/core/person-store.ts';
import { EXPORT_FORMATS, exportReadingList } from '../../../src/features/reading-list/export-formats.ts';
import { anInstant, aPagePaper, aPaper, type PaperDraft } from '../../support/builders.ts';

const saved = (draft: PaperDraft = {}, savedAt = '2026-01-05T09:00:00Z'): SavedPaper => ({
  paper: aPaper(draft),
  savedAt: anInstant(savedAt),
});

const bibtexOf = (list: readonly SavedPaper[]) => exportReadingList(list, 'bibtex').content;

/** As a reference manager reads it back, titles untouched. */
const entriesOf = (list: readonly SavedPaper[]) => {
  const { entries, errors } = parseBibtex(bibtexOf(list), { sentenceCase: false });
  expect(errors).toEqual([]);
  return entries;
};

const rowsOf = (list: readonly SavedPaper[]): readonly Record<string, string>[] =>
  parseCsv(exportReadingList(list, 'csv').content, { bom: true, columns: true });

const NASTY = 'A & B_{i} 100% of $5 #1 ~x^2 \\alpha } "said" <1 |x> {\\LaTeX @misc{x, = ünï 量子';

describe('an exported file', () => {
  it.each([
    ['bibtex', 'paperboy-reading-list.bib', 'application/x-bibtex'],
    ['csv', 'paperboy-reading-list.csv', 'text/csv'],
    ['json', 'paperboy-reading-list.json', 'application/json'],
  ] as const)('as %s is named for its format', (format, name, mediaType) => {
    expect(exportReadingList([saved()], format)).toMatchObject({ name, mediaType });
  });

  it('keeps the order of the list, and is valid for an empty one', () => {
    const list = ['arxiv:2401.00003', 'arxiv:2401.00001', 'arxiv:2401.00002'].map((id) => saved({ id }));
    expect(entriesOf(list).map(({ fields }) => `arxiv:${fields.eprint}`)).toEqual(list.map(({ paper }) => paper.id));
    expect(rowsOf(list).map(({ arxiv_id }) => `arxiv:${arxiv_id}`)).toEqual(list.map(({ paper }) => paper.id));
    expect(entriesOf([])).toEqual([]);
    expect(rowsOf([])).toEqual([]);
    expect(JSON.parse(exportReadingList([], 'json').content)).toMatchObject({ papers: [] });
  });

  it('is made of any text at all', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(NASTY, '=1+1', '{', '}', '\\', '"', ',\n'),
    );
    const list = fc.array(
      fc.record({ title: text, abstract: text, authors: fc.array(text, { maxLength: 3 }), authorsNote: text }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(list, (drafts) => {
        const papers = drafts.map((draft, at) => saved({ ...draft, id: `arxiv:2401.0000${at}` }));
        expect(entriesOf(papers)).toHaveLength(papers.length);
        expect(rowsOf(papers)).toHaveLength(papers.length);
        for (const format of EXPORT_FORMATS) expect(exportReadingList(papers, format).content).toBeTypeOf('string');
      }),
    );
  });
});

describe('a BibTeX entry', () => {
  it('has the fields that arXiv’s own citations have', () => {
    const list = [
      saved({
        id: 'arxiv:2404.02948',
        title: 'PiSSA: Principal Singular Values of Large Language Models',
        authors: ['Fanxu Meng', 'Zhaohui Wang'],
        publishedOn: '2024-04-03',
        categories: ['cs.LG', 'cs.AI'],
        authorsNote: 'Spotlight & poster',
      }),
    ];
    expect(bibtexOf(list)).toBe(`@misc{meng2024pissa,
  title = {{PiSSA}: Principal Singular Values of Large Language Models},
  author = {Fanxu Meng and Zhaohui Wang},
  year = {2024},
  eprint = {2404.02948},
  archivePrefix = {arXiv},
  primaryClass = {cs.LG},
  url = {https://arxiv.org/abs/2404.02948},
  note = {Spotlight \\& poster},
}
`);
  });

  it('is read back with every special character as it was', () => {
    const [entry] = entriesOf([saved({ title: NASTY, authorsNote: NASTY })]);
    expect(entry?.fields).toMatchObject({ title: NASTY, note: NASTY });
  });

  it.each([
    ['LoRA: Low-Rank Adaptation', '{LoRA}: Low-Rank Adaptation'],
    ['GPT-4 and T5 in 3D: A Survey', '{GPT}-4 and {T5} in {3D}: A Survey'],
    ['FP8-LM (LLM.int8())', '{FP8}-{LM} ({LLM.int8}())'],
    ['Language Models are Few-Shot Learners', 'Language Models are Few-Shot Learners'],
    ['Don’t Stop: ÉTÉ', 'Don’t Stop: {ÉTÉ}'],
  ])('keeps the capitals of names in `%s`', (title, written) => {
    expect(bibtexOf([saved({ title })])).toContain(`title = {${written}},`);
  });

  it('takes no group of authors apart, and knows suffixes', () => {
    const authors = ['Hal Daumé III', 'Gemma Team', 'Research and Planning', 'Smith, John', 'Ludwig van Beethoven', 'Wei Ai'];
    const [entry] = entriesOf([saved({ authors })]);
    expect(entry?.fields.author).toEqual([
      { firstName: 'Hal', lastName: 'Daumé', suffix: 'III' },
      { name: 'Gemma Team' },
      { name: 'Research and Planning' },
      { name: 'Smith, John' },
      { firstName: 'Ludwig', prefix: 'van', lastName: 'Beethoven' },
      { firstName: 'Wei', lastName: 'Ai' },
    ]);
  });

  it('says `and others` where the source named only some of the authors', () => {
    expect(bibtexOf([saved({ authors: ['Tri Dao'], authorCount: 3 })])).toContain('author = {Tri Dao and others},');
    expect(bibtexOf([saved({ authors: ['Tri Dao'], authorCount: 1 })])).toContain('author = {Tri Dao},');
  });

  it('names the organization where no author is known, and nobody where that is unknown too', () => {
    const paper = aPagePaper('A Report', { authorCount: 6 });
    const organization = { slug: 'deepseek-ai', name: 'DeepSeek & Friends' };
    const byOrganization = bibtexOf([{ paper: { ...paper, organization }, savedAt: anInstant() }]);
    expect(byOrganization).toContain('author = {{DeepSeek \\& Friends}},');
    expect(byOrganization).toMatch(/^@misc\{deepseekfriendsreport,/);
    const byNobody = bibtexOf([{ paper, savedAt: anInstant() }]);
    expect(byNobody).not.toContain('author');
    expect(byNobody).not.toContain('eprint');
  });

  it('falls back on the project’s address, which cannot end the field', () => {
    const paper = aPagePaper('A Report', { projectUrl: 'https://example.org/a_b%20{c}\\d#e' });
    expect(bibtexOf([{ paper, savedAt: anInstant() }])).toContain('url = {https://example.org/a_b%20%7Bc%7D%5Cd#e},');
  });

  it('says that a paper was withdrawn', () => {
    expect(bibtexOf([saved({ withdrawnAt: '2026-01-01' })])).toContain('note = {Withdrawn from arXiv.},');
  });
});

describe('a citation key', () => {
  const keysOf = (list: readonly SavedPaper[]) => entriesOf(list).map(({ key }) => key);

  it.each<[string, PaperDraft]>([
    ['dao2022flashattention', { title: 'FlashAttention: Fast and Exact', authors: ['Tri Dao'], publishedOn: '2022-05-27' }],
    ['maaten2024visualizing', { title: 'On the Visualizing', authors: ['Laurens van der Maaten'] }],
    ['daume2024llmint8', { title: 'LLM.int8(): 8-bit', authors: ['Hal Daumé III'] }],
    ['ostergaardlos2024sssa', { title: 'ßŞa', authors: ['x Østergaard-Łoś'] }],
    ['gemini2024team', { title: 'Team', authors: ['Gemini'] }],
    ['paper2024quantum', { title: '量子 Quantum', authors: ['李 明'] }],
    ['paper2024', { title: '量子', authors: [] }],
    ['lovelace2024a', { title: 'A', authors: ['Ada Lovelace'] }],
  ])('is `%s`, ASCII only', (key, draft) => {
    expect(keysOf([saved(draft)])).toEqual([key]);
  });

  it('is unique, and does not change when another paper is saved', () => {
    const first = saved({ id: 'arxiv:2401.00001', title: 'Deep One' }, '2026-01-01');
    const second = saved({ id: 'arxiv:2401.00002', title: 'Deep Two' }, '2026-01-02');
    const third = saved({ id: 'arxiv:2401.00003', title: 'Deep Three' }, '2026-01-03');
    expect(keysOf([second, first])).toEqual(['lovelace2024deepa', 'lovelace2024deep']);
    expect(keysOf([third, second, first])).toEqual(['lovelace2024deepb', 'lovelace2024deepa', 'lovelace2024deep']);
    const many = Array.from({ length: 60 }, (_, at) => saved({ id: `arxiv:2401.${10_000 + at}`, title: 'Deep' }));
    expect(new Set(keysOf(many)).size).toBe(60);
    expect(keysOf(many)).toContain('lovelace2024deepaa');
  });
});

describe('a CSV row', () => {
  it('has a column for each thing known, days as ISO dates', () => {
    const [row] = rowsOf([
      saved({
        title: 'One, "two"\nthree',
        publishedOn: '2024-01-02',
        listedOn: '2024-01-03',
        upvotes: 12,
        organization: { slug: 'meta', name: 'Meta' },
        keywords: ['a', 'b'],
      }),
    ]);
    expect(row).toMatchObject({
      title: 'One, "two"\nthree',
      authors: 'Ada Lovelace; Alan Turing',
      author_count: '2',
      organization: 'Meta',
      published_on: '2024-01-02',
      listed_on: '2024-01-03',
      saved_on: '2026-01-05',
      votes: '12',
      comments: '',
      arxiv_id: '2401.00001',
      arxiv_url: 'https://arxiv.org/abs/2401.00001',
      keywords: 'a; b',
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://example.org";"x")'])(
    'never starts a formula: %j',
    (title) => {
      const [row] = rowsOf([saved({ title, abstract: title, summary: title, authors: [title], keywords: [title] })]);
      for (const column of ['title', 'abstract', 'summary', 'authors', 'keywords']) expect(row?.[column]).toBe(`'${title}`);
    },
  );

  it('is read by Excel: a byte order mark, quoted text, lines ended as RFC 4180 has them', () => {
    const { content } = exportReadingList([saved({ title: 'Ünï' })], 'csv');
    expect(content).toMatch(/^\ufeff"title","authors",.*\r\n"Ünï",.*\r\n$/);
  });
});

describe('the JSON list', () => {
  it('keeps to its documented keys, and leaves out what is not known', () => {
    const { papers, ...head } = JSON.parse(exportReadingList([saved({ id: 'arxiv:2404.02948', upvotes: 3 })], 'json').content);
    expect(head).toEqual({ format: 'paperboy-reading-list', version: 1 });
    expect(papers).toEqual([
      {
        id: 'arxiv:2404.02948',
        savedAt: '2026-01-05T09:00:00.000Z',
        arxivId: '2404.02948',
        title: 'Findings on arxiv:2404.02948',
        authors: ['Ada Lovelace', 'Alan Turing'],
        authorCount: 2,
        votes: 3,
        arxivUrl: 'https://arxiv.org/abs/2404.02948',
        pdfUrl: 'https://arxiv.org/pdf/2404.02948',
        huggingFaceUrl: 'https://huggingface.co/papers/2404.02948',
        categories: [],
        keywords: [],
        abstract: 'We study machines that read, and find that they can.',
      },
    ]);
  });
});
