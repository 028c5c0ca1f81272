/**
 * Which paper is the paper of the day: a score, and a total order that ends at the id.
 *
 *     score = (1 + votes + 2 for each comment, at most 20 + code + artifacts) × (100 + 2 for each percent of fit)
 *     code: 5, and 3 more for each digit of its stars        artifacts: 3 for each kind of models, datasets and Spaces
 *
 * A comment is worth more than a vote, as it costs more, but a quarrel is no quality. Stars count by their size only, as they
 * go to repositories far older than the paper. Fit to a channel's topics can treble a score; without topics it is 0 for all.
 * All terms are whole numbers, so that two machines never round them apart. Equal scores go by votes, then by comments,
 * then the newer list, then the id: the same papers in any order give the same choice, and without the first the second.
 */
import { counted, formatCount, formatDate } from '../../core/locale.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import type { LocalDate } from '../../core/time.ts';

const MOST_COMMENT_POINTS = 20;
const CODE_POINTS = 5;
const STAR_DIGIT_POINTS = 3;
const ARTIFACT_POINTS = 3;

export interface Choice {
  readonly papers: readonly Paper[];
  /** Settled list days that may be chosen from. */
  readonly days: readonly LocalDate[];
  /** What the channel was sent before, by the ids that the papers have now. */
  readonly seen: ReadonlySet<PaperId>;
  /** How well each paper fits the channel's topics, 0 to 1; 0 where it says nothing. */
  readonly fit?: ReadonlyMap<PaperId, number>;
}

export interface RankedPaper {
  readonly paper: Paper;
  readonly score: number;
  /** Percent of fit to the channel's topics. */
  readonly fit: number;
}

/** The papers of a choice that may be posted, best first. */
export function rankPapers({ papers, days, seen, fit }: Choice): readonly RankedPaper[] {
  return papers
    .filter((paper) => mayBePosted(paper, days, seen))
    .map((paper) => {
      const percent = percentOf(fit?.get(paper.id) ?? 0);
      return { paper, fit: percent, score: pointsOf(paper) * (100 + 2 * percent) };
    })
    .sort(byRank);
}

/** Votes that a paper has gained since a day. */
export interface VoteMovement {
  readonly gained: number;
  readonly since: LocalDate;
}

export interface Told {
  readonly locale?: string | undefined;
  readonly movement?: VoteMovement | undefined;
}

/** What speaks for a paper, as numbers: `42 votes`, `code with 1,200 stars`. Nothing for what is unknown or zero. */
export function reasonsFor({ paper, fit }: RankedPaper, { locale, movement }: Told = {}): readonly string[] {
  const { upvotes, comments, codeUrl, codeStars, artifacts } = paper;
  const linked = [
    [artifacts?.models, 'linked model'],
    [artifacts?.datasets, 'linked dataset'],
    [artifacts?.spaces, 'linked Space'],
  ] as const;
  return [
    ...(upvotes ? [counted(upvotes, 'vote', locale) + gainOf(movement, locale)] : []),
    ...(comments ? [counted(comments, 'comment', locale)] : []),
    ...(codeUrl === undefined ? [] : [codeStars ? `code with ${counted(codeStars, 'star', locale)}` : 'code']),
    ...linked.flatMap(([count, noun]) => (count ? [counted(count, noun, locale)] : [])),
    ...(fit > 0 ? [`${fit}% fit to this channel's topics`] : []),
  ];
}

function gainOf(movement: VoteMovement | undefined, locale: string | undefined): string {
  if (movement === undefined || movement.gained <= 0) return '';
  return ` (${formatCount(movement.gained, locale)} of them since ${formatDate(movement.since, locale)})`;
}

function mayBePosted(paper: Paper, days: readonly LocalDate[], seen: ReadonlySet<PaperId>): boolean {
  const isSettled = paper.listedOn !== undefined && days.includes(paper.listedOn);
  return isSettled && !seen.has(paper.id) && paper.withdrawnAt === undefined;
}

function pointsOf({ upvotes = 0, comments = 0, codeUrl, codeStars, artifacts }: Paper): number {
  const code = codeUrl === undefined ? 0 : CODE_POINTS + (codeStars ? STAR_DIGIT_POINTS * String(codeStars).length : 0);
  const kinds = [artifacts?.models, artifacts?.datasets, artifacts?.spaces].filter((count) => count !== undefined && count > 0);
  return 1 + upvotes + Math.min(2 * comments, MOST_COMMENT_POINTS) + code + ARTIFACT_POINTS * kinds.length;
}

function percentOf(fit: number): number {
  return Number.isFinite(fit) ? Math.round(100 * Math.min(1, Math.max(0, fit))) : 0;
}

function byRank(a: RankedPaper, b: RankedPaper): number {
  return (
    b.score - a.score ||
    (b.paper.upvotes ?? 0) - (a.paper.upvotes ?? 0) ||
    (b.paper.comments ?? 0) - (a.paper.comments ?? 0) ||
    inOrder(b.paper.listedOn ?? '', a.paper.listedOn ?? '') ||
    inOrder(a.paper.id, b.paper.id)
  );
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
