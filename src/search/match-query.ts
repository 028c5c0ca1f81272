/**
 * Whether a paper is what a query asks for, told from the paper's text with the analysis, the names and the filters of the
 * search.
 *
 * A query becomes a list of conditions, asked in turn until the answer is sure: for most papers that is after one or two, so
 * that ten thousand rules can be held against a day's papers at every beat. A paper's text is analysed once, however many
 * queries are held against it, and a query is planned once, however many papers: for as long as the caller keeps the object.
 */
import type { Paper } from '../core/paper.ts';
import { NO_FILTERS, type SearchQuery, wordsQuery } from '../core/query.ts';
import { formatQuery } from '../core/query-language.ts';
import type { MatchQuery, QueryMatch } from '../core/query-match.ts';
import { foldedWords, isStopWord, wordsOf } from './analysis.ts';
import { excludedTests, type FilterTest, hasFilters, wantedTests } from './filters.ts';
import { type FilterFacts, filterFacts, namesOf } from './indexed-paper.ts';
import { termText } from './lexicon.ts';

interface AnalysedPaper {
  /** Of title, abstract and keywords, with the words of names as they are folded: what one word alone is looked for in. */
  readonly words: ReadonlySet<string>;
  /** The terms of title, abstract and keywords in their order, between spaces and with a bar between texts: ` a model | … `. */
  readonly sequence: string;
  readonly facts: FilterFacts;
}

interface Condition {
  readonly holds: (paper: AnalysedPaper) => boolean;
  /** As the query language writes it. */
  readonly written: string;
}

interface Plan {
  readonly wanted: readonly Condition[];
  readonly excluded: readonly Condition[];
  /** The query is text, but of signs alone, which no paper can have. */
  readonly isOfSigns: boolean;
}

const MATCH: QueryMatch = { kind: 'match' };
const NO: QueryMatch = { kind: 'no' };

export function makeMatchQuery(): MatchQuery {
  const papers = new WeakMap<Paper, AnalysedPaper>();
  const plans = new WeakMap<SearchQuery, Plan>();
  return (query, paper) => {
    const analysed = papers.get(paper) ?? analyse(paper);
    papers.set(paper, analysed);
    const plan = plans.get(query) ?? planOf(query);
    plans.set(query, plan);
    return matchOf(plan, analysed);
  };
}

function matchOf({ wanted, excluded, isOfSigns }: Plan, paper: AnalysedPaper): QueryMatch {
  if (isOfSigns) return NO;
  let missing: Condition | undefined;
  for (const condition of wanted) {
    if (condition.holds(paper)) continue;
    if (missing !== undefined || wanted.length === 1) return NO;
    missing = condition;
  }
  const by = excluded.filter(({ holds }) => holds(paper));
  if (missing !== undefined) return by.length > 0 ? NO : { kind: 'near', missing: missing.written };
  return by.length > 0 ? { kind: 'excluded', by: by.map(({ written }) => written) } : MATCH;
}

function analyse(paper: Paper): AnalysedPaper {
  const texts = [paper.title, paper.abstract, ...paper.keywords].map((text) => foldedWords(text).map(termText));
  const names = namesOf(paper).flatMap(foldedWords).map(nameWord);
  return {
    words: new Set([...texts.flat(), ...names]),
    sequence: ` ${texts.map((terms) => terms.join(' ')).join(' | ')} `,
    facts: filterFacts(paper),
  };
}

/** Kept apart from terms: Long the author is not the adjective. */
function nameWord(folded: string): string {
  return `@${folded}`;
}

function planOf(query: SearchQuery): Plan {
  const { words, phrases, excluded, filters } = query;
  const typed = [words, ...phrases].flatMap(foldedWords);
  const ofStopWords = typed.length > 0 && typed.every(isStopWord);
  const wanted = [
    ...(ofStopWords ? phraseCondition(words, words) : wordConditions(words)),
    ...phrases.flatMap((phrase) => phraseCondition(phrase, formatQuery({ ...NOTHING, phrases: [phrase] }))),
    ...wantedTests(filters).map(filterCondition),
  ];
  return {
    wanted,
    excluded: [
      ...excluded.flatMap((phrase) => phraseCondition(phrase, formatQuery({ ...NOTHING, excluded: [phrase] }))),
      ...excludedTests(filters).map(filterCondition),
    ],
    isOfSigns: wanted.length === 0 && (words !== '' || phrases.length > 0) && !hasFilters(filters),
  };
}

const NOTHING = wordsQuery('');

/** One for each telling word, whatever its form; a word and a number that touch (`gpt4`) have to stand side by side. */
function wordConditions(words: string): readonly Condition[] {
  const conditions = new Map<string, Condition>();
  for (const { folded, start, end } of joinedWords(words)) {
    const [first = '', ...others] = folded;
    if (others.length === 0 && isStopWord(first)) continue;
    const written = words.slice(start, end);
    const [term, name] = [termText(first), nameWord(first)];
    const holds = (paper: AnalysedPaper): boolean => paper.words.has(term) || paper.words.has(name);
    const condition = others.length === 0 ? [{ holds, written }] : phraseCondition(written, written);
    const key = folded.join(' ');
    if (!conditions.has(key)) for (const one of condition) conditions.set(key, one);
  }
  return [...conditions.values()];
}

interface Joined {
  readonly folded: readonly string[];
  readonly start: number;
  readonly end: number;
}

function joinedWords(text: string): readonly Joined[] {
  const joined: Joined[] = [];
  for (const { folded, start, end } of wordsOf(text)) {
    const before = joined.at(-1);
    if (before?.end === start) joined[joined.length - 1] = { folded: [...before.folded, folded], start: before.start, end };
    else joined.push({ folded: [folded], start, end });
  }
  return joined;
}

/** Exact, stop words included, and within one text. None for a phrase of signs. */
function phraseCondition(phrase: string, written: string): readonly Condition[] {
  const terms = foldedWords(phrase).map(termText);
  if (terms.length === 0) return [];
  const [first = '', ...others] = terms;
  const run = ` ${terms.join(' ')} `;
  // Its first word alone tells most papers apart, without a look through the whole text
  const holds = ({ words, sequence }: AnalysedPaper): boolean =>
    words.has(first) && (others.length === 0 || sequence.includes(run));
  return [{ holds, written }];
}

function filterCondition({ holds, filter }: FilterTest): Condition {
  const written = formatQuery({ ...NOTHING, filters: { ...NO_FILTERS, ...filter } });
  return { holds: ({ facts }) => holds(facts), written };
}
