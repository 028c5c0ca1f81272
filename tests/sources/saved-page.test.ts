import { describe, expect, it } from 'vitest';
import { savedPageRecords } from '../../src/sources/saved-page.ts';

const ABSTRACT =
  'We ask whether machines that read papers can also explain them, and find that they can. On nine tasks the new method beats the old one by a wide margin, at half of its cost.';
const SECOND =
  'Reading groups choose badly. We measure how badly over four years of minutes, and show that a vote with a deadline does much better than a chairperson.';

/** A page of one paper, and what was read of it. */
const paperOf = (page: string) => {
  const [record, ...others] = savedPageRecords(page, 'page.txt');
  expect(others).toEqual([]);
  if (record?.kind !== 'paper') throw new Error(`no paper: ${JSON.stringify(record)}`);
  return record.paper;
};

const titlesOf = (page: string) =>
  savedPageRecords(page, 'page.txt').map((record) =>
    record.kind === 'paper' ? record.paper.title : `${record.where} ${record.why}`,
  );

const entry = (title: string, abstract: string, footer = '  • 6 authors\n·\nAug 31, 2023') =>
  `${title}\n\n${abstract}\n\n${footer}\n\n`;

describe('an entry of a saved page', () => {
  it('has title, abstract, author count, date and comments', () => {
    expect(paperOf(entry('Machines That Explain', ABSTRACT, '  • 1,204 authors\n·\nAug 31, 2023 2'))).toMatchObject({
      id: expect.stringMatching(/^local:[0-9a-f]{16}$/),
      title: 'Machines That Explain',
      abstract: ABSTRACT,
      authors: [],
      authorCount: 1204,
      publishedOn: '2023-08-31',
      comments: 2,
    });
  });

  it('without a comment count has none, which is not zero', () => {
    expect(paperOf(entry('Machines That Explain', ABSTRACT))).not.toHaveProperty('comments');
  });

  it('may name an organization in place of the authors', () => {
    const named = paperOf(entry('Machines That Explain', ABSTRACT, 'deep-lab Deep Lab of X\n·\nDec 2, 2025 2'));
    expect(named).toMatchObject({ organization: { slug: 'deep-lab', name: 'Deep Lab of X' }, authorCount: 0, comments: 2 });
    const bare = paperOf(entry('Machines That Explain', ABSTRACT, 'Hugging Face\n·\nDec 2, 2025'));
    expect(bare.organization).toEqual({ slug: 'Hugging-Face', name: 'Hugging Face' });
  });

  it('may have organization and authors', () => {
    const paper = paperOf(entry('Machines That Explain', ABSTRACT, 'deep-lab Deep Lab\n·\n12 authors\n·\nDec 2, 2025 2'));
    expect(paper).toMatchObject({ organization: { slug: 'deep-lab' }, authorCount: 12, publishedOn: '2025-12-02', comments: 2 });
  });

  it.each([
    ['on one line', '• 6 authors · Aug 31, 2023 2'],
    ['without the bullet', '6 authors\n·\nAug 31, 2023 2'],
    ['with blank lines between', '• 6 authors\n\n·\n\nAug 31, 2023 2'],
    ['with the month written out', '• 6 authors\n·\nAugust 31, 2023 2'],
    ['with the day first', '• 6 authors\n·\n31 Aug 2023 2'],
    ['with an ISO date', '• 6 authors\n·\n2023-08-31 2'],
    ['with the comments on a line of their own', '• 6 authors\n·\nAug 31, 2023\n2'],
  ])('has its footer %s', (_, footer) => {
    expect(paperOf(entry('Machines That Explain', ABSTRACT, footer))).toMatchObject({
      authorCount: 6,
      publishedOn: '2023-08-31',
      comments: 2,
    });
  });

  it.each(['Jan 5', '3 days ago', 'about 5 hours ago', 'Feb 30, 2024'])(
    'has no date where the page says "%s", as a year is not guessed',
    (date) => {
      const paper = paperOf(entry('Machines That Explain', ABSTRACT, `• 6 authors\n·\n${date} 4`));
      expect(paper).not.toHaveProperty('publishedOn');
      expect(paper).toMatchObject({ authorCount: 6, comments: 4 });
    },
  );

  it('may have several paragraphs, short ones too', () => {
    const abstract = `${ABSTRACT}\n\nWe make two contributions:\n\nCode: https://x.org/code`;
    expect(paperOf(entry('Machines That Explain', abstract)).abstract).toBe(
      `${ABSTRACT} We make two contributions: Code: https://x.org/code`,
    );
  });

  it('may be wrapped, title and abstract', () => {
    const wrapped = ABSTRACT.replace(/(.{40}\S*) /g, '$1\n');
    const paper = paperOf(entry('Machines That\nExplain', wrapped));
    expect(paper).toMatchObject({ title: 'Machines That Explain', abstract: ABSTRACT });
  });

  it('may lack the blank line between title and abstract where lines are not wrapped', () => {
    const long = `${ABSTRACT} ${SECOND}`;
    expect(paperOf(`Machines That Explain\n${long}\n• 6 authors\n·\nAug 31, 2023\n`)).toMatchObject({
      title: 'Machines That Explain',
      abstract: long,
    });
  });

  it('may have votes and submitter above it', () => {
    const page = `Submitted by\nreader7\n88\n${entry('Machines That Explain', ABSTRACT)}Submitted by reader8\n\n12\n\n${entry('Voting Well', SECOND)}`;
    expect(titlesOf(page)).toEqual(['Machines That Explain', 'Voting Well']);
  });

  it('without an abstract is kept with an empty one', () => {
    const page = `${entry('Machines That Explain', ABSTRACT)}Voting Well\n\n  • 3 authors\n·\nAug 30, 2023\n\n`;
    expect(savedPageRecords(page, 'p')[1]).toMatchObject({ paper: { title: 'Voting Well', abstract: '', authorCount: 3 } });
  });

  it('without a footer does not swallow the next', () => {
    const page = `${entry('First of All', SECOND)}Machines That Explain\n\n${ABSTRACT}\n\n${entry('Voting Well', SECOND)}`;
    expect(titlesOf(page)).toEqual(['First of All', 'Machines That Explain', 'Voting Well']);
    expect(savedPageRecords(page, 'p')[1]).toMatchObject({ paper: { abstract: ABSTRACT, authorCount: 0 } });
  });
});

