/**
 * Hugging Face's API of daily papers: a day's list, one paper, its search and its trending order.
 *
 * At most 500 requests in 5 minutes may come from one address without a token; the gap keeps below that, with room for a
 * second program of ours beside. Days are UTC days. Half a page past the last one is `[]`.
 */
import { SourceError } from '../core/errors.ts';
import { arxivIdOf, type PaperId } from '../core/paper.ts';
import type { DailyList, FoundPapers, ListSource, PaperLookUp } from '../core/source.ts';
import { daysBetween, type LocalDate, localDateAt, UTC } from '../core/time.ts';
import type { HttpSurroundings } from './http-surroundings.ts';
import { type HubItems, type HubPaperPage, readItems, readPaperPage } from './hub-reply.ts';
import { type PoliteClient, politeClient } from './polite-client.ts';
import { CLIENT_RULES, type ClientRules, type Refusal, type SourceOptions, type SourceReply } from './source-request.ts';

export const HF_API = 'https://huggingface.co/api';

/** 500 in 5 minutes are one each 600 ms. */
export const HF_RULES: ClientRules = { ...CLIENT_RULES, gapMs: 700, connections: 4 };

/** More is an error of the API. */
const PAGE_SIZE = 100;
/** The longest list so far had 62 papers. */
const MOST_PAGES = 10;
/** A longer query is cut, as it would be refused. */
const LONGEST_QUERY = 250;

/** A job can wait out a whole window of the limit, a person cannot. */
const JOB_PATIENCE_MS = 330_000;
const PERSON_PATIENCE_MS = 5000;

export interface HuggingFace extends ListSource, PaperLookUp {
  /** The paper with the names of models, datasets and Spaces that are linked to it. */
  readonly paperPage: (id: PaperId, signal?: AbortSignal) => Promise<HubPaperPage | undefined>;
  /** By meaning and by words, over the whole hub, best first. */
  readonly search: (words: string, limit: number, signal?: AbortSignal) => Promise<FoundPapers>;
  /** The hub's own order; not a list of new papers. */
  readonly trending: (limit: number, signal?: AbortSignal) => Promise<FoundPapers>;
}

export function huggingFace({ rules, ...service }: SourceOptions, surroundings: HttpSurroundings): HuggingFace {
  const client = politeClient({ ...service, name: 'hugging-face', rules: { ...HF_RULES, ...rules } }, surroundings);
  const forPerson = async (asked: Omit<ItemsAsked, 'patienceMs'>): Promise<FoundPapers> =>
    joined([contentOf(await getItems(client, { ...asked, patienceMs: PERSON_PATIENCE_MS }))]);
  return {
    name: 'hugging-face',
    dailyList: (date, signal) => {
      const today = localDateAt(surroundings.clock.now(), UTC);
      return dailyList(client, earlier(date, today), signal);
    },
    paperPage: (id, signal) => paperPage(client, id, signal),
    paper: async (id, signal) => (await paperPage(client, id, signal))?.paper,
    search: (words, limit, signal) => {
      const parameters = { q: shortened(words), limit: String(atMostAPage(limit)) };
      return forPerson({ path: 'papers/search', parameters, what: 'search', signal });
    },
    trending: (limit, signal) => {
      const parameters = { sort: 'trending', limit: String(atMostAPage(limit)) };
      return forPerson({ path: 'daily_papers', parameters, what: 'trending papers', signal });
    },
  };
}

interface ItemsAsked {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly what: string;
  readonly listedOn?: LocalDate;
  readonly patienceMs: number;
  readonly signal: AbortSignal | undefined;
}

function getItems(client: PoliteClient, asked: ItemsAsked): Promise<SourceReply<HubItems>> {
  return client.get({ ...asked, format: 'json', read: (body) => readItems(body, asked.what, asked.listedOn) });
}

async function dailyList(client: PoliteClient, day: LocalDate, signal: AbortSignal | undefined): Promise<DailyList> {
  const pages: HubItems[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const parameters = { date: day, limit: String(PAGE_SIZE), ...(page === 0 ? {} : { p: String(page) }) };
    const what = `list of ${day}${page === 0 ? '' : `, page ${page + 1}`}`;
    const asked = { path: 'daily_papers', parameters, what, listedOn: day, patienceMs: JOB_PATIENCE_MS, signal };
    const reply = await getItems(client, asked);
    if (reply.kind === 'refused' && isBeforeDay(reply, day)) return { kind: 'not-begun', date: day };
    const items = contentOf(reply);
    pages.push(items);
    if (items.count < PAGE_SIZE) break;
  }
  return { kind: 'list', date: day, ...joined(pages) };
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return daysBetween(one, other) < 0 ? other : one;
}

/** A clock of ours that is ahead asks for a day that has not begun for them, which is an error there. */
function isBeforeDay({ status, at }: Refusal, day: LocalDate): boolean {
  return status === 400 && at !== undefined && localDateAt(at, UTC) < day;
}

async function paperPage(client: PoliteClient, id: PaperId, signal: AbortSignal | undefined): Promise<HubPaperPage | undefined> {
  const arxivId = arxivIdOf(id);
  if (arxivId === undefined) return undefined;
  const path = `papers/${arxivId.split('/').map(encodeURIComponent).join('/')}`;
  const asked = { path, parameters: {}, format: 'json', read: readPaperPage, patienceMs: PERSON_PATIENCE_MS, signal } as const;
  const reply = await client.get(asked);
  return reply.kind === 'refused' && reply.status === 404 ? undefined : contentOf(reply);
}

/** A list that changes while it is read page by page may show a paper twice. */
function joined(pages: readonly HubItems[]): FoundPapers {
  const papers = new Map(pages.flatMap((page) => page.papers).map((paper) => [paper.id, paper]));
  return { papers: [...papers.values()], rejected: pages.flatMap((page) => page.rejected) };
}

function contentOf<T>(reply: SourceReply<T>): T {
  if (reply.kind === 'reply') return reply.value;
  const isLogin = reply.status === 401 || reply.status === 403;
  const what = isLogin
    ? `does not accept the token in HF_TOKEN, or lets nobody in (status ${reply.status})`
    : `does not answer this request (status ${reply.status})`;
  throw new SourceError('hugging-face', { kind: 'refused', what });
}

function atMostAPage(limit: number): number {
  return Math.max(1, Math.min(Math.trunc(limit), PAGE_SIZE));
}

/** Cut between words where there are some, never within a character. */
function shortened(words: string): string {
  const text = words.trim().replace(/\s+/g, ' ');
  if (text.length <= LONGEST_QUERY) return text;
  const cut = text.slice(0, LONGEST_QUERY).replace(/[\ud800-\udbff]$/, '');
  return cut.replace(/ [^ ]*$/, '');
}
