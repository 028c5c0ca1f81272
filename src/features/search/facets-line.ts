/**
 * How the results spread, on one quiet line: `2026: 41 · 2025: 120 · earlier: 33 · most from DeepSeek (12), Qwen (9)`.
 *
 * It is there to tell what to narrow down to, so it is left out where there is little to narrow, and each half where the query has
 * narrowed that already.
 */
import { formatCount } from '../../core/locale.ts';
import type { SearchPage, SearchQuery } from '../../core/query.ts';

/** Below two pages or so a reader sees all there is. */
const FEWEST_RESULTS = 12;
const YEARS_SHOWN = 3;
const ORGANIZATIONS_SHOWN = 3;
const LONGEST_NAME = 30;
/** One paper is nothing to narrow down to. */
const FEWEST_PAPERS = 2;

/** @returns undefined where there is nothing worth a line. */
export function facetsLine(query: SearchQuery, { facets }: SearchPage, locale: string | undefined): string | undefined {
  const { since, until, organizations } = query.filters;
  const papers = facets.years.reduce((sum, year) => sum + year.papers, 0);
  if (papers < FEWEST_RESULTS) return undefined;
  const years = since === undefined && until === undefined && facets.years.length > 1 ? yearCounts(facets.years, locale) : [];
  const makers = organizations.length === 0 ? makerCounts(facets.organizations, locale) : [];
  const line = [...years, ...makers].join(' · ');
  return line === '' ? undefined : line;
}

function yearCounts(years: SearchPage['facets']['years'], locale: string | undefined): readonly string[] {
  const newest = years.slice(0, years.length > YEARS_SHOWN + 1 ? YEARS_SHOWN : years.length);
  const earlier = years.slice(newest.length).reduce((sum, { papers }) => sum + papers, 0);
  const counts = newest.map(({ year, papers }) => `${year}: ${formatCount(papers, locale)}`);
  return earlier === 0 ? counts : [...counts, `earlier: ${formatCount(earlier, locale)}`];
}

function makerCounts(organizations: SearchPage['facets']['organizations'], locale: string | undefined): readonly string[] {
  const shown = organizations
    .filter(({ papers, organization }) => papers >= FEWEST_PAPERS && organization.name.length <= LONGEST_NAME)
    .slice(0, ORGANIZATIONS_SHOWN)
    .map(({ organization, papers }) => `${organization.name} (${formatCount(papers, locale)})`);
  return shown.length === 0 ? [] : [`most from ${shown.join(', ')}`];
}