describe('a saved page', () => {
  const header =
    'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nJan 5\n\n';

  it('has header and menu lines that are no papers', () => {
    const page = `${header}${entry('Machines That Explain', ABSTRACT)}Previous\n\nNext\n\nTOS\n\n© Hugging Face\n`;
    expect(titlesOf(page)).toEqual(['Machines That Explain']);
  });

  it('is the same with Windows line ends, a byte-order mark and trailing blanks', () => {
    const page = `${header}${entry('Machines That Explain', ABSTRACT)}${entry('Voting Well', SECOND)}`;
    expect(savedPageRecords(`\ufeff${page.replaceAll('\n', ' \t\r\n')}`, 'p')).toEqual(savedPageRecords(page, 'p'));
  });

  it('that ends within an entry says which title has lost its abstract', () => {
    expect(titlesOf(`${entry('Machines That Explain', ABSTRACT)}How Reading Groups Choose Their Papers\n`)).toEqual([
      'Machines That Explain',
      'page.txt:9 The page ends after this title, before its abstract.',
    ]);
  });

  it('that begins within an entry says so, and gives the rest', () => {
    expect(titlesOf(`${ABSTRACT}\n\n • 6 authors\n·\nAug 31, 2023\n\n${entry('Voting Well', SECOND)}`)).toEqual([
      'page.txt:1 This abstract has no title.',
      'Voting Well',
    ]);
  });

  it.each(['nothing to see\n', header, 'id,title\n1,Voting Well\n'])('without a paper says so: %j', (page) => {
    expect(savedPageRecords(page, 'page.txt')).toEqual([
      { kind: 'rejected', where: 'page.txt:1', why: expect.stringMatching(/^No paper was found here\./) },
    ]);
  });
});
