/**
 * A query against this archive: which terms its words stand for, which words had to be corrected, which papers may pass.
 */
import { type Correction, NO_FILTERS, type SearchQuery } from '../core/query.ts';
import { foldedWords, isStopWord } from './analysis.ts';
import { hasFilters, makeFilter, makePhraseTest, type PaperTest, passesAll } from './filters.ts';
import type { Lexicon } from './lexicon.ts';
import type { QueryWord, RankedQuery } from './ranking.ts';
import type { Spelling } from './spelling.ts';
import { type StandInParts, sameInOtherWords, type TypedWord } from './stand-ins.ts';

const NEAREST_WORDS_OFFERED = 3;
/** The first is searched, the others may stand in for it. */
const CORRECTIONS_KEPT = 4;

export interface QueryPlan {
  readonly ranked: RankedQuery;
  /** Every word in its place; undefined where the archive knows nothing like it. */
  readonly words: readonly (TypedWord | undefined)[];
  readonly corrections: readonly Correction[];
  /** Words that no paper has and that nothing is near enough to. */
  readonly unknown: readonly string[];
  /** The filters and phrases that are asked for. */
  readonly passes: PaperTest;
  /** Every paper passes. */
  readonly passesAll: boolean;
  /** Terms that a paper which passes has, so that only those that have them need be looked at: of phrases and of names. */
  readonly required: ReadonlySet<number>;
  readonly excluded: readonly ExcludedPhrase[];
  /** The words are somebody's name, and the paper is theirs: who types a name means the person. Undefined where they are none. */
  readonly isByNamed: PaperTest | undefined;
  /** The query asks for no word at all: every paper that passes is an answer. */
  readonly filtersOnly: boolean;
}

/** A paper that holds it is no answer. */
export interface ExcludedPhrase {
  readonly isHeldBy: PaperTest;
  /** Whoever holds it has these; empty where it is of stop words alone. */
  readonly terms: ReadonlySet<number>;
}

export function planQuery(query: SearchQuery, parts: StandInParts): QueryPlan {
  const { lexicon, spelling } = parts;
  const typed = [query.words, ...query.phrases].flatMap(foldedWords);
  const corrections = new Map<string, Correction>();
  const unknown = new Set<string>();
  const words: { text?: number; name?: number; times: number }[] = [];
  const positions = new Map<string, number>();
  const inPlace = typed.map((folded): TypedWord | undefined => {
    const [used, ...others] = isStopWord(folded) || isKnown(folded, lexicon) ? [folded] : correct(folded);
    if (used === undefined) return undefined;
    return { typed: folded, used, others, position: isStopWord(used) ? undefined : positionOf(used) };
  });
  const sequence = inPlace.map((word) => word?.position);

  // A query of nothing but stop words means them as they stand
  const stopWordsOnly = typed.length > 0 && typed.every(isStopWord);
  const passes = makeTests(query, stopWordsOnly ? [query.words] : [], lexicon);
  const excluded = query.excluded.filter(hasWords).map(
    (phrase): ExcludedPhrase => ({
      isHeldBy: makePhraseTest(phrase, lexicon),
      terms: new Set(tellingTerms(phrase, lexicon)),
    }),
  );
  return {
    ranked: { words: words satisfies QueryWord[], sequence, standIns: sameInOtherWords(inPlace, parts) },
    words: inPlace,
    corrections: [...corrections.values()],
    unknown: [...unknown],
    passes,
    passesAll: passes === passesAll && excluded.length === 0,
    required: requiredTerms(query, lexicon),
    excluded,
    isByNamed: makePersonTest(query, lexicon),
    filtersOnly: stopWordsOnly || (typed.length === 0 && (hasFilters(query.filters) || isWithoutText(query))),
  };

  function positionOf(known: string): number {
    const [text, name] = [lexicon.termFor(known), lexicon.nameTermFor(known)];
    const key = `${text}/${text === undefined ? name : ''}`; // two spellings of one term are one word
    const position =
      positions.get(key) ??
      words.push({ ...(text === undefined ? {} : { text }), ...(name === undefined ? {} : { name }), times: 0 }) - 1;
    positions.set(key, position);
    const word = words[position];
    if (word !== undefined) word.times += 1;
    return position;
  }

  function correct(folded: string): readonly string[] {
    const near = spelling.nearest(folded, CORRECTIONS_KEPT);
    const [used] = near;
    if (used === undefined) unknown.add(folded);
    else corrections.set(folded, { typed: folded, used });
    return near;
  }
}

/** What to try instead of the words that no paper has. */
export function nearestWords({ unknown, corrections }: QueryPlan, spelling: Spelling): readonly string[] {
  const offered = unknown.flatMap((word) => spelling.sharingStart(word, NEAREST_WORDS_OFFERED));
  const alternatives = corrections.flatMap(({ typed }) => spelling.nearest(typed, NEAREST_WORDS_OFFERED));
  return [...new Set([...alternatives, ...offered])];
}

/** Signs alone (`???`) are text too, though no paper can have them. */
function isWithoutText({ words, phrases }: SearchQuery): boolean {
  return words === '' && phrases.length === 0;
}

/** One word alone may be anything; two or more that all are in names are looked for as one name. */
function makePersonTest({ words }: SearchQuery, lexicon: Lexicon): PaperTest | undefined {
  const typed = foldedWords(words);
  const mayBeName = typed.length > 1 && typed.every((word) => lexicon.nameTermFor(word) !== undefined);
  return mayBeName ? makeFilter({ ...NO_FILTERS, authors: [words] }) : undefined;
}

function isKnown(folded: string, lexicon: Lexicon): boolean {
  return lexicon.termFor(folded) !== undefined || lexicon.nameTermFor(folded) !== undefined;
}

function makeTests({ phrases, filters }: SearchQuery, morePhrases: readonly string[], lexicon: Lexicon): PaperTest {
  const filter = makeFilter(filters);
  const wanted = [...phrases, ...morePhrases].filter(hasWords).map((phrase) => makePhraseTest(phrase, lexicon));
  if (wanted.length === 0) return filter;
  return (paper) => filter(paper) && wanted.every((holds) => holds(paper));
}

/** Signs alone are no phrase. */
function hasWords(phrase: string): boolean {
  return foldedWords(phrase).length > 0;
}

/** A word that the archive lacks is none of them: what asks for it lets no paper pass. */
function requiredTerms({ phrases, filters }: SearchQuery, lexicon: Lexicon): ReadonlySet<number> {
  const ofPhrases = phrases.flatMap((phrase) => tellingTerms(phrase, lexicon));
  // An initial stands for any name
  const whole = [...filters.authors, ...filters.organizations].flatMap(foldedWords).filter((word) => word.length > 1);
  return new Set([...ofPhrases, ...whole.map(lexicon.nameTermFor).filter((term) => term !== undefined)]);
}

function tellingTerms(phrase: string, lexicon: Lexicon): readonly number[] {
  const telling = foldedWords(phrase).filter((word) => !isStopWord(word));
  return telling.map(lexicon.termFor).filter((term) => term !== undefined);
}
