/**
 * How the papers of an answer spread over years and organizations: a pass over their places that touches no paper.
 */
import type { Facets } from '../core/query.ts';
import type { PaperTable } from './paper-table.ts';

const MOST_ORGANIZATIONS = 10;
/** In the columns, for a paper without a date or an organization. */
const NONE = 0;
const DAYS_OF_A_YEAR = 10_000; // as `20260105` counts them
const LAST_YEAR = 9999;

export interface FacetCounter {
  readonly count: (places: Uint32Array) => Facets;
}

export function makeFacetCounter(table: Pick<PaperTable, 'at' | 'dayOf' | 'makerOf' | 'makers'>): FacetCounter {
  return {
    count: (places) => {
      const byYear = new Uint32Array(LAST_YEAR + 1);
      const byMaker = new Uint32Array(table.makers() + 1);
      /** By maker: one of its papers, which has its name. */
      const anyOf = new Uint32Array(table.makers() + 1);
      for (const place of places) {
        const year = Math.floor(table.dayOf(place) / DAYS_OF_A_YEAR);
        const maker = table.makerOf(place);
        byYear[year] = (byYear[year] ?? 0) + 1;
        byMaker[maker] = (byMaker[maker] ?? 0) + 1;
        anyOf[maker] = place;
      }
      const makers = numbered(byMaker).sort((a, b) => b.papers - a.papers);
      // A few more than are shown: of those with as many papers the first by its name in addresses is taken
      const fewest = makers[MOST_ORGANIZATIONS - 1]?.papers ?? 0;
      const organizations = makers
        .filter(({ papers }) => papers >= fewest)
        .flatMap(({ number, papers }) => {
          const organization = table.at(anyOf[number] ?? 0)?.organization;
          return organization === undefined ? [] : [{ organization, papers }];
        });
      return {
        years: numbered(byYear)
          .map(({ number, papers }) => ({ year: number, papers }))
          .reverse(),
        organizations: organizations
          .sort((a, b) => b.papers - a.papers || (a.organization.slug < b.organization.slug ? -1 : 1))
          .slice(0, MOST_ORGANIZATIONS),
      };
    },
  };
}

/** Those that have papers, in the order of their numbers. */
function numbered(counts: Uint32Array): { readonly number: number; readonly papers: number }[] {
  const having: { readonly number: number; readonly papers: number }[] = [];
  for (let number = NONE + 1; number < counts.length; number += 1) {
    const papers = counts[number] ?? 0;
    if (papers > 0) having.push({ number, papers });
  }
  return having;
}
