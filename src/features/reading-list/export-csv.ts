/**
 * The reading list for spreadsheets (RFC 4180), one paper a row under one header row.
 *
 * It starts with a byte order mark, as Excel reads UTF-8 only with one. Text is always quoted, and text that a spreadsheet
 * would run as a formula gets an apostrophe before it: titles come from strangers.
 */
import { stringify } from 'csv-stringify/sync';
import { arxivIdOf, type Paper, paperLinks } from '../../core/paper.ts';
import type { SavedPaper } from '../../core/person-store.ts';

type Cell = string | number | undefined;

const BETWEEN_VALUES = '; ';

/** In the order of the columns; days are ISO dates, `saved_on` the day in UTC. */
const COLUMNS: Readonly<Record<string, (paper: Paper, saved: SavedPaper) => Cell>> = {
  title: ({ title }) => title,
  authors: ({ authors }) => authors.join(BETWEEN_VALUES),
  author_count: ({ authorCount }) => authorCount,
  organization: ({ organization }) => organization?.name,
  published_on: ({ publishedOn }) => publishedOn,
  listed_on: ({ listedOn }) => listedOn,
  saved_on: (_, { savedAt }) => savedAt.slice(0, 10),
  votes: ({ upvotes }) => upvotes,
  comments: ({ comments }) => comments,
  arxiv_id: ({ id }) => arxivIdOf(id),
  arxiv_url: ({ id }) => paperLinks(id)?.arxiv,
  pdf_url: ({ id }) => paperLinks(id)?.pdf,
  code_url: ({ codeUrl }) => codeUrl,
  project_url: ({ projectUrl }) => projectUrl,
  categories: ({ categories }) => categories.join(BETWEEN_VALUES),
  keywords: ({ keywords }) => keywords.join(BETWEEN_VALUES),
  authors_note: ({ authorsNote }) => authorsNote,
  summary: ({ summary }) => summary,
  abstract: ({ abstract }) => abstract,
};

export function writeCsv(saved: readonly SavedPaper[]): string {
  const rows = saved.map((entry) => Object.values(COLUMNS).map((cell) => cell(entry.paper, entry)));
  return stringify([Object.keys(COLUMNS), ...rows], {
    bom: true,
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: 'windows',
  });
}
