/**
 * The targets of the search with the figures of a run. Pure.
 */
import type { Graded } from './comparison.ts';
import { meanMrr, meanNdcg } from './comparison.ts';
import { HUMAN, MACHINE } from './exams.ts';
import type { GrowthFigures } from './measure-growth.ts';
import type { LoadFigures } from './measure-load.ts';
import type { SearchFigures } from './measure-search.ts';
import type { TitleFigures } from './measure-titles.ts';
import { atLeast, atMost, type Target } from './targets.ts';

/** What was measured of ourselves; undefined what was not. */
export interface Own {
  readonly archive: (SearchFigures & Partial<LoadFigures>) | undefined;
  readonly large: (SearchFigures & Partial<LoadFigures>) | undefined;
  readonly rawP95Ms: number | undefined;
  readonly graded: Graded;
  readonly titles: TitleFigures | undefined;
  readonly growth: GrowthFigures | undefined;
  readonly growthLarge: GrowthFigures | undefined;
}

const over = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined ? undefined : part / whole;
const percent = (share: number | undefined): number | undefined => (share === undefined ? undefined : share * 100);
const inSeconds = (ms: number | undefined): number | undefined => over(ms, 1000);

/** The larger of what it holds when built and when loaded. */
function memoryOf(figures: (SearchFigures & Partial<LoadFigures>) | undefined): number | undefined {
  return figures === undefined ? undefined : Math.max(figures.heapMb, figures.loadedMb ?? 0);
}

export function targetsOf(own: Own): readonly Target[] {
  return [...costs(own), ...ranking(own), ...typing(own), ...incoming(own)];
}

function costs({ archive, large, rawP95Ms }: Own): readonly Target[] {
  return [
    { what: '17k papers: p95 beside raw MiniSearch', bound: atMost(0.02), measured: over(archive?.p95Ms, rawP95Ms) },
    { what: '17k papers: memory, built or loaded', bound: atMost(60, 'MB'), measured: memoryOf(archive) },
    { what: '17k papers: load', bound: atMost(200, 'ms'), measured: archive?.loadMs },
    { what: '17k papers: first build', bound: atMost(12, 's'), measured: inSeconds(archive?.indexMs) },
    { what: '100k papers: p95', bound: atMost(5, 'ms'), measured: large?.p95Ms },
    { what: '100k papers: memory, built or loaded', bound: atMost(250, 'MB'), measured: memoryOf(large) },
    { what: '100k papers: load', bound: atMost(1000, 'ms'), measured: large?.loadMs },
  ];
}

function ranking({ graded }: Own): readonly Target[] {
  const has = (set: string): boolean => graded.answers.some((answer) => answer.set === set);
  const ndcg = (set: string, least: number): Target => ({
    what: `${set}: nDCG@10`,
    bound: atLeast(least),
    measured: has(set) ? meanNdcg(graded, set) : undefined,
  });
  const mrr = (set: string): Target => ({
    what: `${set}, all three kinds: MRR@10`,
    bound: atLeast(0.84),
    measured: has(set) ? meanMrr(graded, set) : undefined,
    ...(has(set) && { remark: `${graded.answers.filter((answer) => answer.set === set).length} queries` }),
  });
  return [ndcg('CACM', 0.52), ndcg('Cranfield', 0.39), ndcg('SciRepEval sample', 0.79), mrr(HUMAN), mrr(MACHINE)];
}

function typing({ titles }: Own): readonly Target[] {
  return [
    { what: 'four title words, one typing error: MRR@10', bound: atLeast(0.9), measured: titles?.fourWordsMrr },
    { what: 'first by its exact title', bound: atLeast(100, '%'), measured: percent(titles?.exactFirst) },
    { what: 'first by its title with one typing error', bound: atLeast(99, '%'), measured: percent(titles?.slippedFirst) },
  ];
}

function incoming({ growth, growthLarge }: Own): readonly Target[] {
  return [
    { what: '17k papers: 1,000 more searchable after stored', bound: atMost(1, 's'), measured: inSeconds(growth?.searchableMs) },
    {
      what: '17k papers: p95 meanwhile beside idle',
      bound: atMost(2),
      measured: over(growth?.duringP95Ms, growth?.idleP95Ms),
      ...(growth && { remark: `${growth.duringP95Ms.toFixed(2)} and ${growth.idleP95Ms.toFixed(2)} ms` }),
    },
    {
      what: '100k papers: event loop held by a query',
      bound: atMost(10, 'ms'),
      measured: growthLarge?.longestQueryMs,
      ...(growthLarge && {
        remark: `by “${growthLarge.longestQuery}”; ${growthLarge.longQueries} of ${growthLarge.queriesAsked} over 10 ms`,
      }),
    },
    { what: '100k papers: event loop held by indexing', bound: atMost(10, 'ms'), measured: growthLarge?.longestIndexingMs },
  ];
}
