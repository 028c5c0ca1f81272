/**
 * What the hub's API answers, told apart and read: a list of items, one paper with what is linked to it, or something else.
 *
 * The day on the daily list is what the record says, else the day that was asked for. The outer `publishedAt` is never
 * taken for it here, as it has come to mean another thing. One bad record is named; where all of a list are bad, the shape
 * has changed and the reply is no list.
 */
import { z } from 'zod';
import type { Paper } from '../core/paper.ts';
import type { FoundPapers, RejectedRecord } from '../core/source.ts';
import type { LocalDate } from '../core/time.ts';
import { HubItemSchema, HubPaperSchema, hubPaper } from './hub-paper.ts';
import { readRecord } from './json-record.ts';
import { CountField, maybe, TextField } from './record-fields.ts';
import { UnreadableReply } from './source-request.ts';

export interface HubItems extends FoundPapers {
  /** How many there were, good and bad. */
  readonly count: number;
}

export interface LinkedNames {
  /** As `owner/name`, the hub's own choice of a few. */
  readonly models: readonly string[];
  readonly datasets: readonly string[];
  readonly spaces: readonly string[];
}

export interface HubPaperPage {
  readonly paper: Paper;
  readonly linked: LinkedNames;
}

/** @param what names the list in the records' places, as "list of 2026-06-12". @throws UnreadableReply where it is no list. */
export function readItems(body: string, what: string, listedOn?: LocalDate): HubItems {
  const items = parseJson(body);
  if (!Array.isArray(items))
    throw new UnreadableReply(`sent something else than a list of papers${saying(items)}`, 'is-pointless');
  const papers: Paper[] = [];
  const rejected: RejectedRecord[] = [];
  for (const [at, item] of items.entries()) {
    const record = readItem(item, `${what}, record ${at + 1}${idOf(item)}`);
    if (record.kind === 'rejected') rejected.push(record);
    else papers.push(listedOn === undefined ? record.paper : { listedOn, ...record.paper });
  }
  const [first] = rejected;
  if (first !== undefined && papers.length === 0) {
    throw new UnreadableReply(
      `sent a list of which no record could be read (${first.where}: ${withoutStop(first.why)})`,
      'is-pointless',
    );
  }
  return { papers, rejected, count: items.length };
}

function readItem(item: unknown, where: string): ReturnType<typeof readRecord> {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return { kind: 'rejected', where, why: 'This is no record.' };
  }
  const shape = { schema: HubItemSchema, paper: (found: z.infer<typeof HubItemSchema>) => paperOfItem(found) };
  return readRecord(item, where, shape);
}

function paperOfItem({ paper, ...around }: z.infer<typeof HubItemSchema>): Paper {
  return hubPaper(paper, { ...around, publishedAt: undefined });
}

const linked = maybe(z.array(z.object({ id: maybe(TextField) }), 'is no list'));
const PageSchema = HubPaperSchema.extend({
  linkedModels: linked,
  linkedDatasets: linked,
  linkedSpaces: linked,
  numComments: maybe(CountField),
});

/** @throws UnreadableReply where it is no paper. */
export function readPaperPage(body: string): HubPaperPage {
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableReply('sent something else than a paper', 'is-pointless');
  }
  let names: LinkedNames = { models: [], datasets: [], spaces: [] };
  const paperOfPage = (page: z.infer<typeof PageSchema>): Paper => {
    names = { models: namesOf(page.linkedModels), datasets: namesOf(page.linkedDatasets), spaces: namesOf(page.linkedSpaces) };
    return hubPaper({ ...page, ...totalsOf(page) }, { numComments: page.numComments, ...NOTHING_AROUND });
  };
  const record = readRecord(value, 'paper', { schema: PageSchema, paper: paperOfPage });
  if (record.kind === 'rejected') {
    throw new UnreadableReply(`sent a paper that could not be read (${withoutStop(record.why)})`, 'is-pointless');
  }
  return { paper: record.paper, linked: names };
}

const NOTHING_AROUND = { publishedAt: undefined, submittedBy: undefined, organization: undefined };

type LinkedList = z.infer<typeof linked>;

function namesOf(list: LinkedList): readonly string[] {
  return (list ?? []).flatMap(({ id }) => id ?? []);
}

/** Lists are cut to a few; where the totals are not told, it is at least so many. */
function totalsOf(page: z.infer<typeof PageSchema>) {
  return {
    numTotalModels: page.numTotalModels ?? page.linkedModels?.length,
    numTotalDatasets: page.numTotalDatasets ?? page.linkedDatasets?.length,
    numTotalSpaces: page.numTotalSpaces ?? page.linkedSpaces?.length,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UnreadableReply('sent an answer that is no JSON, or only a part of it', 'may-help');
    throw error;
  }
}

/** The hub explains itself in `error`. */
function saying(value: unknown): string {
  const isExplained = typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'string';
  return isExplained ? `: ${JSON.stringify(String(value.error).slice(0, 100))}` : '';
}

function idOf(item: unknown): string {
  const paper = typeof item === 'object' && item !== null && 'paper' in item ? item.paper : undefined;
  const id = typeof paper === 'object' && paper !== null && 'id' in paper ? paper.id : undefined;
  return typeof id === 'string' && id.length <= 40 ? ` (${id})` : '';
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
