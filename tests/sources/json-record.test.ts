import { describe, expect, it } from 'vitest';
import { jsonRecord } from '../../src/sources/json-record.ts';

const LINE = { arxivId: '2404.02948', title: 'Machines That Explain' };

const paperOf = (value: unknown) => {
  const record = jsonRecord(JSON.stringify(value), 'f:1');
  if (record.kind !== 'paper') throw new Error(record.why);
  return record.paper;
};
const whyNot = (json: string) => {
  const record = jsonRecord(json, 'f.jsonl:17');
  expect(record).toMatchObject({ kind: 'rejected', where: 'f.jsonl:17' });
  return record.kind === 'rejected' ? record.why : undefined;
};

describe('a line of the archive', () => {
  it('needs an arXiv id and a title, and leaves out what it does not know', () => {
    expect(paperOf(LINE)).toEqual({
      id: 'arxiv:2404.02948',
      title: 'Machines That Explain',
      abstract: '',
      authors: [],
      authorCount: 0,
      keywords: [],
      categories: [],
    });
  });

  it('gives every field it has, cleaned', () => {
    const line = {
      ...LINE,
      arxivId: '2404.02948v2',
      abstract: 'It is 3times\nfaster.',
      authors: ['Ada  Lovelace', String.raw`Kurt G\"odel`, 'Ada Lovelace', ''],
      publishedAt: '2024-04-03T23:30:00.000Z',
      submittedOnDailyAt: '2024-04-05T01:00:00+02:00',
      upvotes: 12,
      numComments: 0,
      submittedBy: { name: 'ada', fullname: 'Ada  L.' },
      organization: { name: 'deep-lab', fullname: ' Deep Lab' },
      aiSummary: ' It explains. ',
      aiKeywords: [' LoRA', 'lora', '', 'fine-tuning '],
      githubRepo: 'https://github.com/o/n/tree/main',
      githubStars: 5,
      projectPage: ' https://x.org',
      categories: ['cs.CL', 'I.2.7; I.2.6', 'hep-th', 'cs.CL', 'cond-mat.mes-hall'],
      arxivComment: '16 pages,\n 2 figures',
      withdrawnAt: '2026-08-13T00:00:00.000Z',
      source: 'hf-api',
      unknown: { to: 'us' },
    };
    expect(paperOf(line)).toEqual({
      id: 'arxiv:2404.02948',
      title: 'Machines That Explain',
      abstract: 'It is 3× faster.',
      authors: ['Ada Lovelace', 'Kurt Gödel'],
      authorCount: 2,
      publishedOn: '2024-04-03',
      listedOn: '2024-04-04',
      upvotes: 12,
      comments: 0,
      submittedBy: 'Ada L.',
      organization: { slug: 'deep-lab', name: 'Deep Lab' },
      summary: 'It explains.',
      keywords: ['LoRA', 'fine-tuning'],
      codeUrl: 'https://github.com/o/n',
      codeStars: 5,
      projectUrl: 'https://x.org',
      categories: ['cs.CL', 'hep-th', 'cond-mat.mes-hall'],
      authorsNote: '16 pages, 2 figures',
      withdrawnAt: '2026-08-13T00:00:00.000Z',
    });
  });

  it('may have null for what is absent', () => {
    expect(paperOf({ ...LINE, abstract: null, upvotes: null, organization: null, authors: null })).toEqual(paperOf(LINE));
  });

  it('of an arXiv listing has the day of its announcement, unless that was of a later version', () => {
    const listing = { ...LINE, arxivId: '2504.01234', listedIn: 'cs.AI' };
    expect(paperOf({ ...listing, announcedOn: '2025-05-02' })).toMatchObject({
      publishedOn: '2025-05-02',
      categories: ['cs.AI'],
    });
    expect(paperOf({ ...listing, announcedOn: '2025-09-02' })).not.toHaveProperty('publishedOn');
    expect(paperOf({ ...listing, arxivId: '1505.01179', announcedOn: '2025-08-18' })).not.toHaveProperty('publishedOn');
    expect(paperOf({ ...listing, categories: ['cs.CL'] }).categories).toEqual(['cs.CL']);
  });

  it.each([
    ['title is missing.', { arxivId: '2404.02948' }],
    ['title is empty.', { ...LINE, title: ' \u200b ' }],
    ['title is no text.', { ...LINE, title: 5 }],
    ['title has more than 1,000 characters.', { ...LINE, title: 'x'.repeat(1001) }],
    ['arxivId is no arXiv id: "12345".', { ...LINE, arxivId: '12345' }],
    ['arxivId is no arXiv id: "local:0123456789abcdef".', { ...LINE, arxivId: 'local:0123456789abcdef' }],
    ['upvotes is no whole number.', { ...LINE, upvotes: 'many' }],
    ['numComments is below zero.', { ...LINE, numComments: -1 }],
    ['publishedAt is no date: "yesterday".', { ...LINE, publishedAt: 'yesterday' }],
    ['submittedOnDailyAt is no date: "2024-02-30".', { ...LINE, submittedOnDailyAt: '2024-02-30' }],
    ['authors is no list of texts.', { ...LINE, authors: 'Ada Lovelace' }],
    ['authors.1 is no text.', { ...LINE, authors: ['Ada', 5] }],
    ['title is missing; upvotes is no whole number.', { arxivId: '2404.02948', upvotes: 1.5 }],
  ])('is rejected by name: %s', (why, line) => {
    expect(whyNot(JSON.stringify(line))).toBe(why);
  });
});

