/**
 * What a digest has to tell at a slot: the papers of its lists that match a rule and that the place has not been sent, each once
 * with all the rules that it matches, best first. A post and a preview both go by it.
 */
import type { PostedStore } from '../../core/outbox.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { SearchQuery } from '../../core/query.ts';
import type { MatchQuery } from '../../core/query-match.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import { byDigestOrder } from './digest-order.ts';
import { type DigestWindow, digestWindow } from './digest-window.ts';

export interface ReadingDeps {
  readonly papers: Pick<PaperStore, 'papersBetween'>;
  readonly posted: Pick<PostedStore, 'postedIn'>;
  readonly matchQuery: MatchQuery;
}

export type DigestProgram = Extract<Program, { readonly kind: 'digest' }>;

export type DigestSubscription = Pick<Subscription, 'id' | 'place' | 'schedule' | 'createdAt'> & {
  readonly program: DigestProgram;
};

export interface ListedPaper {
  readonly paper: Paper;
  readonly list: LocalDate;
  /** `late`: its list was closed already at the slot before. */
  readonly from: 'fresh' | 'late';
}

export interface DigestPaper extends ListedPaper {
  /** At least one. */
  readonly matched: readonly SearchQuery[];
}

export interface DigestReading {
  readonly window: DigestWindow;
  /** Every paper of the lists but withdrawn ones, in no order: what the rules are held against. */
  readonly listed: readonly ListedPaper[];
  /** Those that match and are new to the place, best first. */
  readonly found: readonly DigestPaper[];
  /** Those that match and were sent there before. */
  readonly sentBefore: number;
}

/** Changes nothing. */
export async function readDigest(
  subscription: DigestSubscription,
  slot: Instant,
  { papers, posted, matchQuery }: ReadingDeps,
): Promise<DigestReading> {
  const { program, place } = subscription;
  const window = digestWindow(subscription, slot);
  const listed = listedPapers(await papers.papersBetween(window.from, window.to), window);
  const matching: DigestPaper[] = [];
  for (const each of listed) {
    const matched = rulesMatched(program, each.paper, matchQuery);
    if (matched.length > 0) matching.push({ ...each, matched });
  }
  const seen = matching.length === 0 ? new Map<PaperId, Instant>() : await posted.postedIn(place, idsOf(matching));
  const found = matching.filter(({ paper }) => !seen.has(paper.id)).sort(inDigestOrder);
  return { window, listed, found, sentBefore: matching.length - found.length };
}

export function rulesMatched({ rules }: DigestProgram, paper: Paper, matchQuery: MatchQuery): readonly SearchQuery[] {
  return rules.filter((rule) => matchQuery(rule, paper).kind === 'match');
}

export function inDigestOrder(a: ListedPaper, b: ListedPaper): number {
  return byDigestOrder(a.paper, b.paper);
}

function listedPapers(papers: readonly Paper[], { fresh, late }: DigestWindow): readonly ListedPaper[] {
  const lists = new Map<LocalDate, ListedPaper['from']>([
    ...fresh.map((day) => [day, 'fresh'] as const),
    ...late.map((day) => [day, 'late'] as const),
  ]);
  const listed: ListedPaper[] = [];
  for (const paper of papers) {
    const { listedOn: list, withdrawnAt } = paper;
    const from = list === undefined ? undefined : lists.get(list);
    if (list !== undefined && from !== undefined && withdrawnAt === undefined) listed.push({ paper, list, from });
  }
  return listed;
}

function idsOf(papers: readonly DigestPaper[]): readonly PaperId[] {
  return papers.map(({ paper }) => paper.id);
}
