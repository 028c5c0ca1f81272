/**
 * What the index keeps of a paper: its terms as numbers, and the facts that filters and orders ask for.
 *
 * Terms lie in one array in the order of the text: title, abstract, keywords, then the names of authors and organization, a
 * boundary between any two texts. So a phrase check is a scan, ranking reads one array, and nothing is analysed twice.
 */
import { createHash } from 'node:crypto';
import { type Organization, type Paper, type PaperId, paperDate, paperFingerprint } from '../core/paper.ts';
import type { HasValue } from '../core/query.ts';
import type { LocalDate } from '../core/time.ts';
import { foldedWords } from './analysis.ts';
import { BOUNDARY, type Lexicon } from './lexicon.ts';

export interface IndexedPaper {
  readonly id: PaperId;
  /** `paperFingerprint`: of the whole record. */
  readonly fingerprint: string;
  readonly textFingerprint: string;
  readonly title: string;
  /** As they are written, to be offered. */
  readonly authors: readonly string[];
  readonly organization?: Organization | undefined;
  /** Numbers of the lexicon, stop words among them. */
  readonly terms: Uint32Array;
  /** Offset into `terms` of the first one after the title. */
  readonly titleEnd: number;
  /** Offset into `terms` of the first name. */
  readonly namesStart: number;
  /** Terms that are no stop words, in the title and in abstract and keywords. */
  readonly titleLength: number;
  readonly bodyLength: number;
  readonly facts: FilterFacts;
}

export interface FilterFacts {
  readonly date?: LocalDate | undefined;
  readonly votes: number;
  readonly has: readonly HasValue[];
  /** Each name folded and between bars, so that one `includes` finds a name: `| fanxu meng | muhan zhang |`. */
  readonly authors: string;
  readonly organization: string;
}

/** Adds the paper's words to the lexicon, but does not count the paper there. */
export function indexPaper(paper: Paper, lexicon: Lexicon): IndexedPaper {
  const terms: number[] = [];
  const append = (text: string, add: (folded: string) => number): number => {
    let telling = 0;
    for (const folded of foldedWords(text)) {
      const term = add(folded);
      terms.push(term);
      if (!lexicon.isStop(term)) telling += 1;
    }
    terms.push(BOUNDARY);
    return telling;
  };
  const titleLength = append(paper.title, lexicon.add);
  const titleEnd = terms.length;
  let bodyLength = append(paper.abstract, lexicon.add);
  for (const keyword of paper.keywords) bodyLength += append(keyword, lexicon.add);
  const namesStart = terms.length;
  for (const name of namesOf(paper)) append(name, lexicon.addName);
  return {
    id: paper.id,
    fingerprint: paperFingerprint(paper),
    textFingerprint: textFingerprint(paper),
    title: paper.title,
    authors: paper.authors,
    ...(paper.organization !== undefined && { organization: paper.organization }),
    terms: Uint32Array.from(terms),
    titleEnd,
    namesStart,
    titleLength,
    bodyLength,
    facts: filterFacts(paper),
  };
}

/** Hash of all that is searched as text: as long as it stands, a paper's terms stand. 22 characters. */
export function textFingerprint(paper: Paper): string {
  const texts = [paper.title, paper.abstract, paper.keywords, namesOf(paper)];
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22);
}

/** Of authors and organization, whose name in addresses is one of its names. */
export function namesOf(paper: Paper): readonly string[] {
  return paper.organization === undefined ? paper.authors : [...paper.authors, paper.organization.name, paper.organization.slug];
}

export function filterFacts(paper: Paper): FilterFacts {
  const date = paperDate(paper);
  return {
    ...(date === undefined ? {} : { date }),
    votes: paper.upvotes ?? 0,
    has: hasValues(paper),
    authors: betweenBars(paper.authors),
    organization: paper.organization === undefined ? '' : betweenBars([paper.organization.name, paper.organization.slug]),
  };
}

function hasValues(paper: Paper): readonly HasValue[] {
  const has: HasValue[] = [];
  if (paper.codeUrl !== undefined) has.push('code');
  if ((paper.artifacts?.models ?? 0) > 0) has.push('model');
  if ((paper.artifacts?.datasets ?? 0) > 0) has.push('dataset');
  if ((paper.artifacts?.spaces ?? 0) > 0) has.push('space');
  return has;
}

function betweenBars(names: readonly string[]): string {
  return names.length === 0 ? '' : `| ${names.map((name) => foldedWords(name).join(' ')).join(' | ')} |`;
}
