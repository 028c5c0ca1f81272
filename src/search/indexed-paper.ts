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
import type { Run } from './packed/number-lists.ts';

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
  /** Whether its texts have these terms one after the other; names are other terms. */
  readonly hasRun: (run: Run) => boolean;
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
  /** `dayNumber` of the paper's date; 0 where it has none. */
  readonly day: number;
  readonly votes: number;
  /** A bit for each thing that it has: `hasBit`. */
  readonly has: number;
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
    hasRun: ({ numbers }) => terms.some((_, at) => numbers.every((term, offset) => terms[at + offset] === term)),
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
  return {
    day: dayNumber(paperDate(paper)),
    votes: paper.upvotes ?? 0,
    has: hasBits(paper),
    authors: betweenBars(paper.authors),
    organization: paper.organization === undefined ? '' : betweenBars([paper.organization.name, paper.organization.slug]),
  };
}

/** `20260105`: numbers that are ordered as the days are. 0 for none. */
export function dayNumber(date: LocalDate | undefined): number {
  return date === undefined ? 0 : Number(date.replaceAll('-', ''));
}

const HAS_BITS: Readonly<Record<HasValue, number>> = { code: 1, model: 2, dataset: 4, space: 8 };

export function hasBit(value: HasValue): number {
  return HAS_BITS[value];
}

function hasBits({ codeUrl, artifacts }: Paper): number {
  return (
    (codeUrl === undefined ? 0 : HAS_BITS.code) |
    ((artifacts?.models ?? 0) > 0 ? HAS_BITS.model : 0) |
    ((artifacts?.datasets ?? 0) > 0 ? HAS_BITS.dataset : 0) |
    ((artifacts?.spaces ?? 0) > 0 ? HAS_BITS.space : 0)
  );
}

function betweenBars(names: readonly string[]): string {
  return names.length === 0 ? '' : `| ${names.map((name) => foldedWords(name).join(' ')).join(' | ')} |`;
}