describe('a reply of the hub', () => {
  const paper = {
    id: '2404.02948',
    title: 'Machines That\n  Explain',
    summary: 'We ask.',
    authors: [
      { _id: '1', name: 'Ada Lovelace', hidden: false },
      { _id: '2', name: 'Alan Turing', hidden: true },
      { _id: '3', name: 'Kurt Gödel', hidden: false, user: { fullname: 'K.' } },
    ],
    publishedAt: '2024-04-03T15:06:43.000Z',
    upvotes: 9,
  };

  it('of the newest shape has its listing day inside the paper', () => {
    const item = {
      paper: {
        ...paper,
        submittedOnDailyAt: '2024-04-08T00:00:00.000Z',
        submittedOnDailyBy: { user: 'ada', fullname: 'Ada L.' },
        organization: { _id: 'x', name: 'deep-lab', fullname: 'Deep Lab', avatar: '/a.png' },
        ai_summary: 'It explains.',
        ai_keywords: ['explaining'],
        githubRepo: 'https://github.com/o/n',
        githubStars: 3,
        projectPage: 'https://x.org',
      },
      publishedAt: '2024-04-03T11:06:43.000Z',
      title: 'Machines That Explain',
      numComments: 2,
    };
    expect(paperOf(item)).toEqual({
      id: 'arxiv:2404.02948',
      title: 'Machines That Explain',
      abstract: 'We ask.',
      authors: ['Ada Lovelace', 'Kurt Gödel'],
      authorCount: 2,
      organization: { slug: 'deep-lab', name: 'Deep Lab' },
      publishedOn: '2024-04-03',
      listedOn: '2024-04-08',
      upvotes: 9,
      comments: 2,
      submittedBy: 'Ada L.',
      codeUrl: 'https://github.com/o/n',
      codeStars: 3,
      projectUrl: 'https://x.org',
      summary: 'It explains.',
      keywords: ['explaining'],
      categories: [],
    });
  });

  it('of the old shapes was listed when the outer item says', () => {
    expect(paperOf({ paper, publishedAt: '2024-04-05T07:49:00.022Z', mediaUrl: 'https://x.org/i.png' })).toMatchObject({
      publishedOn: '2024-04-03',
      listedOn: '2024-04-05',
    });
  });

  it('of the old shapes was listed the next day where that was late in the evening, as lists open early', () => {
    expect(paperOf({ paper, publishedAt: '2024-04-04T22:25:15.163Z' }).listedOn).toBe('2024-04-05');
    expect(paperOf({ paper, publishedAt: '2024-04-04T17:25:15.163Z' }).listedOn).toBe('2024-04-04');
  });

  it.each([
    ['shifted by a time zone', paper, '2024-04-03T11:06:43.000Z'],
    ['at midnight, shifted', { ...paper, publishedAt: '2026-07-16T00:00:00.000Z' }, '2026-07-15T20:00:00.000Z'],
    ['the same', paper, paper.publishedAt],
  ])('was on no known list where the outer date is the arXiv date %s', (_, inner, publishedAt) => {
    expect(paperOf({ paper: inner, publishedAt })).not.toHaveProperty('listedOn');
  });

  it('for one paper is that paper, with the artifacts that name it', () => {
    expect(paperOf({ ...paper, numTotalModels: 4, numTotalSpaces: 1 })).toMatchObject({
      id: 'arxiv:2404.02948',
      artifacts: { models: 4, datasets: 0, spaces: 1 },
    });
  });

  it('is rejected by the path of its field', () => {
    expect(whyNot(JSON.stringify({ paper: { ...paper, upvotes: 'x' } }))).toBe('paper.upvotes is no whole number.');
  });
});

describe('what is no record', () => {
  it.each([
    ['{"arxivId": "2404.0', 'This is not valid JSON.'],
    ['17', 'This is no record: a JSON object with `arxivId` and `title` is needed.'],
    ['["a"]', 'This is no record: a JSON object with `arxivId` and `title` is needed.'],
    ['{"name": "x"}', 'This record has no `arxivId`.'],
    ['{"error": "Rate limited"}', 'This record has no `arxivId`. It says: Rate limited'],
  ])('%j is rejected: %s', (json, why) => {
    expect(whyNot(json)).toBe(why);
  });
});
