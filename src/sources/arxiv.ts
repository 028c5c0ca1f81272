/**
 * arXiv's API: papers by id, and the newest of a category. Its terms are one request in 3 seconds over one connection.
 *
 * Malformed ids are answered with an error for all that were asked for together; ids of papers here are well-formed, so an
 * error about one says that there is no such paper.
 */
import { SourceError } from '../core/errors.ts';
import { arxivIdOf, type PaperId } from '../core/paper.ts';
import type { FoundPapers, PaperLookUp } from '../core/source.ts';
import { type AtomFeed, readAtomFeed } from './atom-feed.ts';
import type { HttpSurroundings } from './http-surroundings.ts';
import { politeClient } from './polite-client.ts';
import { CLIENT_RULES, type ClientRules, type SourceOptions, UnreadableReply } from './source-request.ts';

export const ARXIV_API = 'https://export.arxiv.org/api';

/** A little more than they ask, as a timer may ring early. */
export const ARXIV_RULES: ClientRules = { ...CLIENT_RULES, gapMs: 3100, connections: 1, backoffMs: 3000 };

/** Keeps addresses well below 2,000 characters. */
const IDS_A_REQUEST = 50;
/** More at once is slow there; the API itself takes 2,000. */
const MOST_RESULTS = 500;
const PATIENCE_MS = 15_000;

/** As `cs.CL` or `hep-th`. */
const CATEGORY = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,20})?$/;

export interface CategoryPage extends FoundPapers {
  /** Papers of the category in all. */
  readonly total: number;
}

export interface Arxiv extends PaperLookUp {
  /** Those of the ids that arXiv knows, in its own order. */
  readonly papers: (ids: readonly PaperId[], signal?: AbortSignal) => Promise<FoundPapers>;
  /** The newest first. @param part from 0. */
  readonly newest: (
    category: string,
    part: { readonly start: number; readonly count: number },
    signal?: AbortSignal,
  ) => Promise<CategoryPage>;
}

export function arxiv({ rules, ...service }: SourceOptions, surroundings: HttpSurroundings): Arxiv {
  const client = politeClient({ ...service, name: 'arxiv', rules: { ...ARXIV_RULES, ...rules } }, surroundings);

  const query = async (parameters: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<AtomFeed> => {
    const asked = { path: 'query', parameters, format: 'xml', read: readAtomFeed, patienceMs: PATIENCE_MS, signal } as const;
    const reply = await client.get(asked);
    if (reply.kind === 'reply') return reply.value;
    const said = errorFeed(reply.body);
    if (said !== undefined) return said;
    throw new SourceError('arxiv', { kind: 'refused', what: `does not answer this request (status ${reply.status})` });
  };

  const papers = async (ids: readonly PaperId[], signal?: AbortSignal): Promise<FoundPapers> => {
    const asked = ids.flatMap((id) => arxivIdOf(id) ?? []);
    const found: FoundPapers[] = [];
    for (let from = 0; from < asked.length; from += IDS_A_REQUEST) {
      const part = asked.slice(from, from + IDS_A_REQUEST);
      const feed = await query({ id_list: part.join(','), max_results: String(part.length) }, signal);
      if (feed.kind === 'papers') found.push(feed);
      else if (part.length === 1 && isAboutId(feed.why)) continue;
      else throw refusal(feed.why);
    }
    return { papers: found.flatMap((part) => part.papers), rejected: found.flatMap((part) => part.rejected) };
  };

  return {
    name: 'arxiv',
    papers,
    paper: async (id, signal) => (await papers([id], signal)).papers.find((paper) => paper.id === id),
    newest: async (category, { start, count }, signal) => {
      if (!CATEGORY.test(category)) throw refusal(`there is no category ${JSON.stringify(category.slice(0, 40))}`);
      const order = { sortBy: 'submittedDate', sortOrder: 'descending' };
      const part = { start: String(start), max_results: String(Math.min(count, MOST_RESULTS)) };
      const feed = await query({ search_query: `cat:${category}`, ...part, ...order }, signal);
      if (feed.kind === 'error') throw refusal(feed.why);
      return { papers: feed.papers, rejected: feed.rejected, total: feed.total };
    },
  };
}

/** A refusal may come with the reason as a feed. */
function errorFeed(body: string): AtomFeed | undefined {
  if (!/<feed\b/.test(body)) return undefined;
  try {
    const feed = readAtomFeed(body);
    return feed.kind === 'error' ? feed : undefined;
  } catch (error) {
    if (error instanceof UnreadableReply) return undefined; // the status says enough
    throw error;
  }
}

function isAboutId(why: string): boolean {
  return /incorrect id format|malformed id/i.test(why);
}

function refusal(why: string): SourceError {
  return new SourceError('arxiv', { kind: 'refused', what: `does not answer this request: ${why.replace(/\.$/, '')}` });
}
