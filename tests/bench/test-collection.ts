/**
 * Collections of documents, queries and right answers, in the two layouts that evaluation files come in: BEIR's, and lines
 * of known items (`{query, arxivId}`) over a file of papers.
 *
 * Documents pass through the product's own cleaning, as a paper would, so that what is measured is what people get.
 */
import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { arxivPaperId, type Paper, type PaperId } from '../../src/core/paper.ts';
import { cleanText } from '../../src/sources/clean-text.ts';
import { openPaperFile } from '../../src/sources/paper-file.ts';
import type { Judgments } from './metrics.ts';

export interface JudgedQuery {
  readonly text: string;
  readonly judgments: Judgments;
  /** A group that is reported apart, where the file names one. */
  readonly type?: string;
}

export interface TestCollection {
  readonly papers: readonly Paper[];
  readonly queries: readonly JudgedQuery[];
}

const Document = z.object({ _id: z.coerce.string(), title: z.string().default(''), text: z.string().default('') });
const Query = z.object({ _id: z.coerce.string(), text: z.string() });
const KnownItem = z.object({ query: z.string(), arxivId: z.string(), type: z.string().optional() });

/** @param files JSON Lines, `.gz` or plain, and judgments as tab-separated `query-id corpus-id score` below a header. */
export async function readBeir(files: {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
}): Promise<TestCollection> {
  const judgments = new Map<string, Map<string, number>>();
  for await (const line of lines(files.qrels)) {
    const [query, document, score] = line.split('\t');
    const grade = Number(score);
    if (query === undefined || document === undefined || !Number.isFinite(grade)) continue; // the header
    judgments.set(query, (judgments.get(query) ?? new Map()).set(document, grade));
  }
  const papers: Paper[] = [];
  for await (const line of lines(files.corpus)) papers.push(documentPaper(Document.parse(JSON.parse(line))));
  const queries: JudgedQuery[] = [];
  for await (const line of lines(files.queries)) {
    const { _id, text } = Query.parse(JSON.parse(line));
    queries.push({ text, judgments: judgments.get(_id) ?? new Map() });
  }
  return { papers, queries };
}

function documentPaper({ _id, title, text }: z.infer<typeof Document>): Paper {
  return {
    id: _id as PaperId,
    title: cleanText(title),
    abstract: cleanText(text),
    authors: [],
    authorCount: 0,
    keywords: [],
    categories: [],
  };
}

/** @param corpus any file that can be imported. */
export async function readKnownItems(file: string, corpus: string): Promise<TestCollection> {
  return { papers: await readPapers(corpus), queries: await readKnownItemQueries(file) };
}

export async function readKnownItemQueries(file: string): Promise<readonly JudgedQuery[]> {
  const queries: JudgedQuery[] = [];
  for await (const line of lines(file)) {
    const { query, arxivId, type } = KnownItem.parse(JSON.parse(line));
    queries.push({ text: query, judgments: new Map([[arxivPaperId(arxivId), 1]]), ...(type === undefined ? {} : { type }) });
  }
  return queries;
}

/** @param most stops after so many papers. */
export async function readPapers(file: string, most = Number.POSITIVE_INFINITY): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  for await (const record of (await openPaperFile(file)).records) {
    if (record.kind === 'paper') papers.push(record.paper);
    if (papers.length >= most) break;
  }
  return papers;
}

/** The archive that known items were made from stands one folder up from them. @returns undefined where it does not. */
export function archiveBeside(knownItems: string): string | undefined {
  const archive = join(dirname(knownItems), '..', 'hf-papers.jsonl.gz');
  return existsSync(archive) ? archive : undefined;
}

async function* lines(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) if (line.trim() !== '') yield line;
}
