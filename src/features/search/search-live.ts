/**
 * *Search Hugging Face*: what the service finds beside what is here, for a search that found little.
 *
 * The service searches by meaning and knows no conditions of ours, so the conditions of the query are held against what it finds.
 */
import type { Action } from '../../core/action.ts';
import type { CommandContext } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { LivePapers } from '../../core/live-papers.ts';
import { counted } from '../../core/locale.ts';
import { type Button, type Message, type PaperBlock, quiet, type Reply, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { QueryStore } from '../../core/person-store.ts';
import type { SavedQueryId, SearchPage, SearchQuery } from '../../core/query.ts';
import { formatQuery } from '../../core/query-language.ts';
import type { MatchQuery } from '../../core/query-match.ts';
import type { MakeExcerpt } from '../../core/search-index.ts';
import { type SearchThereDeps, searchThere } from './search-there.ts';

export interface SearchLiveDeps extends SearchThereDeps {
  readonly live: Pick<LivePapers, 'search'> | undefined;
  readonly queries: Pick<QueryStore, 'loadQuery'>;
  readonly papers: Pick<PaperStore, 'papersById'>;
  readonly matchQuery: MatchQuery;
  readonly makeExcerpt: MakeExcerpt;
}

type Asked = SearchLiveDeps & { readonly context: CommandContext };

/** Papers asked of the service, and shown at the most. */
const ASKED = 20;
const SHOWN = 8;
/** Below it a search found little. */
const FEW = 5;

/** @returns no button where the search found enough, has no words to ask the service for, or asks for what was seen before. */
export function liveButtons(
  { query, saved, total }: { readonly query: SearchQuery; readonly saved: SavedQueryId; readonly total: number },
  live: SearchLiveDeps['live'],
): readonly Button[] {
  if (live === undefined || total >= FEW || wordsFor(query) === '' || query.filters.seenIn !== undefined) return [];
  return [{ kind: 'action', label: 'Search Hugging Face', action: { kind: 'search.live', query: saved } }];
}

/** @throws UserError where the query behind the button is no longer kept, or the service cannot be asked. */
export async function searchLive(action: Extract<Action, { readonly kind: 'search.live' }>, asked: Asked): Promise<Reply> {
  const query = await asked.queries.loadQuery(action.query);
  if (query === undefined) throw new UserError('query-aged-out', 'This search is too old to repeat. Run it again.');
  const local = await localPapers(await searchThere(asked)(query, { number: 1, size: SHOWN }), asked);
  const answer = await asked.live?.search(wordsFor(query), ASKED);
  if (answer?.kind !== 'found') {
    throw new UserError('source-silent', 'Hugging Face cannot be asked just now. Try again in a minute.');
  }
  const known = new Set(local.map(({ id }) => id));
  const conditions = { ...query, words: '', phrases: [] };
  const found = answer.papers.filter((paper) => !known.has(paper.id) && asked.matchQuery(conditions, paper).kind === 'match');
  return { kind: 'message', message: liveMessage(query, { local, found }, asked) };
}

function wordsFor({ words, phrases }: SearchQuery): string {
  return [words, ...phrases].filter((part) => part !== '').join(' ');
}

async function localPapers({ hits }: SearchPage, { papers }: Asked): Promise<readonly Paper[]> {
  const stored = await papers.papersById(hits.map(({ paper }) => paper));
  return hits.flatMap(({ paper }) => stored.get(paper) ?? []);
}

function liveMessage(
  query: SearchQuery,
  { local, found }: { readonly local: readonly Paper[]; readonly found: readonly Paper[] },
  { makeExcerpt, context }: Asked,
): Message {
  const { locale } = context.settings;
  const shown = [...local, ...found].slice(0, SHOWN);
  const blocks = shown.map((paper, at): PaperBlock => {
    const excerpt = makeExcerpt(paper.abstract, query);
    const isLive = at >= local.length;
    return {
      kind: 'paper',
      detail: 'card',
      paper,
      rank: at + 1,
      ...(excerpt.length > 0 && { excerpt }),
      ...(isLive && { reason: [quiet('found by Hugging Face just now')] }),
    };
  });
  const title = `Hugging Face on ${formatQuery(query)}`;
  const counts = `${counted(found.length, 'paper', locale)} from Hugging Face beside ${counted(local.length, 'paper', locale)} of the archive`;
  return {
    summary: title,
    title,
    blocks: [
      { kind: 'note', spans: [quiet(counts)] },
      ...(found.length > 0
        ? blocks
        : [{ kind: 'text', spans: [text('Hugging Face knows no other paper that fits.')] } as const, ...blocks]),
    ],
    buttons: [],
  };
}
