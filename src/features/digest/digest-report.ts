/**
 * What lies behind a digest, for whoever wants to know what their rules do: what each rule brings, what it nearly brings and
 * what is missing of it, and what an exclusion took out. It is the digest's own reading, told in full.
 */
import type { Composed } from '../../core/compose.ts';
import type { Paper } from '../../core/paper.ts';
import type { SearchQuery } from '../../core/query.ts';
import type { MatchQuery } from '../../core/query-match.ts';
import type { Instant } from '../../core/time.ts';
import { composeReading, type DigestDeps } from './compose.ts';
import type { DigestWindow } from './digest-window.ts';
import {
  type DigestPaper,
  type DigestSubscription,
  inDigestOrder,
  type ListedPaper,
  readDigest,
  rulesMatched,
} from './read-digest.ts';

/** Of a rule's near misses: enough to see what it lacks. */
const MOST_NEAR = 3;

export interface NearMiss {
  readonly paper: Paper;
  /** As the query language writes it. */
  readonly missing: string;
}

export interface Removed {
  readonly paper: Paper;
  /** At least one, as the query language writes them: `-diffusion`. */
  readonly by: readonly string[];
}

/** Papers are best first; those that any rule brings are no near misses, nor removed. */
export interface RuleReport {
  readonly rule: SearchQuery;
  /** New to the place. */
  readonly matched: readonly Paper[];
  /** At most three. */
  readonly near: readonly NearMiss[];
  readonly removed: readonly Removed[];
}

export interface DigestReport {
  readonly composed: Composed;
  readonly window: DigestWindow;
  /** Papers that the rules were held against. */
  readonly looked: number;
  /** Papers that match, and were sent to the place before. */
  readonly sentBefore: number;
  /** In the order of the rules. */
  readonly rules: readonly RuleReport[];
}

/** Changes nothing. */
export async function digestReport(subscription: DigestSubscription, slot: Instant, deps: DigestDeps): Promise<DigestReport> {
  const { program } = subscription;
  const { matchQuery } = deps;
  const reading = await readDigest(subscription, slot, deps);
  const left = reading.listed.filter(({ paper }) => rulesMatched(program, paper, matchQuery).length === 0).sort(inDigestOrder);
  return {
    composed: await composeReading(reading, { subscription, slot }, deps),
    window: reading.window,
    looked: reading.listed.length,
    sentBefore: reading.sentBefore,
    rules: program.rules.map((rule) => ruleReport(rule, { found: reading.found, left, matchQuery })),
  };
}

interface Sorted {
  readonly found: readonly DigestPaper[];
  /** Papers that no rule brings, best first. */
  readonly left: readonly ListedPaper[];
  readonly matchQuery: MatchQuery;
}

function ruleReport(rule: SearchQuery, { found, left, matchQuery }: Sorted): RuleReport {
  const [near, removed]: [NearMiss[], Removed[]] = [[], []];
  for (const { paper } of left) {
    const verdict = matchQuery(rule, paper);
    if (verdict.kind === 'near' && near.length < MOST_NEAR) near.push({ paper, missing: verdict.missing });
    if (verdict.kind === 'excluded') removed.push({ paper, by: verdict.by });
  }
  const matched = found.filter((each) => each.matched.includes(rule)).map(({ paper }) => paper);
  return { rule, matched, near, removed };
}
