/**
 * What a digest has to tell at a slot: the papers of its lists that match a rule and that the place has not been sent, each once
 * with all the rules that it matches, best first. A post and a preview both go by it.
 */
import type { PostedStore } from '../../core/outbox.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { SearchQuery } from '../../core/query.ts';
import type { MatchQuery, QueryMatch } from '../../core/query-match.ts';
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

export interface JudgedPaper extends ListedPaper {
  /** One for each rule, in the order of the rules. */
  readonly verdicts: readonly QueryMatch[];
}

export interface DigestPaper extends ListedPaper {
  /** At least one. */
  readonly matched: readonly SearchQuery[];
}

export interface DigestReading {
  readonly window: DigestWindow;
  /** Every paper of the lists but withdrawn ones, in no order. */
  readonly judged: readonly JudgedPaper[];
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
  const judged = listedPapers(await papers.papersBetween(window.from, window.to), window).map(
    (listed): JudgedPaper => ({ ...listed, verdicts: program.rules.map((rule) => matchQuery(rule, listed.paper)) }),
  );
  const matching = judged.filter(isMatch).map(({ verdicts, ...listed }): DigestPaper => {
    return { ...listed, matched: program.rules.filter((_, rule) => verdicts[rule]?.kind === 'match') };
  });
  const seen = matching.length === 0 ? new Map<PaperId, Instant>() : await posted.postedIn(place, idsOf(matching));
  const found = matching.filter(({ paper }) => !seen.has(paper.id)).sort(inDigestOrder);
  return { window, judged, found, sentBefore: matching.length - found.length };
}

/** Whether any rule lets it through. */
export function isMatch({ verdicts }: JudgedPaper): boolean {
  return verdicts.some(({ kind }) => kind === 'match');
}

export function inDigestOrder(a: ListedPaper, b: ListedPaper): number {
  return byDigestOrder(a.paper, b.paper);
}

function listedPapers(papers: readonly Paper[], { fresh, late }: DigestWindow): readonly ListedPaper[] {
  const lists = new Map<LocalDate, ListedPaper['from']>([
    ...fresh.map((day) => [day, 'fresh'] as const),
    ...late.map((day) => [day, 'late'] as const),
  ]);
  return papers.flatMap((paper): readonly ListedPaper[] => {
    const { listedOn: list, withdrawnAt } = paper;
    const from = list === undefined ? undefined : lists.get(list);
    return list === undefined || from === undefined || withdrawnAt !== undefined ? [] : [{ paper, list, from }];
  });
}

function idsOf(papers: readonly DigestPaper[]): readonly PaperId[] {
  return papers.map(({ paper }) => paper.id);
}
