/**
 * A page of results, for a query just typed or for one that a button names.
 *
 * A button is too short for a query, so every query shown is stored and its buttons carry the id; turning a page stores it
 * again, which keeps results that are in use from ageing out.
 */
import type { Action } from '../../core/action.ts';
import type { CommandContext } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { counted } from '../../core/locale.ts';
import type { Reply } from '../../core/message.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { QueryStore } from '../../core/person-store.ts';
import { type SearchPage, type SearchQuery, wordsQuery } from '../../core/query.ts';
import { noResultsMessage, type Offer, type Offers } from './no-results-message.ts';
import { PAGE_SIZE, pagesOf, type ResultsDeps, resultsMessage } from './results-message.ts';
import { liveButtons, type SearchLiveDeps } from './search-live.ts';
import { type SearchThere, type SearchThereDeps, searchThere } from './search-there.ts';
import { type Widening, wideningsOf } from './widen.ts';

export interface PageDeps extends ResultsDeps, SearchThereDeps {
  readonly papers: Pick<PaperStore, 'papersById'>;
  readonly queries: QueryStore;
  readonly live: SearchLiveDeps['live'];
}

type Asked = PageDeps & { readonly context: CommandContext };
type PageAction = Extract<Action, { readonly kind: 'search.page' }>;

/** Offers made where nothing was found: enough to choose from, few enough to read. */
const MOST_OFFERS = 4;
const NO_CONDITIONS = wordsQuery('');

/** @throws UserError where the query behind the button is no longer kept, or has no such page. */
export async function turnPage(action: PageAction, asked: Asked): Promise<Reply> {
  const query = await asked.queries.loadQuery(action.query);
  if (query === undefined) throw new UserError('query-aged-out', 'This search is too old to page through. Run it again.');
  return resultsPage(query, action.page, asked);
}

/** @throws UserError for a page after the last one. */
export async function resultsPage(query: SearchQuery, page: number, asked: Asked): Promise<Reply> {
  const { papers, queries, context } = asked;
  const search = searchThere(asked);
  const found = await search(query, { number: page, size: PAGE_SIZE });
  if (found.total === 0) return nothingFound(query, found, { ...asked, search });
  refusePastTheEnd(found.total, page, context);
  const [saved, stored] = await Promise.all([
    queries.saveQuery(query, context.now),
    papers.papersById(found.hits.map((hit) => hit.paper)),
  ]);
  const shown = found.hits.flatMap((hit) => stored.get(hit.paper) ?? []); // the index may be a moment ahead of or behind the store
  return { kind: 'message', message: resultsMessage({ query, saved, page, found, papers: shown }, asked) };
}

type Searching = Asked & { readonly search: SearchThere };

async function nothingFound(query: SearchQuery, found: SearchPage, asked: Searching): Promise<Reply> {
  const saved = await asked.queries.saveQuery(query, asked.context.now);
  const message = noResultsMessage(query, await offersFor(query, found, asked));
  const buttons = [...message.buttons, ...liveButtons({ query, saved, total: 0 }, asked.live)];
  return { kind: 'message', message: { ...message, buttons } };
}

function refusePastTheEnd(total: number, page: number, { settings }: CommandContext): void {
  const pages = pagesOf(total);
  if (page <= pages) return;
  throw new UserError(
    'past-the-end',
    `These results end at page ${pages}, with ${counted(total, 'paper', settings.locale)} in all.`,
  );
}

/** Searches that do find something: near words in place of unknown ones, and the query with a condition less. */
async function offersFor(query: SearchQuery, found: SearchPage, asked: Searching): Promise<Offers> {
  const near =
    (await thoseThatFind(nearQueries(found, query), asked)) ?? (await thoseThatFind(nearQueries(found, NO_CONDITIONS), asked));
  const { each, all } = wideningsOf(query);
  const wider = (await thoseThatFind(each, asked)) ?? (await thoseThatFind(all === undefined ? [] : [all], asked));
  return { near: near ?? [], wider: wider ?? [] };
}

function nearQueries(found: SearchPage, conditions: SearchQuery): readonly Widening[] {
  return found.nearestWords.map((word) => ({ label: word, query: { ...conditions, words: word } }));
}

/** @returns undefined where none of them finds a paper. */
async function thoseThatFind(
  searches: readonly Widening[],
  { search, queries, context }: Searching,
): Promise<readonly Offer[] | undefined> {
  const counts = await Promise.all(searches.map(async ({ query }) => (await search(query, { number: 1, size: 1 })).total));
  const finding = searches.flatMap((each, at) => ({ ...each, total: counts[at] ?? 0 })).filter(({ total }) => total > 0);
  if (finding.length === 0) return undefined;
  return Promise.all(
    finding.slice(0, MOST_OFFERS).map(async ({ label, query, total }) => ({
      label: `${label} (${counted(total, 'paper', context.settings.locale)})`,
      saved: await queries.saveQuery(query, context.now),
    })),
  );
}
